// Koko in five minutes: scores, places, a decision, an author's standing. Run it: `node quickstart.mjs`.

import assert from 'node:assert/strict'
import { KokoError, Moderator } from 'koko'

const moderator = new Moderator()

// 1. What is in this text? A calibrated probability for each label.
const { scores } = await moderator.score('You are a stupid idiot.')
console.log(scores)
assert.ok(scores.insult > moderator.scoreSync('Good morning, everybody!').scores.insult)

// 2. Many texts at once are faster, and come back in their order.
const texts = ['What a lovely day', 'Nobody likes you, you pathetic loser']
const many = await moderator.score(texts)
for (const [row, text] of texts.entries()) console.log(many[row].scores.toxicity.toFixed(2), text)

// 3. What should happen? Disguises are folded, and spans point into the text as it was written.
const text = 'Hey mara: y o u  are a stu\u200bpid 1d10t'
const { decision, spans } = await moderator.moderate({ text, id: 'post-1', author: 'tom', target: 'mara' })
console.log(
  decision.action,
  decision.reasons.map(({ because }) => because),
)
for (const { label, utf16 } of spans) console.log(' ', label, JSON.stringify(text.slice(...utf16)))
assert.notEqual(decision.action, 'allow')

// 4. Who keeps doing this? Every content with an author is remembered and weighed, with reasons that add up.
const insults = ['What an idiot', 'You stupid fool', 'Shut up, loser', 'You are pathetic']
await moderator.moderateMany(
  insults.map((text, row) => ({ text, id: `post-${row + 2}`, author: 'tom', target: 'mara' })),
)
const standing = await moderator.standing('tom')
console.log(
  standing.band,
  standing.findings.map(({ because }) => because),
)
const findings = standing.findings.reduce((sum, { contribution_mn }) => sum + contribution_mn, 0)
assert.equal(standing.total_mn, standing.base_mn + findings)
assert.equal(await moderator.standing('mara'), null)

// 5. What went wrong says what to do.
await assert.rejects(moderator.score('half of a character: \ud83d'), (error) => {
  console.log(error.code, '-', error.message)
  return error instanceof KokoError && error.code === 'bad_input'
})
