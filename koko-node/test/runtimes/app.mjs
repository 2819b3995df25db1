// What every runtime has to be able to do with the installed package. Throws where one cannot.

import assert from 'node:assert/strict'

import { KokoError, Moderator } from 'koko'
import { moderate } from 'koko/express'
import { Webhook } from 'koko/webhook'

const text = 'y o u  1d10t'
const moderator = await Moderator.open()
const { decision, spans, standing } = await moderator.moderate({ text, author: 'mara' })
assert.deepEqual([decision.action, text.slice(...spans[0].utf16), standing.author], ['review', '1d10t', 'mara'])

const together = await Promise.all(
  Array.from({ length: 300 }, (_, n) => moderator.score(`You are a stupid idiot ${n}`)),
)
assert.ok(together.every(({ scores }) => scores.insult > 0.3))
assert.equal((await moderator.score(Array.from({ length: 1_000 }, (_, n) => `good morning ${n}`))).length, 1_000)

const refused = async (calling, code) => {
  const error = await calling.then(assert.fail, (error) => error)
  assert.ok(error instanceof KokoError, String(error))
  assert.equal(error.code, code)
}
const long = 'good morning '.repeat(50_000)
await refused(moderator.score('half \ud800'), 'bad_input')
await refused(moderator.score(long, { deadlineMs: 1 }), 'deadline_exceeded')
const leaving = new AbortController()
const left = moderator.score(long, { signal: leaving.signal })
leaving.abort()
await refused(left, 'cancelled')

const stream = moderator.stream()
stream.write('one')
stream.end('two')
const streamed = []
for await (const { content } of stream) streamed.push(content.text)
assert.deepEqual(streamed, ['one', 'two'])

const body = '{"type":"decision.made"}'
const webhook = new Webhook('whsec_a29rby13ZWJob29rLXRlc3Qtc2VjcmV0')
assert.equal(webhook.verify(body, webhook.sign('msg_1', new Date(), body)).type, 'decision.made')
assert.equal(typeof moderate(moderator), 'function')

await moderator.close()
await refused(moderator.score('x'), 'bad_input')
console.log('works')
