/**
 * A hook for Fastify 4 and 5.
 *
 * ```js
 * import fastify from 'fastify'
 * import { Moderator } from 'koko'
 * import { moderate } from 'koko/fastify'
 *
 * const moderator = await Moderator.open({ policy: 'house.toml' })
 * const app = fastify()
 * app.decorateRequest('moderation', null)
 * app.post('/comments', { preHandler: moderate(moderator, { author: (request) => request.user.id }) }, async (request) => {
 *   return { isShown: request.moderation.decision.action === 'allow' }
 * })
 * ```
 *
 * A body that is no text ends with status 400, one that is too long with 413. What is not the client's fault and does not
 * pass is thrown, for Fastify's error handler. When the client leaves, the call is called off.
 *
 * @module koko/fastify
 */

import type { FastifyReply, FastifyRequest } from 'fastify'

import type { Moderation, Moderator } from './index.js'
import type { GuardOptions } from './lib/guard.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** What `koko/fastify` found; null where it was busy and was told to pass. */
    moderation: Moderation | null
  }
}

/** Moderates a field of the body, as `preHandler`. Throws `bad_input` for options that make no sense. */
export function moderate(
  moderator: Moderator,
  options?: GuardOptions<FastifyRequest & { body: any } & Record<string, any>>,
): (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

export type { GuardOptions }
