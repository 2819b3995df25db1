// 200 requests at a time: how many are answered in a second, how long each takes, and how late the event loop is.
// `node benches/node/concurrent.js [--requests 3000] [--rounds 5]`. Every program runs in a process of its own, all of them
// in turn, round after round; ratios are taken within a round, so that a busy machine slows all of them.

import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'

import { programs } from './programs.js'
import { comments } from './texts.js'

const AT_A_TIME = 200
/** How often the event loop is looked at; what is shown is what comes on top. */
const RESOLUTION_MS = 1
/** Rounding of int8 differs between engines; a program that is further off does not do the same work. */
const TOLERANCE = 0.05

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '3000' },
    rounds: { type: 'string', default: '5' },
    program: { type: 'string' },
  },
})

if (values.program) console.log(JSON.stringify(await timed(values.program, Number(values.requests))))
else await main()

async function main() {
  await checkThatAllDoTheSame()
  const names = Object.keys(programs)
  const rounds = Array.from({ length: Number(values.rounds) }, () =>
    Object.fromEntries(names.map((name) => [name, inAProcessOfItsOwn(name)])),
  )
  const best = (name, figure, choose) => choose(...rounds.map((round) => round[name][figure]))
  console.log(
    `${cpus()[0].model}, ${availableParallelism()} cores, Node ${process.version}; best of ${rounds.length} rounds`,
  )
  console.log('| program | requests a second | p50 ms | p99 ms | event loop late, p99 ms | max ms | of koko |')
  console.log('| --- | --- | --- | --- | --- | --- | --- |')
  for (const name of names) {
    const ratios = rounds.map((round) => round.koko.perSecond / round[name].perSecond).sort((a, b) => a - b)
    const ratio = `${ratios[ratios.length >> 1].toFixed(2)} (${ratios[0].toFixed(2)}–${ratios.at(-1).toFixed(2)})`
    const figures = ['p50', 'p99', 'loopP99', 'loopMax'].map((figure) => best(name, figure, Math.min).toFixed(1))
    console.log(`| ${name} | ${best(name, 'perSecond', Math.max).toFixed(0)} | ${figures.join(' | ')} | ${ratio} |`)
  }
}

function inAProcessOfItsOwn(program) {
  const args = [import.meta.filename, '--program', program, '--requests', values.requests]
  return JSON.parse(execFileSync(process.execPath, args).toString())
}

async function timed(name, count) {
  const score = await programs[name]()
  const texts = comments(count)
  for (const text of comments(100, 2)) await score(text)
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  const took = []
  delay.enable()
  const begun = performance.now()
  let next = 0
  const client = async () => {
    while (next < texts.length) {
      const asked = performance.now()
      await score(texts[next++])
      took.push(performance.now() - asked)
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, client))
  const seconds = (performance.now() - begun) / 1_000
  delay.disable()
  took.sort((a, b) => a - b)
  const at = (share) => took[Math.min(took.length - 1, Math.floor(share * took.length))]
  const late = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS)
  return {
    perSecond: count / seconds,
    p50: at(0.5),
    p99: at(0.99),
    loopP99: late(delay.percentile(99)),
    loopMax: late(delay.max),
  }
}

async function checkThatAllDoTheSame() {
  const opened = await Promise.all(Object.entries(programs).map(async ([name, open]) => [name, await open()]))
  for (const text of comments(50, 3)) {
    const [[, koko], ...others] = opened
    const expected = await koko(text)
    for (const [name, score] of others) {
      const found = await score(text)
      const off = Math.max(...Object.keys(expected).map((label) => Math.abs(found[label] - expected[label])))
      if (off > TOLERANCE) throw new Error(`${name} is off by ${off}: it does something else`)
    }
  }
}
