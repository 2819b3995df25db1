'use strict'

// One question to the core, as rows. A long list goes in pieces, so that neither its questions nor its answers keep the
// event loop busy for more than a moment.

const { badInput, thrown } = require('./errors.js')
const { flat, flatValue, isObject, refusalOf } = require('./rows.js')

/** A piece fills several batches, and its answers are read in about a millisecond. */
const PIECE_ROWS = 128
const PIECE_CHARACTERS = 1 << 18

/** These count for an author: nothing of a list may be recorded if a row of it has a mistake. */
const RECORDING = new Set(['moderate', 'record', 'replay'])
/** These have many texts in one row. */
const STUDYING = new Set(['teach', 'calibrate'])
const ABOUT_AUTHORS = new Set(['forget', 'export'])

class Request {
  /** A question with one row gives that row back. */
  constructor(verb, what, { errors = 'raise' } = {}) {
    if (errors !== 'raise' && errors !== 'collect') throw badInput('`errors` must be "raise" or "collect"')
    this.verb = verb
    this.isList = Array.isArray(what)
    this.rows = this.isList ? what : [what]
    this.errors = errors
  }

  /** Whether a row has to wait for the one before. */
  get isOrdered() {
    return RECORDING.has(this.verb)
  }

  /** Whether all rows have to be looked at before the first is sent. */
  get isCareful() {
    return this.isOrdered && this.errors === 'raise'
  }

  /** Whether it is a job, and nobody who has just written something. */
  get isBulk() {
    return this.rows.length > 1 || STUDYING.has(this.verb)
  }

  /** First row, and one past the last, of each piece. */
  *pieces() {
    for (let start = 0, end = 0; start < this.rows.length; start = end) {
      let characters = 0
      do characters += lengthOf(this.rows[end++])
      while (end < this.rows.length && end - start < PIECE_ROWS && characters < PIECE_CHARACTERS)
      yield [start, end]
    }
  }

  /** What the native half reads. */
  json([start, end] = [0, this.rows.length], onlyCheck = false) {
    const field = ABOUT_AUTHORS.has(this.verb) ? 'author' : 'text'
    const refused = []
    const rows = this.rows.slice(start, end).map((row, index) => {
      const what = refusalOf(row, field) ?? this.#refusalWithin(row)
      if (!what) return this.#flat(row)
      refused.push({ row: index, what })
      return null
    })
    return JSON.stringify({ verb: this.verb, rows, only_check: onlyCheck, refused, on_error: this.errors })
  }

  /** The answers to a piece that began at row `start`. */
  answers(json, start = 0) {
    const answer = JSON.parse(json)
    if (!answer.error) return answer.rows
    throw thrown(answer, this.isList && answer.row !== undefined ? start + answer.row : undefined)
  }

  /** Events have scores by label, one object in another; nothing else has. */
  #flat(row) {
    if (!isObject(row)) return flatValue(row)
    if (!this.#isAboutEvents) return flat(row)
    const inner = Object.entries(row).filter(([, value]) => isObject(value))
    return { ...flat(row), ...Object.fromEntries(inner.map(([name, value]) => [name, flat(value)])) }
  }

  #refusalWithin(row) {
    if (!this.#isAboutEvents || !isObject(row)) return undefined
    for (const value of Object.values(row)) {
      const refusal = isObject(value) ? refusalOf(value) : undefined
      if (refusal) return refusal
    }
    return undefined
  }

  get #isAboutEvents() {
    return this.verb === 'record' || this.verb === 'replay'
  }
}

function lengthOf(row) {
  const text = typeof row === 'string' ? row : row?.text
  return typeof text === 'string' ? text.length : 0
}

module.exports = { Request }
