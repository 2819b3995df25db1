/**
 * Middleware for Express 4 and 5.
 *
 * ```js
 * import express from 'express'
 * import { Moderator } from 'koko'
 * import { moderate } from 'koko/express'
 *
 * const moderator = await Moderator.open({ policy: 'house.toml' })
 * app.post('/comments', express.json(), moderate(moderator, { author: (request) => request.user.id }), (request, response) => {
 *   response.json({ isShown: request.moderation.decision.action === 'allow' })
 * })
 * ```
 *
 * A body that is no text ends with status 400, one that is too long with 413. What is not the client's fault and does not
 * pass goes to `next(error)`. When the client leaves, the call is called off.
 *
 * @module koko/express
 */

import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Moderation, Moderator } from './index.js'
import type { GuardOptions } from './lib/guard.js'

declare global {
  namespace Express {
    interface Request {
      /** What `koko/express` found; null where it was busy and was told to pass. */
      moderation?: Moderation | null
    }
  }
}

/**
 * Moderates a field of the body, which a parser such as `express.json()` has read before.
 * Throws `bad_input` for options that make no sense.
 */
export function moderate<Request extends IncomingMessage = IncomingMessage & { body?: any } & Record<string, any>>(
  moderator: Moderator,
  options?: GuardOptions<Request>,
): (request: Request, response: ServerResponse, next: (error?: unknown) => void) => Promise<void>

export type { GuardOptions }
