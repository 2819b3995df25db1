'use strict'

// Labels of one's own: taught from arrays, kept in a file, used in scores and policies.

const assert = require('node:assert/strict')
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs')
const { tmpdir } = require('node:os')
const path = require('node:path')
const { after, test } = require('node:test')

const { KokoError, Moderator } = require('..')

const folder = mkdtempSync(path.join(tmpdir(), 'koko-teach-'))
after(() => rmSync(folder, { recursive: true }))

const OFFERS = [
  'We are hiring two bakers for our shop, no experience needed',
  'Our company is looking for a full time accountant, send your CV',
  'Now hiring: warehouse staff for the night shift, good pay',
  'Join our team! We have an open position for a developer',
  'The clinic is recruiting nurses, interviews next week',
  'Vacancy: truck driver with a clean licence, start immediately',
  'We need three waiters for the summer season, apply today',
  'Software engineer wanted, remote, competitive salary',
  'Our restaurant is looking for a chef, salary depends on experience',
  'Apply now to become a delivery rider in your city',
]
const OTHERS = [
  'The bread came out well today, I let it rise over night',
  'Does anybody know how long the bus takes to the station?',
  'I watched the match with my brother and we both fell asleep',
  'The tomatoes are ripe and the cat sleeps on the compost',
  'Thanks for the recipe, we had it with rice',
  'My phone is broken again, the screen is all green',
  'What a lovely photo, where did you take it?',
  'It rained the whole weekend so we stayed in and played cards',
  'We painted the kitchen yellow and now everything looks sunny',
  'The train was late and full, but the coffee was fine',
  'My daughter learned to ride a bicycle this morning',
]
const OFFER = 'We are hiring cooks, full time, apply today'

const moderator = new Moderator()
const save = path.join(folder, 'job_offer.toml')
const taught = moderator.teachSync('job_offer', OFFERS, OTHERS, { save })

const refusal = (code, words) => (error) => {
  assert.ok(error instanceof KokoError, String(error))
  assert.equal(error.code, code)
  assert.match(error.message, words)
  return true
}

test('sync and async teach the same, in whatever order the examples come', async () => {
  assert.deepEqual(await moderator.teach('job_offer', OFFERS.toReversed(), OTHERS.toReversed()), taught)
})

test('a file brings the label into scores, ids and labels', async () => {
  const own = new Moderator({ taught: [save], threads: 1 })
  assert.deepEqual(own.labels, [...moderator.labels, 'job_offer'])
  assert.deepEqual(own.ids.taught, [taught.id])
  assert.deepEqual(moderator.ids.taught, [])
  const { scores } = await own.score(OFFER)
  assert.deepEqual(Object.keys(scores), own.labels)
  assert.ok(scores.job_offer > 0.5)
  assert.ok(own.scoreSync('The soup needs more salt').scores.job_offer < 0.5)
})

test('what was learned is told with what to know about it', () => {
  assert.ok(taught.id.startsWith('job_offer@blake3:'))
  const { quality } = taught
  assert.deepEqual([quality.positives, quality.negatives], [OFFERS.length, OTHERS.length])
  assert.ok(quality.auc > 0.8)
  assert.equal(quality.fpr_01, null)
  assert.ok(quality.warnings.some((warning) => warning.includes('only 10 positive')))
})

test('a policy may speak of it if it is given', async () => {
  const policy = path.join(folder, 'policy.toml')
  writeFileSync(policy, 'name = "x"\n[[rule]]\nid = "offer"\nwhen = "found.job_offer"\naction = "hold"\nbecause = "x"\n')
  const { decision } = await new Moderator({ policy, taught: [save], threads: 1 }).moderate({ text: OFFER })
  assert.deepEqual([decision.action, decision.reasons[0].labels], ['hold', ['job_offer']])
  assert.throws(() => new Moderator({ policy }), refusal('bad_policy', /no `found\.job_offer`/))
})

test('what cannot be taught is bad input', async () => {
  const circle = []
  circle.push(circle)
  for (const [name, positives, negatives, words] of [
    ['insult', OFFERS, OTHERS, /has already/],
    ['Job Offer', OFFERS, OTHERS, /cannot be the name/],
    [5, OFFERS, OTHERS, /`name` must be a string/],
    ['job_offer', OFFERS.slice(6), OTHERS, /4 positive and 11 negative texts/],
    ['job_offer', OFFER, OTHERS, /`positives` must be an array of strings, not a string/],
    ['job_offer', OFFERS, undefined, /`negatives` must be an array of strings/],
    ['job_offer', OFFERS, [...OTHERS, 5], /`negatives\[11\]` must be a string, not a number/],
    ['job_offer', OFFERS, [{ text: 'x' }], /`negatives\[0\]` must be a string, not an object/],
    ['job_offer', circle, OTHERS, /`positives\[0\]` must be a string, not an array/],
    ['job_offer', ['abc\ud800'], OTHERS, /`positives\[0\]` has a lone surrogate at position 3/],
  ]) {
    await assert.rejects(moderator.teach(name, positives, negatives), refusal('bad_input', words))
    assert.throws(() => moderator.teachSync(name, positives, negatives), refusal('bad_input', words))
  }
  const nowhere = { save: '/nowhere/job_offer.toml' }
  await assert.rejects(moderator.teach('job_offer', OFFERS, OTHERS, nowhere), refusal('bad_input', /cannot write/))
})

test('a file that does not fit is a bad bundle', () => {
  const other = path.join(folder, 'other.toml')
  writeFileSync(other, readFileSync(save, 'utf8').replace('model = "koko-', 'model = "other-'))
  assert.throws(() => new Moderator({ taught: [other] }), refusal('bad_bundle', /teach it again/))
  assert.throws(() => new Moderator({ taught: [__filename] }), refusal('bad_bundle', /not a taught label/))
  assert.throws(() => new Moderator({ taught: save }), refusal('bad_input', /options of Moderator/))
})
