/**
 * Verifies the webhooks that Koko's server sends, and all others that are signed as Standard Webhooks 1.0 says.
 *
 * ```js
 * import express from 'express'
 * import { Webhook } from 'koko/webhook'
 *
 * const webhook = new Webhook([process.env.KOKO_WEBHOOK_SECRET])
 * app.post('/hooks/koko', express.raw({ type: 'application/json' }), async (request, response) => {
 *   const event = webhook.verify(request.body, request.headers)
 *   if (await isNew(event.id)) await handle(event)
 *   response.sendStatus(200)
 * })
 * ```
 *
 * A delivery may come more than once with the same `id`: within the time that is allowed a replay looks like one that was sent
 * again, so remember ids for as long. Answer within 20 seconds; everything but 2xx is sent again.
 *
 * @module koko/webhook
 */

/** What happened. */
export interface WebhookEvent<Data = unknown> {
  /** The same for every delivery of this event. */
  id: string
  /** Such as `decision.made`, `standing.changed`. */
  type: string
  /** When it happened, RFC 3339. */
  timestamp: string
  data: Data
}

/** Why a delivery, or a secret, was refused. */
export type WebhookErrorCode =
  | 'bad_secret'
  | 'missing_header'
  | 'bad_header'
  /** Older, or further ahead, than is allowed. */
  | 'stale'
  | 'wrong_signature'
  /** Signed by one of the secrets, and yet no JSON. */
  | 'bad_body'

/** Answer 400 and do nothing. */
export class WebhookError extends Error {
  constructor(code: WebhookErrorCode, message: string, options?: { cause?: unknown })
  readonly code: WebhookErrorCode
}

/** `node:http`'s headers, a `Headers`, or what a framework makes of them. */
export type WebhookHeaders =
  { get(name: string): string | null } | Readonly<Record<string, string | readonly string[] | undefined>>

/** Knows the secrets of one endpoint. */
export class Webhook {
  /**
   * `secrets` as they were shown, `whsec_…`. While a secret is replaced give the new and the old one: a delivery is accepted
   * if any of its signatures is by any of them. `toleranceSeconds` is how old, or how far ahead of this clock, a delivery
   * may be; 300 without it. Throws `bad_secret`.
   */
  constructor(secrets: string | readonly string[], options?: { toleranceSeconds?: number })

  /**
   * The event, if it is signed by one of the secrets and not too old. `body` is what was received, byte by byte: once it was
   * parsed and written again, no signature fits. Signatures are compared in constant time. Throws a {@link WebhookError};
   * a `TypeError` where `body` was parsed before.
   */
  verify<Data = unknown>(
    body: string | Uint8Array,
    headers: WebhookHeaders,
    options?: { now?: Date },
  ): WebhookEvent<Data>

  /** The headers of a delivery, signed with every secret: for tests of your own receiver. */
  sign(
    id: string,
    at: Date,
    body: string | Uint8Array,
  ): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>
}
