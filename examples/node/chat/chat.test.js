import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'

import { Moderator } from 'koko'
import { WebSocket } from 'ws'

import { chat } from './chat.js'

test('a chat passes lines on in order, covers insults, and slows down who keeps at it', async (t) => {
  const moderator = await Moderator.open()
  const server = chat(moderator, { port: 0 })
  await once(server, 'listening')
  t.after(() => server.close())

  const join = async (name) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.address().port}/?name=${name}`)
    t.after(() => socket.terminate())
    const lines = []
    const waiting = []
    socket.on('message', (line) => (waiting.length ? waiting.shift()(JSON.parse(line)) : lines.push(JSON.parse(line))))
    await once(socket, 'open')
    const next = () => (lines.length ? lines.shift() : new Promise((told) => waiting.push(told)))
    return { say: (text) => socket.send(text), next }
  }
  const [mara, tom] = [await join('mara'), await join('tom')]

  mara.say('good morning')
  mara.say('did you see the match?')
  for (const text of ['good morning', 'did you see the match?']) {
    assert.deepEqual(await tom.next(), { author: 'mara', text })
    assert.deepEqual(await mara.next(), { author: 'mara', text })
  }
  tom.say('you stupid idiot')
  const { author, text } = await mara.next()
  assert.equal(author, 'tom')
  assert.match(text, /^you ∗/)
  await tom.next()

  // Moderators of the last weeks have confirmed what he is like.
  const day = 24 * 3_600 * 1_000
  const past = Array.from({ length: 30 }, (_, n) => new Date(Date.now() - (n + 1) * day))
  await moderator.record(
    past.map((at, n) => ({
      event: 'posted',
      id: `old-${n}`,
      author: 'tom',
      target: 'mara',
      at,
      scores: { insult: 0.97, toxicity: 0.97 },
    })),
  )
  assert.notEqual((await moderator.standing('tom')).band, 'unknown')
  tom.say('hello again')
  assert.equal((await mara.next()).text, 'hello again')
  await tom.next()
  tom.say('and again')
  assert.ok((await tom.next()).slowedDown > 0)
})
