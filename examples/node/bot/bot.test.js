import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'

import { Moderator } from 'koko'

import { bot, platform } from './bot.js'

test('a bot removes, tells the moderators, and counts an event once', async (t) => {
  const called = []
  const stub = createServer(async (request, response) => {
    const chunks = await request.toArray()
    const body = Buffer.concat(chunks).toString()
    called.push([request.method, request.url, request.headers.authorization, body && JSON.parse(body).text])
    response.end('{}')
  })
  stub.listen(0, '127.0.0.1')
  await once(stub, 'listening')
  t.after(() => stub.close().closeAllConnections())

  const folder = mkdtempSync(path.join(tmpdir(), 'koko-bot-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const policy = path.join(folder, 'house.toml')
  writeFileSync(
    policy,
    'name = "house"\n[[rule]]\nid = "insult"\nwhen = "found.insult"\naction = "hold"\nbecause = "Insults somebody"\n',
  )
  const moderator = await Moderator.open({ policy })
  const handle = bot(moderator, platform(`http://127.0.0.1:${stub.address().port}`, 'token'))

  await handle({ type: 'message', id: 'm1', text: 'good morning', user: 'mara', channel: 'general' })
  await handle({ type: 'presence', user: 'mara' })
  assert.deepEqual(called, [])
  const insult = { type: 'message', id: 'm2', text: 'you 1d10t', user: 'tom', channel: 'general' }
  await handle(insult)
  assert.deepEqual(called, [
    ['DELETE', '/channels/general/messages/m2', 'Bearer token', ''],
    ['POST', '/channels/moderators/messages', 'Bearer token', 'hold general/m2 by tom: Insults somebody “1d10t”'],
  ])
  const first = await moderator.export('tom')
  await handle(insult)
  assert.equal((await moderator.export('tom')).standing.total_mn, first.standing.total_mn, 'the same event, sent again')

  await handle({ type: 'report', id: 'r1', message: 'm2', user: 'tom', by: 'mara' })
  assert.match(called.at(-1)[3], /^mara reports m2 by tom, who stands at /)
  const before = (await moderator.standing('tom')).total_mn
  await handle({ type: 'verdict', id: 'v1', message: 'm2', user: 'tom', by: 'tove', outcome: 'removed' })
  assert.ok((await moderator.standing('tom')).total_mn > before)
})
