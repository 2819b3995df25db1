'use strict'

// What is thrown. The words come from the core; `given up` and `not even sent` are known here alone.

const native = require('./native.js')

class KokoError extends Error {
  constructor(code, message, { retryAfterMs, row, facts = {}, cause } = {}) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = new.target.name
    this.code = code
    this.facts = facts
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs
    if (row !== undefined) this.row = row
  }
}

class OverloadedError extends KokoError {
  constructor(message, { retryAfterMs = 1_000, ...more } = {}) {
    super('overloaded', message, { retryAfterMs, ...more })
  }
}

/** The error that the core has put into words; `row` is its place in a list. */
function thrown({ error, facts, cause }, row) {
  const { kind, retry_after_ms: retryAfterMs } = error
  const message = row === undefined ? error.message : `row ${row}: ${error.message}`
  const more = { retryAfterMs, row, facts, cause: cause ? new Error(cause) : undefined }
  return kind === 'overloaded' ? new OverloadedError(message, more) : new KokoError(kind, message, more)
}

function badInput(message) {
  return new KokoError('bad_input', message)
}

/** Its signal was aborted, for that reason. */
function cancelled(reason) {
  const error = thrown(JSON.parse(native.givenUp(0)))
  error.cause = reason
  return error
}

/** So many milliseconds have passed. */
function tooLate(deadlineMs) {
  return thrown(JSON.parse(native.givenUp(deadlineMs)))
}

module.exports = { KokoError, OverloadedError, badInput, cancelled, thrown, tooLate }
