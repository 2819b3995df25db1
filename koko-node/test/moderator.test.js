'use strict'

// The class: lists, errors in lists, sync and async alike, and what cannot be a text.

const assert = require('node:assert/strict')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { test } = require('node:test')

const { KokoError, Moderator, normalize, normalizerId } = require('..')

const INSULT = 'You are a stupid idiot.'
const moderator = new Moderator()

const refusal = (code, words) => (error) => {
  assert.ok(error instanceof KokoError && error instanceof Error, String(error))
  assert.equal(error.code, code)
  assert.match(error.message, words)
  return true
}

test('sync and async give the same', async () => {
  assert.deepEqual(await moderator.score(INSULT), moderator.scoreSync(INSULT))
  const content = { text: INSULT, author: 'same', id: 'same-1', at: 1_700_000_000 }
  const [first, second] = [new Moderator({ threads: 1 }), new Moderator({ threads: 1 })]
  assert.deepEqual(await first.moderate(content), second.moderateSync(content))
})

test('one text and many texts agree and keep their order', async () => {
  const texts = Array.from({ length: 20 }, (_, row) => (row % 3 ? `${INSULT} ${row}` : `good morning ${row}`))
  const many = await moderator.score(texts)
  for (const [row, text] of texts.entries()) {
    const { scores } = await moderator.score(text)
    for (const label of moderator.labels) assert.ok(Math.abs(scores[label] - many[row].scores[label]) < 0.02)
  }
  assert.deepEqual(Object.keys(many[0].scores), moderator.labels)
  assert.deepEqual(await moderator.score([]), [])
})

test('many calls at once do not get in each other\'s way', async () => {
  const texts = Array.from({ length: 30 }, (_, row) => `${INSULT} ${row}`)
  const together = await Promise.all(texts.map((text) => moderator.score(text)))
  const alone = texts.map((text) => moderator.scoreSync(text))
  for (const [row, { scores }] of alone.entries()) {
    for (const label of moderator.labels) assert.ok(Math.abs(scores[label] - together[row].scores[label]) < 0.02)
  }
})

test('the event loop goes on during async calls', async () => {
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  await moderator.score(Array.from({ length: 200 }, () => INSULT.repeat(10)))
  clearInterval(timer)
  assert.ok(turns > 5, `${turns} turns`)
})

for (const bad of [5, null, undefined, true, {}, Symbol('x'), 5n, () => 'x', NaN, new Date(), new Date(NaN)]) {
  test(`${String(bad)} (${typeof bad}) is no text`, async () => {
    await assert.rejects(moderator.score(bad), refusal('bad_input', /`text`/))
    assert.throws(() => moderator.scoreSync(bad), refusal('bad_input', /`text`/))
    await assert.rejects(moderator.moderate({ text: bad }), refusal('bad_input', /`text`/))
    assert.throws(() => normalize(bad), refusal('bad_input', /`text`/))
  })
}

test('what is no content is bad input', async () => {
  const circle = { text: 'hello' }
  circle.author = circle
  for (const [content, words] of [
    ['hello', /must be an object/],
    [undefined, /must be an object/],
    [['hello'], /not an array/],
    [{}, /needs `text`/],
    [{ text: 'hello', auhtor: 'x' }, /no field `auhtor`/],
    [{ text: 'hello', author: 5 }, /`author` must be a string, not a number/],
    [{ text: 'hello', at: 'yesterday' }, /`at` must be seconds/],
    [{ text: 'hello', at: new Date(NaN) }, /`at` is not a valid Date/],
    [{ text: 'hello', at: Infinity }, /`at` must not be Infinity/],
    [circle, /`author` must be a string, not an object/],
  ]) {
    await assert.rejects(moderator.moderate(content), refusal('bad_input', words))
  }
  await assert.rejects(moderator.moderateMany({ text: 'hello' }), refusal('bad_input', /an array/))
  await assert.rejects(moderator.explain(['hello']), refusal('bad_input', /not an array/))
})

test('a lone surrogate is bad input with its place', async () => {
  const words = /`text` has a lone surrogate at position 5/
  for (const call of ['score', 'explain', 'tokenize', 'embed']) {
    await assert.rejects(moderator[call]('😀abc\ud800'), refusal('bad_input', words))
  }
  assert.throws(() => normalize('😀abc\udc00'), refusal('bad_input', words))
  const content = { text: 'hello', author: '\udfff' }
  await assert.rejects(moderator.moderate(content), refusal('bad_input', /`author` has a lone surrogate at position 0/))
  assert.equal((await moderator.score('😀')).truncated, false)
})

test('the error of a list names its row', async () => {
  await assert.rejects(moderator.score(['a', 5]), refusal('bad_input', /^row 1: `text`/))
  await assert.rejects(moderator.score(['a', 'b', 'a'.repeat(2 ** 21)]), refusal('text_too_long', /^row 2: /))
})

test('collected errors stand in their places', async () => {
  const rows = ['a', '\ud800', 'c', null, 'a'.repeat(2 ** 21), INSULT]
  const results = await moderator.score(rows, { errors: 'collect' })
  const kinds = results.map((result) => result.error?.kind)
  assert.deepEqual(kinds, [undefined, 'bad_input', undefined, 'bad_input', 'text_too_long', undefined])
  assert.ok(results[5].scores.insult > results[0].scores.insult)
  await assert.rejects(moderator.score(['a'], { errors: 'ignore' }), refusal('bad_input', /`errors`/))
})

test('contents in a list are moderated in order', async () => {
  const contents = [0, 1, 2].map((n) => ({ text: `${INSULT} ${n}`, id: `order-${n}`, author: 'order' }))
  const results = await moderator.moderateMany([...contents, { text: 'x', id: '' }], { errors: 'collect' })
  assert.deepEqual(results.slice(0, 3).map(({ id }) => id), ['order-0', 'order-1', 'order-2'])
  assert.equal(Object.keys(results[0])[0], 'id')
  assert.ok(results[0].standing.evidence < results[2].standing.evidence)
  assert.equal(results[3].error.kind, 'bad_input')
})

test('a malformed content stops a list before anything is recorded', async () => {
  const contents = [{ text: 'hello', author: 'careful' }, { text: null }]
  await assert.rejects(moderator.moderateMany(contents), refusal('bad_input', /^row 1: /))
  assert.equal(await moderator.standing('careful'), null)
})

test('a time is seconds or a Date', async () => {
  const asOf = async (at) => (await moderator.moderate({ text: 'hello', author: `time-${at}`, at })).standing.as_of
  for (const at of [1_700_000_000, 1_700_000_000.9, new Date(1_700_000_000_900)]) assert.equal(await asOf(at), 1_700_000_000)
})

test('null, undefined and absent are the same', async () => {
  const moderation = await moderator.moderate({ text: 'hello', id: undefined, author: null, at: undefined })
  assert.equal(moderation.standing, null)
  assert.ok(!('id' in moderation))
})

test('the ids are those of the decisions', async () => {
  const { ids } = (await moderator.moderate({ text: 'hello' })).decision
  assert.deepEqual(ids, moderator.ids)
  assert.equal(ids.normalizer, normalizerId())
})

test('an embedding is a Float32Array', async () => {
  const embedding = await moderator.embed('hello')
  assert.ok(embedding instanceof Float32Array && embedding.length > 8)
  assert.ok(embedding.every(Number.isFinite))
})

test('words have weights and places', async () => {
  const { words } = await moderator.explain(`😀 ${INSULT}`)
  const idiot = words.find(({ word }) => word.startsWith('idiot'))
  assert.ok(idiot.weights.insult > 0)
  assert.ok(`😀 ${INSULT}`.slice(...idiot.place.utf16).startsWith('idiot'))
})

test('options that make no sense are refused', () => {
  for (const options of [null, 5, { modle: 'x' }, { threads: 'many' }, { threads: 1.5 }, { bundle: 5 }]) {
    assert.throws(() => new Moderator(options), refusal('bad_input', /options of Moderator/))
  }
  assert.throws(() => new Moderator({ runtime: '/nowhere/libnothing.so' }), refusal('runtime_missing', /libnothing\.so/))
  assert.throws(() => new Moderator({ bundle: 'a\ud800' }), refusal('bad_input', /`bundle` has a lone surrogate/))
  assert.deepEqual(new Moderator({ bundle: null, threads: undefined }).report, moderator.report)
  assert.equal(moderator.report.device, 'cpu')
})

test('the cascade clears what is harmless and says so', async () => {
  const quick = new Moderator({ cascade: 'max', threads: 1, cache: 0 })
  const [harmless, insult] = await quick.score(['what time does the library open on sunday', INSULT])
  assert.deepEqual([harmless.lane, insult.lane], ['fast', 'full'])
  assert.deepEqual([quick.report.cascade, moderator.report.cascade], ['max', 'off'])
  assert.throws(() => new Moderator({ cascade: 'on' }), refusal('bad_input', /off, balanced or max/))
})

test('scores are carried to the scale of Perspective', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'koko-'))
  const parity = path.join(folder, 'map.toml')
  fs.writeFileSync(parity, '[parity.INSULT]\nlabel = "insult"\nours = [0.0, 1.0]\nperspective = [0.25, 0.75]\n')
  const mapped = new Moderator({ parity })
  const one = await mapped.perspective(INSULT)
  assert.ok(Math.abs(one.INSULT - (0.25 + mapped.scoreSync(INSULT).scores.insult / 2)) < 1e-6)
  assert.deepEqual(mapped.perspectiveSync(INSULT), one)
  const many = await mapped.perspective([INSULT, 5], { errors: 'collect' })
  assert.ok(Math.abs(many[0].INSULT - one.INSULT) < 0.02)
  assert.equal(many[1].error.kind, 'bad_input')
  fs.writeFileSync(parity, '[parity.INSULT]\n')
  assert.throws(() => new Moderator({ parity }), refusal('bad_input', /map\.toml is no map to Perspective/))
  fs.rmSync(folder, { recursive: true })
})
