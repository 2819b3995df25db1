'use strict'

// Worker threads, garbage, processes that end in the middle, and memory.

const assert = require('node:assert/strict')
const { execFileSync } = require('node:child_process')
const path = require('node:path')
const { test } = require('node:test')
const { setImmediate: nextTurn } = require('node:timers/promises')
const v8 = require('node:v8')
const vm = require('node:vm')
const { Worker } = require('node:worker_threads')

const { Moderator } = require('..')

v8.setFlagsFromString('--expose-gc')
const collect = vm.runInNewContext('gc')

const INSULT = 'You are a stupid idiot.'
const home = JSON.stringify(path.join(__dirname, '..'))

const ended = (worker) => new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject))

test('every worker thread may have a moderator of its own', async () => {
  const code = `const { parentPort } = require('node:worker_threads')
    const { Moderator } = require(${home})
    new Moderator({ threads: 1 }).score('${INSULT}').then(({ scores }) => parentPort.postMessage(scores))`
  const here = (await new Moderator({ threads: 1 }).score(INSULT)).scores
  const workers = [1, 2, 3].map(() => new Worker(code, { eval: true }))
  const answers = workers.map((worker) => new Promise((resolve) => worker.once('message', resolve)))
  const codes = await Promise.all(workers.map(ended))
  assert.deepEqual(codes, [0, 0, 0])
  assert.deepEqual(await Promise.all(answers), [here, here, here])
})

test('a worker may be terminated with calls under way, and the others go on', async () => {
  const code = `const { parentPort } = require('node:worker_threads')
    const { Moderator } = require(${home})
    const moderator = new Moderator({ threads: 1, cache: 0 })
    for (let n = 0; n < 200; n++) moderator.score('${INSULT}'.repeat(20) + n)
    moderator.score(Array.from({ length: 1000 }, (_, n) => '${INSULT}' + n))
    parentPort.postMessage('under way')`
  const moderator = new Moderator({ threads: 1 })
  for (let round = 0; round < 3; round++) {
    const worker = new Worker(code, { eval: true })
    await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
    await worker.terminate()
    assert.ok((await moderator.score(INSULT)).scores.insult > 0.3)
  }
})

for (const [name, end] of [
  ['exits', 'process.exit(7)'],
  ['throws', "process.on('exit', () => (process.exitCode = 7)); throw 'x'"],
]) {
  test(`a process that ${name} with calls under way ends as it should`, () => {
    const code = `const moderator = new (require(${home}).Moderator)({ cache: 0 })
      for (let n = 0; n < 100; n++) moderator.score('${INSULT}'.repeat(20) + n)
      setTimeout(() => { ${end} }, 5)`
    const failure = (work) => {
      try {
        return work()
      } catch ({ status, signal }) {
        return { status, signal }
      }
    }
    const ended = failure(() => execFileSync(process.execPath, ['-e', code], { stdio: 'ignore' }))
    assert.deepEqual(ended, { status: 7, signal: null })
  })
}

test('a process ends by itself after its last call, with the moderator open', () => {
  const code = `const moderator = new (require(${home}).Moderator)({ threads: 1 })
    moderator.score('${INSULT}').then(() => console.log('answered'))`
  assert.equal(execFileSync(process.execPath, ['-e', code]).toString(), 'answered\n')
})

test('a moderator that nobody holds is collected after its last answer', async () => {
  const collected = []
  const registry = new FinalizationRegistry((name) => collected.push(name))
  const ask = () => {
    const moderator = new Moderator({ threads: 1, cache: 0 })
    registry.register(moderator, 'moderator')
    return Array.from({ length: 50 }, (_, row) => moderator.score(`${INSULT} ${row}`))
  }
  const answers = ask()
  collect()
  for (const { scores } of await Promise.all(answers)) assert.ok(scores.insult > 0.3)
  for (let turn = 0; turn < 100 && collected.length === 0; turn++) {
    collect()
    await nextTurn()
  }
  assert.deepEqual(collected, ['moderator'])
})

test('moderators that are opened and closed, or forgotten, leave no memory behind', async () => {
  const round = async (isClosed) => {
    const moderator = new Moderator({ threads: 1 })
    await moderator.score([INSULT, 'good morning'])
    if (isClosed) await moderator.close()
  }
  const settled = async () => {
    for (let turn = 0; turn < 20; turn++) {
      collect()
      await nextTurn()
    }
    return process.memoryUsage.rss()
  }
  for (let warm = 0; warm < 2; warm++) await round(warm % 2 === 0)
  const before = await settled()
  for (let again = 0; again < 8; again++) await round(again % 2 === 0)
  const grown = ((await settled()) - before) / 2 ** 20
  // One moderator takes some forty.
  assert.ok(grown < 80, `${grown} MiB more than before`)
})

test('answers, errors and calls that are given up leave no memory behind', async () => {
  const moderator = new Moderator({ cache: 100 })
  const round = async (number) => {
    const controller = new AbortController()
    const calls = [
      moderator.moderateMany(Array.from({ length: 100 }, (_, row) => ({ text: `good morning ${row % 7}` }))),
      moderator.score('half \ud800'),
      moderator.score(`never answered ${number}`, { signal: controller.signal }),
      moderator.score('good morning', { deadlineMs: 60_000 }),
    ]
    controller.abort()
    await Promise.allSettled(calls)
  }
  const heap = async () => {
    collect()
    await nextTurn()
    collect()
    return process.memoryUsage()
  }
  for (let warm = 0; warm < 20; warm++) await round(warm)
  const before = await heap()
  for (let again = 0; again < 100; again++) await round(again)
  const now = await heap()
  assert.ok(now.heapUsed - before.heapUsed < 2 ** 20, `${now.heapUsed - before.heapUsed} bytes of heap more`)
  assert.ok(now.rss - before.rss < 30 * 2 ** 20, `${now.rss - before.rss} bytes more`)
})
