'use strict'

// The golden cases of `conformance/` through the Node face. Readers refuse unknown fields.

const assert = require('node:assert/strict')
const { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs')
const { tmpdir } = require('node:os')
const path = require('node:path')
const { after, test } = require('node:test')

const { KokoError, Moderator, normalize } = require('..')

const folder = mkdtempSync(path.join(tmpdir(), 'koko-'))
after(() => rmSync(folder, { recursive: true }))

const moderator = new Moderator()

function read(name, fileFields, caseFields, optional = []) {
  const file = JSON.parse(readFileSync(path.join(__dirname, '../../conformance', name), 'utf8'))
  checkFields(name, file, ['about', 'cases', ...fileFields])
  for (const each of file.cases) checkFields(`${name}: ${each.name}`, each, ['name', ...caseFields], optional)
  return file
}

function checkFields(where, object, required, optional = []) {
  const fields = Object.keys(object)
  const unknown = fields.filter((field) => !required.includes(field) && !optional.includes(field))
  const missing = required.filter((field) => !fields.includes(field))
  assert.deepEqual({ unknown, missing }, { unknown: [], missing: [] }, where)
}

function withPolicy(toml) {
  const policy = path.join(folder, 'policy.toml')
  writeFileSync(policy, toml)
  return new Moderator({ policy, threads: 1 })
}

function says(error, kind, words) {
  assert.ok(error instanceof KokoError, String(error))
  assert.equal(error.code, kind)
  for (const word of words) assert.ok(error.message.includes(word), `${error.message} does not say ${word}`)
  return true
}

const normalizing = read('normalize.json', ['unchanged'], ['text', 'normalized', 'places'])
for (const { name, text, normalized, places } of normalizing.cases) {
  test(`normalize: ${name}`, () => {
    const found = normalize(text)
    assert.equal(found.text, normalized)
    assert.equal(found.origins.length, found.text.length)
    for (const [piece, original] of places) {
      const start = found.text.indexOf(piece)
      const end = start + piece.length
      assert.equal(text.slice(found.origins[start][0], found.origins[end - 1][1]), original)
    }
  })
}

test('normalize: ordinary writing stays as it is', () => {
  for (const text of normalizing.unchanged) assert.equal(normalize(text).text, text)
})

for (const { name, text, pieces } of read('tokens.json', [], ['text', 'pieces']).cases) {
  test(`tokens: ${name}`, async () => {
    const tokens = await moderator.tokenize(text)
    const found = tokens.map(({ piece, place }) => [piece, text.slice(...place.utf16), place.chars])
    assert.deepEqual(found, pieces)
  })
}

const scoring = read('scores.json', ['model', 'tolerance'], ['text', 'scores'])
test('scores: the file names the default bundle', () => {
  const { model } = moderator.ids
  assert.equal(scoring.model, model, `scores.json belongs to ${scoring.model}, the default bundle is ${model}`)
})
for (const { name, text, scores } of scoring.cases) {
  test(`scores: ${name}`, async () => {
    const found = (await moderator.score(text)).scores
    assert.deepEqual(Object.keys(found).sort(), Object.keys(scores).sort())
    for (const label of Object.keys(scores)) {
      const difference = Math.abs(found[label] - scores[label])
      assert.ok(difference <= scoring.tolerance, `${label} is ${found[label]} instead of ${scores[label]}`)
    }
  })
}

const spanning = read('spans.json', ['policy', 'label'], ['text', 'covered', 'bare'])
for (const { name, text, covered, bare } of spanning.cases) {
  test(`spans: ${name}`, async () => {
    const { spans } = await withPolicy(spanning.policy).moderate({ text })
    const marks = new Array(text.length).fill(false)
    for (const { label, bytes, chars, utf16 } of spans) {
      const words = text.slice(...utf16)
      assert.equal(Buffer.from(text).subarray(...bytes).toString(), words)
      assert.equal(Array.from(text).slice(...chars).join(''), words)
      if (label === spanning.label) marks.fill(true, ...utf16)
    }
    const marksOf = (words) => marks.slice(text.indexOf(words), text.indexOf(words) + words.length)
    for (const words of covered) assert.ok(!marksOf(words).includes(false), `${words} is not covered`)
    for (const words of bare) assert.ok(!marksOf(words).includes(true), `${words} is covered`)
  })
}

const deciding = read('policy.json', ['refused'], ['policy', 'steps'])
for (const { name, policy, steps } of deciding.cases) {
  test(`policy: ${name}`, async () => {
    const moderator = withPolicy(policy)
    for (const step of steps) {
      checkFields(name, step, ['content', 'action', 'rules'])
      const { decision } = await moderator.moderate(step.content)
      assert.deepEqual([decision.action, decision.reasons.map(({ rule }) => rule)], [step.action, step.rules])
    }
  })
}
for (const refused of deciding.refused) {
  checkFields('policy.json', refused, ['name', 'policy', 'message'])
  test(`policy: ${refused.name} is refused`, () => {
    assert.throws(() => withPolicy(refused.policy), (error) => says(error, 'bad_policy', refused.message))
  })
}

const ways = ['content', 'text_bytes', 'bundle', 'flip_byte_in', 'device']
for (const { name, kind, message, ...way } of read('errors.json', [], ['kind', 'message'], ways).cases) {
  test(`errors: ${name}`, async () => {
    await assert.rejects(refused(way), (error) => says(error, kind, message))
  })
}

async function refused({ content, text_bytes, bundle, flip_byte_in, device }) {
  if (content) await moderator.moderate(content)
  if (text_bytes) await moderator.score('a'.repeat(text_bytes))
  if (bundle) new Moderator({ bundle: path.join(folder, bundle) })
  if (flip_byte_in) new Moderator({ bundle: copyWithFlippedByte(flip_byte_in) })
  if (device) new Moderator({ device })
}

function copyWithFlippedByte(name) {
  const copy = mkdtempSync(path.join(folder, 'bundle-'))
  cpSync(moderator.report.bundle, copy, { recursive: true })
  const bytes = readFileSync(path.join(copy, name))
  bytes[Math.floor(bytes.length / 2)] ^= 1
  writeFileSync(path.join(copy, name), bytes)
  return copy
}
