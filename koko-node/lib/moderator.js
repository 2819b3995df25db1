'use strict'

// The class. The manual is `index.d.ts`.

const { ask, askSync } = require('./call.js')
const { badInput, thrown } = require('./errors.js')
const native = require('./native.js')
const { installedRuntime, packagedBundle } = require('./places.js')
const { Request } = require('./request.js')
const { flat, flatValue, isObject, refusalOf } = require('./rows.js')
const { Answering } = require('./stream.js')

/** Marks what `Moderator.open` hands to the constructor. */
const OPENED = Symbol('the native half, opened')

class Moderator {
  #opened
  #closing

  constructor(options = {}) {
    this.#opened = options?.[OPENED] ?? orThrow(native.open(asked(options)))
  }

  static async open(options = {}) {
    return new this({ [OPENED]: orThrow(await native.openLater(asked(options))) })
  }

  // Calls are async functions, so that a bad argument rejects the promise like every other error.

  async score(text, options) {
    return this.#ask(new Request('score', text, options), options)
  }

  scoreSync(text, options) {
    return this.#askSync(new Request('score', text, options))
  }

  async perspective(text, options) {
    return this.#ask(new Request('perspective', text, options), options)
  }

  perspectiveSync(text, options) {
    return this.#askSync(new Request('perspective', text, options))
  }

  async moderate(content, options) {
    return this.#ask(new Request('moderate', single(content)), options)
  }

  moderateSync(content) {
    return this.#askSync(new Request('moderate', single(content)))
  }

  async moderateMany(contents, options) {
    return this.#ask(new Request('moderate', listed(contents, 'contents'), options), options)
  }

  moderateManySync(contents, options) {
    return this.#askSync(new Request('moderate', listed(contents, 'contents'), options))
  }

  stream(options) {
    return new Answering((contents, errors, signal) => this.moderateMany(contents, { errors, signal }), options)
  }

  async explain(text, options) {
    return this.#ask(new Request('explain', single(text)), options)
  }

  async tokenize(text, options) {
    return this.#ask(new Request('tokenize', single(text)), options)
  }

  async embed(text, options) {
    return Float32Array.from(await this.#ask(new Request('embed', single(text)), options))
  }

  async teach(name, positives, negatives, options) {
    return this.#ask(teaching(name, positives, negatives, options), options)
  }

  teachSync(name, positives, negatives, options) {
    return this.#askSync(teaching(name, positives, negatives, options))
  }

  async calibrate(examples, options) {
    return this.#ask(calibrating(examples, options), options)
  }

  async record(events, options) {
    return this.#ask(recording(events, options), options)
  }

  recordSync(events, options) {
    return this.#askSync(recording(events, options))
  }

  async standing(author, { at, ...patience } = {}) {
    return this.#ask(new Request('standing', { author: single(author), at }), patience)
  }

  async forget(author, options) {
    return this.#ask(new Request('forget', single(author)), options)
  }

  async export(author, options) {
    return this.#ask(new Request('export', single(author)), options)
  }

  get ids() {
    return this.#about.ids
  }

  get labels() {
    return this.#about.labels
  }

  get report() {
    return this.#about.report
  }

  async close() {
    await (this.#closing ??= native.close(this.#opened))
  }

  async [Symbol.asyncDispose]() {
    await this.close()
  }

  get #about() {
    const { error, value, ...more } = JSON.parse(native.about(this.#opened))
    if (error) throw thrown({ error, ...more })
    return value
  }

  #ask(request, patience) {
    return ask(this.#opened, request, patience)
  }

  #askSync(request) {
    return askSync(this.#opened, request)
  }
}

function asked(options) {
  const refusal = isObject(options) ? refusalOf(options) : 'options of Moderator must be an object'
  if (refusal) throw badInput(refusal)
  const { maxWaiting, ...rest } = flat(options)
  if ('max_waiting' in rest) throw badInput('options of Moderator: there is no `max_waiting`, write `maxWaiting`')
  const places = { bundle: packagedBundle(), runtime_found: installedRuntime() }
  return JSON.stringify({ ...places, max_waiting: maxWaiting, ...rest })
}

function orThrow(opened) {
  if (typeof opened === 'string') throw thrown(JSON.parse(opened))
  return opened
}

/** For calls that take one thing: a list is not one thing. */
function single(what) {
  if (Array.isArray(what)) throw badInput('expected one value, not an array')
  return what
}

function listed(rows, what) {
  if (!Array.isArray(rows)) throw badInput(`expected an array of ${what}`)
  return rows
}

function recording(events, { replay = false, errors } = {}) {
  return new Request(replay ? 'replay' : 'record', listed(events, 'events'), { errors })
}

/** What `teach` sends: strings alone, because whatever else the caller gave is refused in the core, by its place. */
function teaching(name, positives, negatives, { save } = {}) {
  return new Request('teach', { name, positives, negatives, save })
}

/** Examples are objects with an object in them, one deeper than everything else. */
function calibrating(examples, { fpr = 0.01, confidence = 0.95 } = {}) {
  const rows = listed(examples, 'examples').map((example, place) => {
    if (!isObject(example) || !isObject(example.labels)) {
      throw badInput(`\`examples[${place}]\` must be an object with \`text\` and \`labels\``)
    }
    const { text, labels, ...unknown } = example
    const [name] = Object.keys(unknown)
    if (name !== undefined) throw badInput(`\`examples[${place}]\` has no field \`${name}\`: use text, labels`)
    const refusal = refusalOf(text, `examples[${place}].text`) ?? refusalOf(labels)
    if (refusal) throw badInput(refusal)
    return { text: flatValue(text), labels: flat(labels) }
  })
  return new CalibratingRequest({ examples: rows, fpr, confidence })
}

class CalibratingRequest extends Request {
  constructor(study) {
    super('calibrate', study)
  }

  json() {
    return JSON.stringify({ verb: this.verb, rows: this.rows, refused: [], on_error: this.errors })
  }
}

module.exports = { Moderator }
