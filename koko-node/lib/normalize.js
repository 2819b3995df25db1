'use strict'

const { badInput, thrown } = require('./errors.js')
const native = require('./native.js')
const { flatValue, refusalOf } = require('./rows.js')

function normalize(text, { masked = false } = {}) {
  const refusal = refusalOf(text, 'text')
  if (refusal) throw badInput(refusal)
  const answer = JSON.parse(native.normalize(flatValue(text), Boolean(masked)))
  if (answer.error) throw thrown(answer)
  return answer.value
}

module.exports = { normalize, normalizerId: native.normalizerId }
