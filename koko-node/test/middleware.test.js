'use strict'

// The middleware in the real frameworks, over real sockets. Both answer alike.

const assert = require('node:assert/strict')
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs')
const http = require('node:http')
const { tmpdir } = require('node:os')
const path = require('node:path')
const { after, before, describe, test } = require('node:test')
const { setImmediate: nextTurn } = require('node:timers/promises')

const express = require('express')
const fastify = require('fastify')

const { KokoError, Moderator } = require('..')
const forExpress = require('../express.js')
const forFastify = require('../fastify.js')

const INSULT = 'You are a stupid idiot.'
const LONG = 'Good morning everybody, the bread is in the oven. '
const folder = mkdtempSync(path.join(tmpdir(), 'koko-middleware-'))
after(() => rmSync(folder, { recursive: true }))

const policy = path.join(folder, 'policy.toml')
writeFileSync(
  policy,
  'name = "x"\n[[rule]]\nid = "insult"\nwhen = "found.insult"\naction = "remove"\nbecause = "Insults somebody"\n',
)
const moderator = new Moderator({ policy })
const busy = new Moderator({ threads: 1, cache: 0, maxWaiting: 1 })

/** What the clients have sent that left, and what error handlers were given. */
const left = []
const thrown = []

/** What every framework is asked to do, by path. */
const routes = {
  '/plain': [moderator, undefined],
  '/attach': [moderator, { field: 'comment', reject: [], author: ({ headers }) => headers['x-user'] }],
  '/content': [moderator, { content: async ({ body }) => ({ text: body.title, id: body.id, author: 'author' }) }],
  '/own-rule': [moderator, { reject: ({ scores }, { headers }) => scores.insult > Number(headers['x-limit']) }],
  '/soon': [busy, { deadlineMs: 1 }],
  '/soon-or-not': [busy, { deadlineMs: 1, whenBusy: 'pass' }],
  '/busy': [busy, {}],
  '/leaving': [busy, { content: ({ body }) => (left.push(body.text.length), body) }],
  '/fails': [
    moderator,
    {
      author: () => {
        throw new Error('no session')
      },
    },
  ],
}

const frameworks = {
  async express() {
    const app = express()
    app.use(express.json({ limit: '4mb' }))
    for (const [path, [moderator, options]] of Object.entries(routes)) {
      app.post(path, forExpress.moderate(moderator, options), ({ moderation }, response) =>
        response.json({ moderation }),
      )
    }
    app.use((error, _request, response, _next) => {
      thrown.push(error.message)
      response.status(500).json({ thrown: error.message })
    })
    const server = http.createServer(app)
    await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
    return { port: server.address().port, close: () => server.close().closeAllConnections() }
  },
  async fastify() {
    const app = fastify({ bodyLimit: 4 << 20, forceCloseConnections: true })
    app.decorateRequest('moderation', null)
    for (const [path, [moderator, options]] of Object.entries(routes)) {
      const preHandler = forFastify.moderate(moderator, options)
      app.post(path, { preHandler }, async ({ moderation }) => ({ moderation }))
    }
    app.setErrorHandler((error, _request, reply) => {
      thrown.push(error.message)
      return reply.code(500).send({ thrown: error.message })
    })
    await app.listen({ port: 0, host: '127.0.0.1' })
    return { port: app.server.address().port, close: () => app.close() }
  },
}

for (const [name, start] of Object.entries(frameworks)) {
  describe(name, () => {
    let server
    before(async () => (server = await start()))
    after(() => server.close())

    const post = async (path, body, headers = {}) => {
      const response = await fetch(`http://127.0.0.1:${server.port}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      })
      return { status: response.status, headers: response.headers, body: await response.json() }
    }

    test('what is harmless goes on, with its moderation', async () => {
      const { status, body } = await post('/plain', { text: 'good morning' })
      assert.equal(status, 200)
      assert.equal(body.moderation.decision.action, 'allow')
    })

    test('what the policy removes is rejected, with its reasons', async () => {
      const { status, body } = await post('/plain', { text: INSULT })
      assert.equal(status, 422)
      const { code, action, reasons } = body.error
      assert.deepEqual({ code, action, reasons }, { code: 'rejected', action: 'remove', reasons: ['Insults somebody'] })
    })

    test("or attached to the request, with field and author of one's own", async () => {
      const { status, body } = await post('/attach', { comment: INSULT }, { 'x-user': `rook-${name}` })
      assert.equal(status, 200)
      assert.deepEqual([body.moderation.decision.action, body.moderation.standing.author], ['remove', `rook-${name}`])
    })

    test('a content may be made of the whole request', async () => {
      const { body } = await post('/content', { title: 'good morning', id: `t-${name}` })
      assert.deepEqual([body.moderation.id, body.moderation.standing.author], [`t-${name}`, 'author'])
    })

    test("a rule of one's own says what is rejected", async () => {
      for (const [limit, expected] of [
        ['0.1', 422],
        ['1', 200],
      ]) {
        assert.equal((await post('/own-rule', { text: INSULT }, { 'x-limit': limit })).status, expected)
      }
    })

    test("what is no text is the client's fault", async () => {
      for (const [body, status, code] of [
        [{}, 400, 'bad_input'],
        [{ text: 5 }, 400, 'bad_input'],
        [{ text: 'half \ud800' }, 400, 'bad_input'],
        [{ text: 'a'.repeat(2 ** 21) }, 413, 'text_too_long'],
      ]) {
        const answer = await post('/plain', body)
        assert.deepEqual([answer.status, answer.body.error.code], [status, code])
      }
    })

    test('what comes too late is refused, or passes without', async () => {
      const text = LONG.repeat(1_000)
      const late = await post('/soon', { text })
      assert.deepEqual(
        [late.status, late.headers.get('retry-after'), late.body.error.code],
        [503, '1', 'deadline_exceeded'],
      )
      assert.deepEqual(await post('/soon-or-not', { text }).then(({ status, body }) => [status, body.moderation]), [
        200,
        null,
      ])
    })

    test('a flood is refused with the time after which to try again', async () => {
      const answers = await Promise.all(
        Array.from({ length: 150 }, (_, n) => post('/busy', { text: LONG.repeat(4) + n })),
      )
      const refused = answers.filter(({ status }) => status === 503)
      assert.ok(refused.length > 0 && answers.every(({ status }) => status === 200 || status === 503))
      for (const { headers, body } of refused) {
        assert.ok(Number(headers.get('retry-after')) >= 1)
        assert.equal(body.error.code, 'overloaded')
      }
    })

    test("every other error is the framework's", async () => {
      const { status, body } = await post('/fails', { text: 'good morning' })
      assert.deepEqual([status, body.thrown], [500, 'no session'])
    })

    test('a client that leaves calls its content off, and nobody hears of it', async () => {
      const before = { left: left.length, thrown: thrown.length }
      const leaving = new AbortController()
      const asking = fetch(`http://127.0.0.1:${server.port}/leaving`, {
        method: 'POST',
        signal: leaving.signal,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text: LONG.repeat(10_000) }),
      })
      asking.catch(() => {})
      while (left.length === before.left) await nextTurn()
      leaving.abort()
      await assert.rejects(asking, { name: 'AbortError' })
      assert.equal((await post('/plain', { text: 'good morning' })).status, 200)
      assert.equal(thrown.length, before.thrown)
    })
  })
}

test('options that make no sense are refused when the route is made', () => {
  for (const { moderate } of [forExpress, forFastify]) {
    for (const [moderator_, options, words] of [
      [undefined, {}, /must be a Moderator/],
      [moderator, { feild: 'text' }, /no option `feild`/],
      [moderator, { reject: ['ban'] }, /`reject` must be/],
      [moderator, { reject: 'remove' }, /`reject` must be/],
      [moderator, { whenBusy: 'wait' }, /`whenBusy` must be/],
    ]) {
      assert.throws(
        () => moderate(moderator_, options),
        (error) => error instanceof KokoError && words.test(error.message),
      )
    }
  }
})
