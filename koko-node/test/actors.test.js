'use strict'

// Events in, standings out: the golden cases of `conformance/actors.jsonl`, and what only JavaScript callers meet.

const assert = require('node:assert/strict')
const { readFileSync } = require('node:fs')
const path = require('node:path')
const test = require('node:test')

const { KokoError, Moderator } = require('..')

// Thousandths of a nat: rounding differs between machines.
const TOLERANCE_MN = 2
const file = path.join(__dirname, '..', '..', 'conformance', 'actors.jsonl')
const cases = readFileSync(file, 'utf8').trim().split('\n').map(JSON.parse)

for (const { name, now, events, authors, standings } of cases) {
  test(`actors: ${name}`, async () => {
    const moderator = new Moderator({ threads: 1 })
    await moderator.record(events, { replay: true })
    for (const [place, author] of authors.entries()) {
      const found = await moderator.standing(author, { at: now })
      const wanted = standings[place]
      for (const field of ['author', 'family', 'band', 'base_mn']) assert.equal(found[field], wanted[field], field)
      assert.ok(Math.abs(found.total_mn - wanted.total_mn) <= TOLERANCE_MN, `${found.total_mn}, not ${wanted.total_mn}`)
      const sorted = (findings) => [...findings].sort(([left], [right]) => left.localeCompare(right))
      const contributions = sorted(found.findings.map((finding) => [finding.signal, finding.contribution_mn]))
      assert.equal(contributions.length, wanted.findings.length)
      for (const [at, [signal, contribution]] of sorted(wanted.findings).entries()) {
        assert.equal(contributions[at][0], signal)
        assert.ok(Math.abs(contributions[at][1] - contribution) <= TOLERANCE_MN, signal)
      }
      const total = contributions.reduce((sum, [, contribution]) => sum + contribution, found.base_mn)
      assert.equal(total, found.total_mn)
    }
  })
}

test('an event may have dates, and the same one counts once', async () => {
  const moderator = new Moderator({ threads: 1 })
  const event = { event: 'posted', id: 'p1', author: 'rook', at: new Date(), scores: { insult: 0.95 } }
  const [first, again] = await moderator.record([event, event])
  assert.deepEqual([first.counted, again.counted], [true, false])
  assert.equal(typeof first.receipt, 'string')
  assert.equal((await moderator.export('rook')).standing.author, 'rook')
  assert.deepEqual([await moderator.forget('rook'), await moderator.forget('rook')], [true, false])
  assert.equal(await moderator.standing('rook'), null)
})

const at = Math.floor(Date.now() / 1000)
for (const [event, words] of [
  [{ event: 'posted', at }, 'author'],
  [{ event: 'posted', author: 'rook', at: 5 }, '180 days'],
  [{ event: 'posted', author: 'a'.repeat(1 << 20), at }, '128 bytes'],
  [{ event: 'posted', author: 'rook', at, scores: { insult: NaN } }, 'insult'],
  [{ event: 'posted', author: 'rook\uD800', at }, 'lone surrogate'],
  [{ event: 'posted', author: 'rook', at, mood: 'bad' }, 'mood'],
  ['posted', 'must be an object'],
]) {
  test(`an event is refused that has a mistake: ${words}`, async () => {
    const moderator = new Moderator({ threads: 1 })
    const [refused, recorded] = await moderator.record([event, { event: 'posted', author: 'ines', at }], { errors: 'collect' })
    assert.equal(refused.error.kind, 'bad_input')
    assert.ok(refused.error.message.includes(words), refused.error.message)
    assert.ok(recorded.counted)
    await assert.rejects(moderator.record([event]), (error) => error instanceof KokoError && error.code === 'bad_input')
  })
}

test('a secret that can be guessed is refused', () => {
  assert.throws(() => new Moderator({ secret: 'short' }), (error) => error.message.includes('at least 16'))
})
