'use strict'

// The manual is `index.d.ts`. Here: what JavaScript alone can see (halves of characters, dates, promises), and where
// an installed package keeps its model and ONNX Runtime. The rest is native.

const { existsSync, readdirSync } = require('node:fs')
const path = require('node:path')

const native = require(`./koko.${process.platform}-${process.arch}.node`)

class KokoError extends Error {
  constructor(code, message, retryAfterMs) {
    super(message)
    this.name = 'KokoError'
    this.code = code
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs
  }
}

class Moderator {
  #native

  constructor(options = {}) {
    const refusal = isObject(options) ? refusalOf(options) : 'options of Moderator must be an object'
    if (refusal) throw badInput(refusal)
    const places = { bundle: packagedBundle(), runtime_found: installedRuntime() }
    const opened = native.open({ ...places, ...flat(options) })
    if (opened.error) throw thrown(opened)
    this.#native = opened
  }

  async score(text, options) {
    return this.#ask(new Request('score', text, options))
  }

  scoreSync(text, options) {
    return this.#askSync(new Request('score', text, options))
  }

  async perspective(text, options) {
    return this.#ask(new Request('perspective', text, options))
  }

  perspectiveSync(text, options) {
    return this.#askSync(new Request('perspective', text, options))
  }

  async moderate(content) {
    return this.#ask(new Request('moderate', single(content)))
  }

  moderateSync(content) {
    return this.#askSync(new Request('moderate', single(content)))
  }

  async moderateMany(contents, options) {
    return this.#ask(new Request('moderate', listed(contents), options))
  }

  moderateManySync(contents, options) {
    return this.#askSync(new Request('moderate', listed(contents), options))
  }

  async explain(text) {
    return this.#ask(new Request('explain', single(text)))
  }

  async tokenize(text) {
    return this.#ask(new Request('tokenize', single(text)))
  }

  async embed(text) {
    return Float32Array.from(await this.#ask(new Request('embed', single(text))))
  }

  async teach(name, positives, negatives, options) {
    return this.#ask(new Request('teach', teaching(name, positives, negatives, options)))
  }

  teachSync(name, positives, negatives, options) {
    return this.#askSync(new Request('teach', teaching(name, positives, negatives, options)))
  }

  async record(events, options) {
    return this.#ask(recording(events, options))
  }

  recordSync(events, options) {
    return this.#askSync(recording(events, options))
  }

  async standing(author, { at } = {}) {
    return this.#ask(new Request('standing', { author: single(author), at }))
  }

  async forget(author) {
    return this.#ask(new Request('forget', single(author)))
  }

  async export(author) {
    return this.#ask(new Request('export', single(author)))
  }

  get ids() {
    return native.about(this.#native).ids
  }

  get labels() {
    return native.about(this.#native).labels
  }

  get report() {
    return native.about(this.#native).report
  }

  // The callers above are async, so that a bad argument rejects the promise like every other error.
  async #ask(request) {
    return request.answer(await native.call(this.#native, request.json()))
  }

  #askSync(request) {
    return request.answer(native.callSync(this.#native, request.json()))
  }
}

function normalize(text, { masked = false } = {}) {
  const refusal = refusalOf(text, 'text')
  if (refusal) throw badInput(refusal)
  return value(native.normalize(flatValue(text), Boolean(masked)))
}

function normalizerId() {
  return native.normalizerId()
}

/** One question to the core, as rows; a question with one row gives that row back. */
class Request {
  constructor(verb, what, { errors = 'raise' } = {}) {
    if (errors !== 'raise' && errors !== 'collect') throw badInput('`errors` must be "raise" or "collect"')
    this.verb = verb
    this.isList = Array.isArray(what)
    this.rows = this.isList ? what : [what]
    this.errors = errors
  }

  json() {
    const field = ['forget', 'export'].includes(this.verb) ? 'author' : 'text'
    const refused = []
    const rows = this.rows.map((row, index) => {
      const what = refusalOf(row, field) ?? this.refusalWithin(row)
      if (what) refused.push({ row: index, what })
      return this.row(row)
    })
    return { verb: this.verb, rows, refused, on_error: this.errors }
  }

  /** Events have scores by label, one object in another; nothing else has. */
  row(row) {
    if (!isObject(row)) return flatValue(row)
    if (!this.isEvents) return flat(row)
    const inner = Object.entries(row).filter(([, value]) => isObject(value))
    return { ...flat(row), ...Object.fromEntries(inner.map(([name, value]) => [name, flat(value)])) }
  }

  refusalWithin(row) {
    if (!this.isEvents || !isObject(row)) return undefined
    for (const value of Object.values(row)) {
      const refusal = isObject(value) ? refusalOf(value) : undefined
      if (refusal) return refusal
    }
    return undefined
  }

  get isEvents() {
    return this.verb === 'record' || this.verb === 'replay'
  }

  answer(answer) {
    if (answer.error) throw thrown(answer, this.isList ? `row ${answer.row}: ` : '')
    return this.isList ? answer.rows : answer.rows[0]
  }
}

/** For calls that take one thing: a list is not one thing. */
function single(what) {
  if (Array.isArray(what)) throw badInput('expected one value, not an array')
  return what
}

function listed(contents) {
  if (!Array.isArray(contents)) throw badInput('expected an array of contents')
  return contents
}

/** What `record` asks. */
function recording(events, { replay = false, ...options } = {}) {
  if (!Array.isArray(events)) throw badInput('expected an array of events')
  return new Request(replay ? 'replay' : 'record', events, options)
}

/** What `teach` sends: strings alone, because whatever else the caller gave is refused in the core, by its place. */
function teaching(name, positives, negatives, { save } = {}) {
  return { name, positives, negatives, save }
}

/**
 * Why a row cannot cross into the core, if so. UTF-8 has no place for half of a surrogate pair, and Node would put
 * U+FFFD there in silence; JSON has no place for a number that is none.
 */
function refusalOf(row, field) {
  if (typeof row === 'string' && !row.isWellFormed()) {
    const position = row.search(/\p{Surrogate}/u)
    return `\`${field}\` has a lone surrogate at position ${position}: it is half of a character, look at where the text was cut or decoded`
  }
  if (typeof row === 'number' && !Number.isFinite(row)) return `\`${field}\` must not be ${row}`
  if (row instanceof Date && Number.isNaN(row.getTime())) return `\`${field}\` is not a valid Date`
  if (!isObject(row)) return undefined
  for (const [name, value] of Object.entries(row)) {
    const refusal = Array.isArray(value) ? refusalOfList(value, name) : refusalOfPart(value, name)
    if (refusal) return refusal
  }
  return undefined
}

function refusalOfList(list, name) {
  for (const [place, part] of list.entries()) {
    const refusal = refusalOfPart(part, `${name}[${place}]`)
    if (refusal) return refusal
  }
  return undefined
}

/** Objects in objects are refused in the core: here somebody might walk in circles. */
function refusalOfPart(part, name) {
  return isObject(part) ? undefined : refusalOf(part, name)
}

/** The same object without what is absent, and nothing deeper than a list: the native half must not walk in circles. */
function flat(object) {
  const fields = Object.entries(object).filter(([, value]) => value !== undefined && value !== null)
  return Object.fromEntries(
    fields.map(([name, value]) => [name, Array.isArray(value) ? value.map(flatValue) : flatValue(value)]),
  )
}

function flatValue(value) {
  if (value instanceof Date) return flatValue(Math.floor(value.getTime() / 1000))
  if (Number.isFinite(value) || typeof value === 'string' || typeof value === 'boolean') return value
  if (value === undefined || value === null || typeof value === 'number') return null
  return Array.isArray(value) ? [] : {}
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

function value(answer) {
  if (answer.error) throw thrown(answer)
  return answer.value
}

function thrown({ error }, where = '') {
  return new KokoError(error.kind, where + error.message, error.retry_after_ms)
}

function badInput(message) {
  return new KokoError('bad_input', message)
}

/** The newest model inside this package, unless KOKO_BUNDLE names another one. */
function packagedBundle() {
  if (process.env.KOKO_BUNDLE) return undefined
  const models = path.join(__dirname, 'models')
  if (!existsSync(models)) return undefined
  const bundles = readdirSync(models).filter((name) => existsSync(path.join(models, name, 'manifest.toml')))
  const newest = bundles.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1)
  return newest && path.join(models, newest)
}

/** The library inside the package `onnxruntime-node`, unless ORT_DYLIB_PATH names another one. */
function installedRuntime() {
  if (process.env.ORT_DYLIB_PATH) return undefined
  let manifest
  try {
    manifest = require.resolve('onnxruntime-node/package.json')
  } catch {
    return undefined // The core looks further, and says where it looked.
  }
  const bin = path.join(path.dirname(manifest), 'bin')
  const names = { linux: 'libonnxruntime.so.1', darwin: 'libonnxruntime.1.dylib', win32: 'onnxruntime.dll' }
  const folders = existsSync(bin) ? readdirSync(bin) : []
  const libraries = folders.map((napi) =>
    path.join(bin, napi, process.platform, process.arch, names[process.platform] ?? names.linux),
  )
  return libraries.find((library) => existsSync(library))
}

module.exports = { KokoError, Moderator, normalize, normalizerId }
