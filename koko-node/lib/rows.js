'use strict'

// What JavaScript alone can see in a value: halves of characters, dates, numbers that are none, objects in circles.

/**
 * Why a row cannot cross into the core, if so. UTF-8 has no place for half of a surrogate pair, and Node would put
 * U+FFFD there in silence; JSON has no place for a number that is none.
 */
function refusalOf(row, field) {
  if (typeof row === 'string') return refusalOfText(row, field)
  if (typeof row === 'number' && !Number.isFinite(row)) return `\`${field}\` must not be ${row}`
  if (row instanceof Date && Number.isNaN(row.getTime())) return `\`${field}\` is not a valid Date`
  if (!isObject(row)) return undefined
  for (const [name, value] of Object.entries(row)) {
    const refusal = Array.isArray(value) ? refusalOfList(value, name) : refusalOfPart(value, name)
    if (refusal) return refusal
  }
  return undefined
}

function refusalOfText(text, field) {
  if (isWellFormed(text)) return undefined
  const position = text.search(/\p{Surrogate}/u)
  return `\`${field}\` has a lone surrogate at position ${position}: it is half of a character, look at where the text was cut or decoded`
}

/** Node 18 has no `isWellFormed`. */
const isWellFormed = String.prototype.isWellFormed
  ? (text) => text.isWellFormed()
  : (text) => !/\p{Surrogate}/u.test(text)

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

/** The same object without what is absent, and nothing deeper than a list: nobody walks in circles. */
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

module.exports = { flat, flatValue, isObject, refusalOf }
