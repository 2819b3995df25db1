'use strict'

// A Transform from contents to moderations: takes what comes while the last ones are answered, so that a trickle is
// answered at once and a flood in full batches.

const { Transform } = require('node:stream')

const { badInput } = require('./errors.js')

/** Contents that are answered together. */
const MOST_TOGETHER = 128

class Answering extends Transform {
  #answer
  #errors
  #off = new AbortController()
  /** Contents that wait for those that are being answered. */
  #waiting = []
  #isBusy = false
  /** Lets the writer go on, once there is room. */
  #goOn
  /** Ends the stream, once everything is answered. */
  #end

  /** `answer(contents, errors, signal)` resolves to as many answers, in order. */
  constructor(answer, { errors = 'raise', highWaterMark = MOST_TOGETHER, signal } = {}) {
    if (errors !== 'raise' && errors !== 'collect') throw badInput('`errors` must be "raise" or "collect"')
    super({ objectMode: true, highWaterMark, signal })
    this.#answer = answer
    this.#errors = errors
  }

  _transform(content, _encoding, goOn) {
    this.#waiting.push(typeof content === 'string' ? { text: content } : content)
    if (this.#waiting.length < MOST_TOGETHER) goOn()
    else this.#goOn = goOn
    if (this.#isBusy) return
    this.#isBusy = true
    // In a moment, so that what is written in one go is answered together.
    setImmediate(() => this.#next())
  }

  _flush(end) {
    if (this.#isBusy) this.#end = end
    else end()
  }

  _destroy(error, done) {
    this.#off.abort(error ?? undefined)
    done(error)
  }

  async #next() {
    const contents = this.#waiting
    this.#waiting = []
    const goOn = this.#goOn
    this.#goOn = undefined
    try {
      const answers = await this.#answer(contents, this.#errors, this.#off.signal)
      for (const [place, answer] of answers.entries()) this.push({ content: contents[place], ...answer })
    } catch (error) {
      this.destroy(error)
      return
    }
    // Only now: the reader has to have room for these answers before more contents come.
    goOn?.()
    if (this.#waiting.length > 0) return this.#next()
    this.#isBusy = false
    this.#end?.()
  }
}

module.exports = { Answering }
