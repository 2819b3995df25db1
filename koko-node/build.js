'use strict'

// Compiles the native half and puts it, and the models, where `index.js` and `npm pack` look for them.

const { execFileSync } = require('node:child_process')
const { copyFileSync, cpSync, existsSync, rmSync } = require('node:fs')
const path = require('node:path')

const { target } = require('./lib/target.js')

const here = __dirname
const workspace = path.dirname(here)
const release = process.argv.includes('--release')

// A library that Node has loaded must not be written over: a new file takes its place.
function replace(from, to) {
  rmSync(to, { force: true })
  copyFileSync(from, to)
}

const cargo = ['build', '--package', 'koko-node', '--message-format', 'json-render-diagnostics']
const output = execFileSync('cargo', release ? [...cargo, '--release'] : cargo, {
  cwd: workspace,
  stdio: ['ignore', 'pipe', 'inherit'],
  maxBuffer: 1 << 28,
})
const messages = output
  .toString()
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))
const artifact = messages.findLast(
  (message) => message.reason === 'compiler-artifact' && message.target.name === 'koko_node',
)
const library = artifact.filenames.find((file) => /\.(so|dylib|dll)$/.test(file))
replace(library, path.join(here, `koko.${target()}.node`))

// `npm pack` leaves links out, so the models are copied.
const models = path.join(workspace, 'models')
rmSync(path.join(here, 'models'), { recursive: true, force: true })
if (existsSync(models)) cpSync(models, path.join(here, 'models'), { recursive: true, dereference: true })
else console.warn('there is no folder `models`: set KOKO_BUNDLE to try the package')
