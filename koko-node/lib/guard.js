'use strict'

// What the middleware of every framework does: takes the content out of a request, moderates it, and says whether the
// request may go on. Knows no framework: a refusal is a status, headers and a body.

const { KokoError, badInput } = require('./errors.js')

const OPTIONS = ['field', 'author', 'community', 'content', 'reject', 'whenBusy', 'deadlineMs']
const ACTIONS = ['allow', 'support', 'review', 'hold', 'remove']

/** Those that are the caller's fault, and those that pass. Every other is ours, and the framework's to answer. */
const STATUS = { bad_input: 400, text_too_long: 413, overloaded: 503, deadline_exceeded: 503, store_unavailable: 503 }

class Guard {
  #moderator
  #content
  #isRejected
  #whenBusy
  #deadlineMs

  constructor(moderator, options = {}) {
    const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name))
    if (unknown) throw badInput(`middleware has no option \`${unknown}\`: use ${OPTIONS.join(', ')}`)
    const { field = 'text', author, community, content, reject = ['remove'], whenBusy = 'refuse', deadlineMs } = options
    if (whenBusy !== 'refuse' && whenBusy !== 'pass') throw badInput('`whenBusy` must be "refuse" or "pass"')
    if (typeof moderator?.moderate !== 'function') throw badInput('the first argument must be a Moderator')
    this.#moderator = moderator
    this.#content =
      content ??
      ((request) => ({ text: request.body?.[field], author: author?.(request), community: community?.(request) }))
    this.#isRejected = typeof reject === 'function' ? reject : rejecting(reject)
    this.#whenBusy = whenBusy
    this.#deadlineMs = deadlineMs
  }

  /** Resolves to `{ moderation, refusal? }`, or to nothing if the client has left; `response` is Node's, and tells. */
  async check(request, response) {
    const left = new AbortController()
    const leave = () => left.abort(new Error('the client has left'))
    response.once('close', leave)
    try {
      const content = await this.#content(request)
      const patience = { signal: left.signal, deadlineMs: this.#deadlineMs }
      const moderation = await this.#moderator.moderate(
        typeof content === 'string' ? { text: content } : content,
        patience,
      )
      const isRejected = await this.#isRejected(moderation, request)
      return { moderation, refusal: isRejected ? rejection(moderation) : undefined }
    } catch (error) {
      if (left.signal.aborted) return undefined
      const status = error instanceof KokoError ? STATUS[error.code] : undefined
      if (status === undefined) throw error
      if (status === 503 && this.#whenBusy === 'pass') return { moderation: null }
      return { moderation: null, refusal: refusal(status, error) }
    } finally {
      response.off('close', leave)
    }
  }
}

function rejecting(actions) {
  const unknown = Array.isArray(actions) ? actions.find((action) => !ACTIONS.includes(action)) : actions
  if (unknown !== undefined) throw badInput(`\`reject\` must be a function or an array of ${ACTIONS.join(', ')}`)
  return ({ decision }) => actions.includes(decision.action)
}

function rejection({ decision }) {
  const reasons = decision.reasons.map(({ because }) => because)
  const error = { code: 'rejected', message: 'this content was not accepted', action: decision.action, reasons }
  return { status: 422, headers: {}, body: { error } }
}

function refusal(status, { code, message, retryAfterMs = 1_000 }) {
  const headers = status === 503 ? { 'retry-after': String(Math.min(60, Math.ceil(retryAfterMs / 1_000))) } : {}
  return { status, headers, body: { error: { code, message } } }
}

module.exports = { Guard }
