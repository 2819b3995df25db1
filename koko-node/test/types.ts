// The declarations say what they should: this file is compiled, never run.

import { Readable, Transform } from 'node:stream'

import express from 'express'
import fastify from 'fastify'
import { KokoError, Moderator, normalize, normalizerId, OverloadedError } from 'koko'
import type {
  Calibrated,
  Collect,
  Content,
  ErrorCode,
  Moderation,
  Perspective,
  Recorded,
  RefusedRow,
  Scored,
  Standing,
  Streamed,
  Taught,
  Token,
} from 'koko'

import { moderate as forExpress } from 'koko/express'
import { moderate as forFastify } from 'koko/fastify'
import { Webhook, WebhookError } from 'koko/webhook'
import type { WebhookErrorCode } from 'koko/webhook'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
function same<A, B>(_proof: Same<A, B>): void {}

export async function types(moderator: Moderator, content: Content, texts: readonly string[]) {
  new Moderator()
  new Moderator({ bundle: 'models/x', policy: 'house.toml', device: 'cpu', threads: 2, runtime: 'libonnxruntime.so' })
  new Moderator({ cascade: 'balanced', cache: 1000 })
  new Moderator({ store: 'authors', secret: 'nobody can guess these words' })
  const recorded = await moderator.record([
    { event: 'posted', author: 'rook', at: new Date(), scores: { insult: 0.9 } },
  ])
  same<typeof recorded, Recorded[]>(true)
  // @ts-expect-error Nobody was reported.
  await moderator.record([{ event: 'flagged', id: 'f', reporter: 'mara', at: 5 }])
  // @ts-expect-error A cascade that does not exist.
  new Moderator({ cascade: 'on' })
  // @ts-expect-error An option that does not exist.
  new Moderator({ modle: 'x' })

  const scored = await moderator.score('text')
  same<typeof scored, Scored>(true)
  same<typeof scored.lane, 'full' | 'fast'>(true)
  const many = await moderator.score(texts)
  same<typeof many, Scored[]>(true)
  const collected = await moderator.score(texts, { errors: 'collect' })
  same<typeof collected, (Scored | RefusedRow)[]>(true)
  const sync = moderator.scoreSync(texts, { errors: 'collect' })
  same<typeof sync, (Scored | RefusedRow)[]>(true)
  same<ReturnType<typeof moderator.moderateSync>, Moderation>(true)
  const toxicity: number | undefined = (await moderator.perspective('text')).TOXICITY
  const perspectives = await moderator.perspective(texts, { errors: 'collect' })
  same<typeof perspectives, (Perspective | RefusedRow)[]>(true)
  same<ReturnType<typeof moderator.perspectiveSync>, (Perspective | RefusedRow)[]>(true)
  new Moderator({ parity: 'map.toml' })
  // @ts-expect-error A number is no text.
  await moderator.score(5)
  // @ts-expect-error There is no such way to treat errors.
  await moderator.score(texts, { errors: 'ignore' })
  const collect: Collect = { errors: 'collect' }
  await moderator.moderateMany([content], collect)

  const moderation: Moderation = await moderator.moderate({ text: 'x', author: null, at: new Date() })
  for (const span of moderation.spans) 'text'.slice(...span.utf16)
  const standing: Standing | null = await moderator.standing('mara')
  standing?.findings[0]?.contribution_mn.toFixed()
  // @ts-expect-error A content has a text.
  await moderator.moderate({ author: 'mara' })

  const taught = await moderator.teach('job_offer', texts, ['text'], { save: 'job_offer.toml' })
  same<typeof taught, Taught>(true)
  same<ReturnType<typeof moderator.teachSync>, Taught>(true)
  const atOnePercent: number | null = taught.quality.fpr_01
  new Moderator({ taught: ['job_offer.toml'] })
  // @ts-expect-error A label is taught from both sides.
  await moderator.teach('job_offer', texts)

  const embedding: Float32Array = await moderator.embed('x')
  const tokens: Token[] = await moderator.tokenize('x')
  const weights: Record<string, number> | undefined = (await moderator.explain('x')).words[0]?.weights
  const ids: string = moderator.ids.model + normalizerId() + normalize('x', { masked: true }).text
  // @ts-expect-error What runs cannot be changed.
  moderator.labels = []

  same<Awaited<ReturnType<typeof Moderator.open>>, Moderator>(true)
  const { signal } = new AbortController()
  await moderator.score('text', { signal, deadlineMs: 200 })
  await moderator.moderate(content, { deadlineMs: 200 })
  await moderator.moderateMany([content], { errors: 'collect', signal })
  await moderator.standing('mara', { at: new Date(), signal: AbortSignal.timeout(500) })
  // @ts-expect-error A time is a number of milliseconds.
  await moderator.score('text', { deadlineMs: '200 ms' })
  // @ts-expect-error Sync calls cannot be called off.
  moderator.scoreSync('text', { signal })

  const stream: Transform = Readable.from([content, 'text']).pipe(
    moderator.stream({ errors: 'collect', highWaterMark: 16 }),
  )
  for await (const answer of moderator.stream()) same<typeof answer, Streamed>(true)
  for await (const answer of moderator.stream({ errors: 'collect' })) {
    const said: string = 'error' in answer ? answer.error.kind : answer.decision.action
    stream.write(answer.content.text + said)
  }

  const found: Calibrated[] = await moderator.calibrate([{ text: 'x', labels: { insult: true, threat: 0.5 } }], {
    fpr: [0.01],
  })
  found[0]?.thresholds[0]?.promised?.threshold.toFixed(2)
  // @ts-expect-error An example says what is true of its text.
  await moderator.calibrate([{ text: 'x' }])

  const closing: AsyncDisposable = moderator
  await moderator.close()

  const overloaded = new OverloadedError('later', { retryAfterMs: 100 })
  same<typeof overloaded.retryAfterMs, number>(true)
  same<typeof overloaded.code, 'overloaded'>(true)
  const error = new KokoError('store_unavailable', 'later', { retryAfterMs: 100 })
  same<typeof error.code, ErrorCode>(true)
  same<typeof error.retryAfterMs, number | undefined>(true)
  return [closing, toxicity, atOnePercent, embedding, tokens, weights, ids, error instanceof Error]
}

export function middleware(moderator: Moderator) {
  const author = ({ headers }: { headers: Record<string, string | string[] | undefined> }) => String(headers['x-user'])
  express().post('/', forExpress(moderator, { author, reject: ['remove', 'hold'] }), (request, response) => {
    same<typeof request.moderation, Moderation | null | undefined>(true)
    response.json(request.moderation?.decision.action)
  })
  fastify().post(
    '/',
    { preHandler: forFastify(moderator, { field: 'comment', whenBusy: 'pass' }) },
    async (request) => {
      same<typeof request.moderation, Moderation | null>(true)
      return request.moderation?.spans
    },
  )
  forExpress(moderator, { content: async ({ body }) => ({ text: String(body.text), id: 'c1' }) })
  // @ts-expect-error An action that does not exist.
  forFastify(moderator, { reject: ['ban'] })
}

export function receive(body: Uint8Array, headers: Headers) {
  const webhook = new Webhook(['whsec_new', 'whsec_old'], { toleranceSeconds: 60 })
  try {
    return webhook.verify<{ decision_id: string }>(body, headers).data.decision_id
  } catch (error) {
    const code: WebhookErrorCode | undefined = error instanceof WebhookError ? error.code : undefined
    // @ts-expect-error What a parser has made of the body carries no signature.
    webhook.verify({ type: 'x' }, headers)
    return code
  }
}
