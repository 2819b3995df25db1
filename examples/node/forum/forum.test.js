import assert from 'node:assert/strict'
import { test } from 'node:test'

import { Moderator } from 'koko'

import { forum } from './forum.js'

test('a forum shows what is harmless, holds what is not, and learns from its moderators', async (t) => {
  const moderator = await Moderator.open()
  const server = await new Promise((started) => {
    const server = forum(moderator).listen(0, '127.0.0.1', () => started(server))
  })
  t.after(() => server.close().closeAllConnections())
  const ask = async (path, user, body) => {
    const response = await fetch(`http://127.0.0.1:${server.address().port}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', 'x-user': user },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: await response.json() }
  }

  assert.equal((await ask('/posts', 'mara', { text: 'The bread came out well today' })).body.state, 'shown')
  const held = await ask('/posts', 'tom', { text: 'Hey mara, y o u  1d10t' })
  assert.deepEqual([held.status, held.body.state], [201, 'waiting'])
  assert.ok(held.body.marked.some(({ label, words }) => label === 'insult' && words === '1d10t'))
  assert.equal((await ask('/posts', 'tom', { text: 5 })).status, 400)

  const [waiting] = (await ask('/queue', 'tove')).body
  assert.deepEqual([waiting.author, waiting.standing.author], ['tom', 'tom'])
  const decided = await ask('/posts/2/decision', 'tove', { outcome: 'removed' })
  assert.equal(decided.body.state, 'removed')
  const after = await moderator.standing('tom')
  assert.ok(after.total_mn > waiting.standing.total_mn, 'what a moderator confirms weighs more')
  assert.deepEqual(
    (await ask('/posts', 'mara')).body.map(({ author }) => author),
    ['mara'],
  )
  await moderator.close()
})
