// A fresh project: packs koko, installs the tarballs into an empty folder, and times the first decision of a new process.
// `npm --prefix koko-node run build:release`, then `node benches/node/start.js`.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const RUNS = 9
const home = path.join(import.meta.dirname, '../../koko-node')
const folder = mkdtempSync(path.join(tmpdir(), 'koko-start-'))
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`
const timed = (work) => {
  const begun = performance.now()
  const result = work()
  return [result, performance.now() - begun]
}

const packed = JSON.parse(
  execFileSync(process.execPath, ['pack.js', path.join(folder, 'npm')], { cwd: home }).toString(),
)
for (const { name, size, unpackedSize } of packed)
  console.log(`${name}: ${megabytes(size)} packed, ${megabytes(unpackedSize)} on disk`)
const { dependencies } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'))
console.log(
  `and its dependency ${Object.entries(dependencies)
    .map((one) => one.join(' '))
    .join(', ')}`,
)

const app = path.join(folder, 'app')
mkdirSync(app)
writeFileSync(path.join(app, 'package.json'), '{ "name": "app", "private": true }')
const args = ['install', '--prefer-offline', '--no-audit', '--no-fund', ...packed.map(({ file }) => file)]
const [, installing] = timed(() =>
  execFileSync('npm', args, {
    cwd: app,
    env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' },
    stdio: ['ignore', 'ignore', 'inherit'],
  }),
)
console.log(
  `npm install, with the runtime library from npm's cache or the registry: ${(installing / 1_000).toFixed(1)} s`,
)

const code = `import { Moderator } from 'koko'
const opening = performance.now()
const moderator = await Moderator.open()
const opened = performance.now()
await moderator.moderate({ text: 'y o u  1d10t', author: 'mara' })
console.log(JSON.stringify({ open: opened - opening, first: performance.now() - opened, engine: moderator.report.engine, rss: process.memoryUsage.rss() }))`
writeFileSync(path.join(app, 'app.mjs'), code)
const runs = Array.from({ length: RUNS }, () => {
  const [answer, took] = timed(() => execFileSync(process.execPath, ['app.mjs'], { cwd: app }).toString())
  return { process: took, ...JSON.parse(answer) }
})
const median = (figure) => runs.map((run) => run[figure]).sort((a, b) => a - b)[RUNS >> 1]
const shown = (figure) => `${median(figure).toFixed(0)} ms`
console.log(`engine: ${runs[0].engine}; medians of ${RUNS} processes`)
console.log(
  `open ${shown('open')}, first decision ${shown('first')} after that; the whole process ${shown('process')}; ${megabytes(median('rss'))} of memory`,
)
rmSync(folder, { recursive: true })
