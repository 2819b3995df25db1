'use strict'

// Verifies webhooks that are signed as Standard Webhooks 1.0 says. The manual is `webhook.d.ts`.

const { createHmac, timingSafeEqual } = require('node:crypto')

const PREFIX = 'whsec_'
const SECRET_BYTES = { least: 24, most: 64 }

class WebhookError extends Error {
  constructor(code, message, options) {
    super(message, options)
    this.name = 'WebhookError'
    this.code = code
  }
}

class Webhook {
  #keys
  #toleranceSeconds

  constructor(secrets, { toleranceSeconds = 300 } = {}) {
    this.#keys = [secrets].flat().map(keyOf)
    if (this.#keys.length === 0) throw new WebhookError('bad_secret', 'give at least one secret')
    if (!(toleranceSeconds > 0)) throw new TypeError('`toleranceSeconds` must be a number above 0')
    this.#toleranceSeconds = toleranceSeconds
  }

  verify(body, headers, { now = new Date() } = {}) {
    const bytes = bytesOf(body)
    const id = header(headers, 'webhook-id')
    const sent = header(headers, 'webhook-timestamp')
    const signatures = header(headers, 'webhook-signature')
    if (!/^\d{1,12}$/.test(sent))
      throw new WebhookError('bad_header', '`webhook-timestamp` must be whole seconds since 1970')
    const age = now.getTime() / 1_000 - Number(sent)
    if (!(Math.abs(age) <= this.#toleranceSeconds)) {
      const [howMuch, way] = [Math.round(Math.abs(age)), age > 0 ? 'old' : 'ahead of this clock']
      throw new WebhookError(
        'stale',
        `this delivery is ${howMuch} seconds ${way}, ${this.#toleranceSeconds} are allowed: it may be a replay, or a clock is wrong`,
      )
    }
    const given = signatures
      .split(' ')
      .filter((one) => one.startsWith('v1,'))
      .map((one) => Buffer.from(one.slice(3), 'base64'))
    const isSigned = this.#keys.some((key) => {
      const expected = digest(key, id, sent, bytes)
      return given.some((signature) => signature.length === expected.length && timingSafeEqual(signature, expected))
    })
    if (!isSigned) throw new WebhookError('wrong_signature', 'no signature of this delivery is by one of the secrets')
    return { ...parsed(bytes), id }
  }

  sign(id, at, body) {
    if (typeof id !== 'string' || id === '' || id.includes('.'))
      throw new TypeError('`id` must be a string without full stops')
    const sent = String(Math.floor(at.getTime() / 1_000))
    const signatures = this.#keys.map((key) => `v1,${digest(key, id, sent, bytesOf(body)).toString('base64')}`)
    return { 'webhook-id': id, 'webhook-timestamp': sent, 'webhook-signature': signatures.join(' ') }
  }
}

function keyOf(secret) {
  const isSecret = typeof secret === 'string' && secret.startsWith(PREFIX)
  const key = isSecret ? Buffer.from(secret.slice(PREFIX.length), 'base64') : Buffer.alloc(0)
  if (key.length >= SECRET_BYTES.least && key.length <= SECRET_BYTES.most) return key
  throw new WebhookError(
    'bad_secret',
    `a secret is \`${PREFIX}\` and ${SECRET_BYTES.least} to ${SECRET_BYTES.most} bytes in base64: copy it whole`,
  )
}

function bytesOf(body) {
  if (typeof body === 'string') return Buffer.from(body)
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  throw new TypeError(
    'the body must be the bytes or the string that was received, before any parser: with Express, use express.raw({ type: "application/json" })',
  )
}

function header(headers, name) {
  const value = typeof headers?.get === 'function' ? headers.get(name) : anyCase(headers, name)
  if (typeof value === 'string' && value !== '') return value
  throw new WebhookError('missing_header', `there is no header \`${name}\``)
}

function anyCase(headers, name) {
  const value = headers?.[name] ?? Object.entries(headers ?? {}).find(([other]) => other.toLowerCase() === name)?.[1]
  return Array.isArray(value) ? value[0] : value
}

function digest(key, id, sent, bytes) {
  return createHmac('sha256', key).update(`${id}.${sent}.`).update(bytes).digest()
}

function parsed(bytes) {
  let event
  try {
    event = JSON.parse(bytes.toString('utf8'))
  } catch (cause) {
    throw new WebhookError('bad_body', 'the body is signed, but it is no JSON', { cause })
  }
  if (typeof event?.type === 'string') return event
  throw new WebhookError('bad_body', 'the body is signed, but it is no event: it has no `type`')
}

module.exports = { Webhook, WebhookError }
