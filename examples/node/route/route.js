// A route handler of the kind that Next.js, Remix, SvelteKit, Hono and Bun have: a web Request in, a Response out. In Next.js
// this is app/api/comments/route.js, with `serverExternalPackages: ['koko']` in next.config.js, since the model is no bundle
// of JavaScript.

import { KokoError, Moderator, OverloadedError } from 'koko'

export const runtime = 'nodejs'

// Once for the process: development servers load this file again and again.
const moderator = (globalThis.kokoModerator ??= Moderator.open())

export async function POST(request) {
  const { text } = await request.json().catch(() => ({}))
  try {
    const content = { text, author: request.headers.get('x-user') }
    const { decision } = await (await moderator).moderate(content, { signal: request.signal, deadlineMs: 2_000 })
    if (decision.action === 'remove') {
      return Response.json(
        { error: 'rejected', because: decision.reasons.map(({ because }) => because) },
        { status: 422 },
      )
    }
    return Response.json({ state: decision.action === 'allow' ? 'shown' : 'waiting' }, { status: 201 })
  } catch (error) {
    if (error instanceof OverloadedError) {
      const seconds = Math.ceil(error.retryAfterMs / 1_000)
      return Response.json({ error: error.code }, { status: 503, headers: { 'retry-after': String(seconds) } })
    }
    const isTheirs = error instanceof KokoError && ['bad_input', 'text_too_long'].includes(error.code)
    if (isTheirs) return Response.json({ error: error.code, message: error.message }, { status: 400 })
    throw error
  }
}
