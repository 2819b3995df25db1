'use strict'

// Calls that are given up, refused or closed; lists in pieces; streams.

const assert = require('node:assert/strict')
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs')
const { readFile } = require('node:fs/promises')
const { tmpdir } = require('node:os')
const path = require('node:path')
const { Readable, Writable } = require('node:stream')
const { pipeline } = require('node:stream/promises')
const { after, test } = require('node:test')
const { setImmediate: nextTurn } = require('node:timers/promises')

const { KokoError, Moderator, OverloadedError } = require('..')

const folder = mkdtempSync(path.join(tmpdir(), 'koko-calls-'))
after(() => rmSync(folder, { recursive: true }))

const INSULT = 'You are a stupid idiot.'
const moderator = new Moderator()
const at = 1_700_000_000

const refusal =
  (code, words = /./) =>
  (error) => {
    assert.ok(error instanceof KokoError, String(error))
    assert.equal(error.code, code)
    assert.match(error.message, words)
    return true
  }

function controlled() {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}

/** Texts that differ, so that no answer is remembered. */
const texts = (count, text = INSULT) => Array.from({ length: count }, (_, row) => `${text} ${row}`)

test('open gives the same moderator while the event loop goes on', async () => {
  let turns = 0
  const opening = Moderator.open({ threads: 1 })
  const timer = setInterval(() => turns++, 1)
  const opened = await opening
  clearInterval(timer)
  assert.ok(opened instanceof Moderator && turns > 0)
  assert.deepEqual(opened.ids, moderator.ids)
  await assert.rejects(Moderator.open({ modle: 'x' }), refusal('bad_input', /options of Moderator/))
  await assert.rejects(Moderator.open({ bundle: '/nowhere' }), refusal('bad_bundle'))
})

test('a signal that was aborted before refuses at once, and nothing is recorded', async () => {
  const reason = new Error('the reader left')
  const signal = AbortSignal.abort(reason)
  const content = { text: 'hello', author: 'aborted' }
  await assert.rejects(moderator.moderate(content, { signal }), (error) => {
    assert.equal(error.cause, reason)
    return refusal('cancelled')(error)
  })
  assert.equal(await moderator.standing('aborted'), null)
})

for (const [name, call] of Object.entries({
  score: (options) => moderator.score(texts(5_000), options),
  'score of one text': (options) => moderator.score(texts(1, INSULT.repeat(2_000))[0], options),
  moderateMany: (options) =>
    moderator.moderateMany(
      texts(5_000).map((text) => ({ text })),
      options,
    ),
  explain: (options) => moderator.explain(INSULT.repeat(100), options),
  calibrate: (options) =>
    moderator.calibrate(
      texts(2_000).map((text) => ({ text, labels: { insult: 1 } })),
      options,
    ),
})) {
  test(`${name} is called off by its signal and refused after its deadline`, async () => {
    const controller = new AbortController()
    const calling = call({ signal: controller.signal })
    await nextTurn()
    controller.abort()
    await assert.rejects(calling, (error) => {
      assert.equal(error.cause.name, 'AbortError')
      return refusal('cancelled', /cancelled/)(error)
    })
    await assert.rejects(call({ deadlineMs: 2 }), refusal('deadline_exceeded', /allow more time/))
  })
}

test('a call within its deadline is answered, and leaves nothing behind at its signal', async () => {
  const { signal } = new AbortController()
  const removed = []
  const remove = signal.removeEventListener
  signal.removeEventListener = (...what) => removed.push(what) && remove.apply(signal, what)
  const { scores } = await moderator.score(INSULT, { signal, deadlineMs: 1e12 })
  assert.ok(scores.insult > 0.3)
  assert.equal(removed.length, 1)
})

test('any number of calls may share a signal', async () => {
  const warnings = []
  const warn = (warning) => warnings.push(warning.name)
  process.on('warning', warn)
  const controller = new AbortController()
  const { signal } = controller
  for (let again = 0; again < 2; again++) await Promise.all(texts(20).map((text) => moderator.score(text, { signal })))
  const given = texts(20, INSULT.repeat(300)).map((text) => moderator.score(text, { signal }))
  controller.abort()
  for (const { reason } of await Promise.allSettled(given)) refusal('cancelled')(reason)
  await nextTurn()
  process.off('warning', warn)
  assert.deepEqual(warnings, [])
})

test('calls that were given up make room for others', async () => {
  const busy = new Moderator({ threads: 1, cache: 0, maxWaiting: 100 })
  const { signal, abort } = controlled()
  const given = Promise.allSettled(texts(164, INSULT.repeat(5)).map((text) => busy.score(text, { signal })))
  abort()
  const others = texts(100, 'good morning').map((text) => busy.score(text))
  assert.equal((await Promise.all(others)).length, 100)
  assert.ok((await given).every(({ reason }) => reason?.code === 'cancelled'))
})

test('what is no signal and no deadline is bad input', async () => {
  for (const options of [{ signal: 5 }, { signal: {} }, { deadlineMs: 0 }, { deadlineMs: '5' }, { deadlineMs: NaN }]) {
    await assert.rejects(moderator.score('x', options), refusal('bad_input', /`signal`|`deadlineMs`/))
  }
  assert.ok(await moderator.score('x', { signal: null, deadlineMs: undefined }))
})

test('too many calls at once are refused with the time after which to try again', async () => {
  const busy = new Moderator({ threads: 1, cache: 0, maxWaiting: 1 })
  const results = await Promise.allSettled(texts(200, INSULT.repeat(5)).map((text) => busy.score(text)))
  const refused = results.filter(({ status }) => status === 'rejected').map(({ reason }) => reason)
  assert.ok(refused.length > 0 && refused.length < 200, `${refused.length} were refused`)
  for (const error of refused) {
    assert.ok(error instanceof OverloadedError && error instanceof KokoError)
    assert.deepEqual([error.name, error.code], ['OverloadedError', 'overloaded'])
    assert.ok(error.retryAfterMs >= 10)
  }
  assert.ok((await busy.score(INSULT)).scores.insult > 0.3, 'afterwards there is room again')
  assert.equal((await busy.score(texts(200))).length, 200, 'a list waits for room')
})

test('a call whose deadline those in front cannot keep is refused at once', async () => {
  const busy = new Moderator({ threads: 1, cache: 0 })
  const long = INSULT.repeat(40)
  await busy.score(long)
  const { signal, abort } = controlled()
  const waiting = texts(1_000, long).map((text) => busy.score(text, { signal }))
  await assert.rejects(busy.score(INSULT, { deadlineMs: 10 }), (error) => {
    assert.ok(error.facts.neededMs > error.facts.deadlineMs, JSON.stringify(error.facts))
    return refusal('deadline_exceeded', /would take about/)(error)
  })
  abort()
  await Promise.allSettled(waiting)
})

test('files are read while many calls wait: they have threads of their own', async () => {
  let answered = 0
  const busy = new Moderator({ threads: 1, cache: 0 })
  const asked = texts(300, INSULT.repeat(5)).map((text) => busy.score(text).then(() => answered++))
  await readFile(__filename)
  assert.ok(answered < 300, `${answered} were answered first`)
  await Promise.all(asked)
})

test('closing answers what was asked, and refuses the rest', async () => {
  const closing = new Moderator({ threads: 1, cache: 0 })
  const asked = Promise.all(texts(100).map((text) => closing.score(text)))
  await closing.close()
  assert.equal((await asked).length, 100)
  for (const call of [closing.score('x'), closing.moderateMany([{ text: 'x' }])]) {
    await assert.rejects(call, refusal('bad_input', /was closed/))
  }
  assert.throws(() => closing.scoreSync('x'), refusal('bad_input', /was closed/))
  assert.throws(() => closing.ids, refusal('bad_input', /was closed/))
  await closing.close()
  await new Moderator({ threads: 1 })[Symbol.asyncDispose]()
})

test('a long list goes in pieces that nobody sees', async () => {
  const rows = texts(600)
  const whole = moderator.scoreSync(rows)
  const pieces = await moderator.score(rows)
  assert.equal(pieces.length, rows.length)
  for (const [row, { scores }] of pieces.entries()) {
    for (const label of moderator.labels) assert.ok(Math.abs(scores[label] - whole[row].scores[label]) < 0.02)
  }
  rows[555] = 5
  await assert.rejects(moderator.score(rows), (error) => error.row === 555 && refusal('bad_input', /^row 555: /)(error))
  const collected = await moderator.score(rows, { errors: 'collect' })
  assert.deepEqual(collected.map(({ error }) => Boolean(error)).indexOf(true), 555)
})

test('a mistake far down a list stops it before anything is recorded', async () => {
  const contents = texts(400).map((text, row) => ({ text, id: `far-${row}`, author: 'far' }))
  await assert.rejects(moderator.moderateMany([...contents, { text: null }]), refusal('bad_input', /^row 400: /))
  const events = contents.map(({ id }) => ({ event: 'posted', id, author: 'far', at: new Date() }))
  await assert.rejects(moderator.record([...events, { event: 'posted' }]), refusal('bad_input', /^row 400: /))
  assert.equal(await moderator.standing('far'), null)
})

test('a list in pieces counts its contents in order', async () => {
  const contents = texts(250, 'good morning').map((text, row) => ({
    text,
    id: `in-order-${row}`,
    author: 'in-order',
    at,
  }))
  const evidence = (await moderator.moderateMany(contents)).map(({ standing }) => standing.evidence)
  assert.deepEqual(
    evidence,
    [...evidence].sort((one, other) => one - other),
  )
  assert.equal(new Set(evidence).size, 250)
})

test('an error carries facts and a cause', async () => {
  await assert.rejects(moderator.score('a'.repeat(2 ** 21)), (error) => {
    assert.deepEqual(error.facts, { bytes: 2 ** 21, limit: 2 ** 20 })
    return true
  })
  const policy = path.join(folder, 'house.toml')
  assert.throws(
    () => new Moderator({ policy }),
    (error) => {
      assert.equal(error.facts.path, policy)
      assert.match(error.cause.message, /No such file|cannot find/)
      return refusal('bad_policy')(error)
    },
  )
  writeFileSync(policy, 'name = "x"\nrule = 5\n')
  assert.throws(
    () => new Moderator({ policy }),
    (error) => error.facts.line === 2,
  )
})

test('a stream answers contents and strings in order, each beside its content', async () => {
  const contents = [{ text: 'good morning', id: 'c1' }, INSULT, ...texts(300, 'hello')]
  const answers = await Readable.from(contents).pipe(moderator.stream()).toArray()
  assert.equal(answers.length, 302)
  assert.deepEqual([answers[0].content, answers[0].id, answers[0].decision.action], [contents[0], 'c1', 'allow'])
  assert.deepEqual([answers[1].content, answers[1].decision.action], [{ text: INSULT }, 'review'])
  assert.deepEqual(
    answers.slice(2).map(({ content }) => content.text),
    contents.slice(2),
  )
})

test('a stream answers a lone content without waiting for others', async () => {
  const stream = moderator.stream()
  const answers = stream[Symbol.asyncIterator]()
  for (const text of ['one', 'two']) {
    stream.write(text)
    assert.equal((await answers.next()).value.content.text, text)
  }
  stream.end()
  assert.equal((await answers.next()).done, true)
})

test('a stream takes no more than it can hold', async () => {
  let given = 0
  function* many() {
    for (; given < 5_000; given++) yield 'the same text'
  }
  const stream = Readable.from(many(), { highWaterMark: 1 }).pipe(moderator.stream({ highWaterMark: 10 }))
  let taken = 0
  for await (const { lane } of stream) {
    taken += lane ? 1 : 0
    assert.ok(given - taken < 600, `${given} were taken when ${taken} were read`)
    if (taken % 50 === 0) await nextTurn()
  }
  assert.equal(taken, 5_000)
})

test('an error ends a stream, or stands in its place', async () => {
  const contents = ['a', { text: 5 }, 'c']
  const sink = new Writable({ objectMode: true, write: (_answer, _encoding, done) => done() })
  await assert.rejects(pipeline(Readable.from(contents), moderator.stream(), sink), refusal('bad_input', /^row 1: /))
  const answers = await Readable.from(contents)
    .pipe(moderator.stream({ errors: 'collect' }))
    .toArray()
  assert.deepEqual(
    answers.map(({ error }) => error?.kind),
    [undefined, 'bad_input', undefined],
  )
  assert.equal(answers[1].content, contents[1])
  assert.throws(() => moderator.stream({ errors: 'ignore' }), refusal('bad_input', /`errors`/))
})

test('a stream that is destroyed calls its contents off', async () => {
  const controller = new AbortController()
  const stream = moderator.stream({ signal: controller.signal })
  for (const text of texts(100)) stream.write(text)
  await nextTurn()
  controller.abort()
  await assert.rejects(stream.toArray(), (error) => error.name === 'AbortError')
})

test('thresholds are promised from examples, or it is said how many are missing', async () => {
  const harmless = texts(120, 'good morning').map((text) => ({ text, labels: { insult: false } }))
  const harmful = texts(20).map((text) => ({ text, labels: { insult: 1, threat: null } }))
  const [found, ...others] = await moderator.calibrate([...harmless, ...harmful], { fpr: [0.05, 0.01] })
  assert.deepEqual([found.label, found.harmful, found.harmless, others], ['insult', 20, 120, []])
  const [promised, missing] = found.thresholds
  assert.equal(promised.promised.recall, 1)
  assert.ok(promised.promised.harmless_flagged <= 2)
  assert.deepEqual([missing.promised, missing.needed], [null, 299])
  assert.ok(missing.instead.fpr_at_most < 0.05)
})

test('what cannot be calibrated is bad input', async () => {
  for (const [examples, options, words] of [
    ['x', undefined, /an array of examples/],
    [[], undefined, /no example says/],
    [[{ text: 'x' }], undefined, /`examples\[0\]` must be an object/],
    [[{ text: 'x', labels: {}, mood: 'bad' }], undefined, /no field `mood`/],
    [[{ text: 5, labels: { insult: 1 } }], undefined, /`examples\[0\]\.text` must be a string/],
    [[{ text: 'x\ud800', labels: { insult: 1 } }], undefined, /lone surrogate/],
    [[{ text: 'x', labels: { insult: 2 } }], undefined, /`examples\[0\]\.labels\.insult` must be true, false/],
    [[{ text: 'x', labels: { isnult: 1 } }], undefined, /`isnult` is not a label/],
    [[{ text: 'x', labels: { insult: 1 } }], { fpr: 1 }, /`fpr` must be between 0 and 1/],
    [[{ text: 'x', labels: { insult: 1 } }], { confidence: 'high' }, /`confidence` must be between 0 and 1/],
  ]) {
    await assert.rejects(moderator.calibrate(examples, options), refusal('bad_input', words))
  }
})
