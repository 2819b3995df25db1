'use strict'

// What is declared is exported, and the package works offline right after its installation, model included.

const assert = require('node:assert/strict')
const { execFileSync } = require('node:child_process')
const { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs')
const { tmpdir } = require('node:os')
const path = require('node:path')
const { after, test } = require('node:test')

const koko = require('..')
const { conditions, target } = require('../lib/target.js')
const { version } = require('../package.json')
const home = path.join(__dirname, '..')

const folder = mkdtempSync(path.join(tmpdir(), 'koko-package-'))
after(() => rmSync(folder, { recursive: true }))

const declarations = readFileSync(path.join(home, 'index.d.ts'), 'utf8')

test('every export is declared, and every declaration is exported', () => {
  const declared = [...declarations.matchAll(/^export (?:class|function) (\w+)/gm)].map(([, name]) => name)
  assert.deepEqual(declared.sort(), Object.keys(koko).sort())
})

test('every member of Moderator is declared, and every declaration is a member', () => {
  const body = declarations.match(/^export class Moderator[^{]*\{([^]*?)^\}/m)[1]
  const declared = new Set([...body.matchAll(/^ {2}(?:readonly )?(\w+)[(:]/gm)].map(([, name]) => name))
  assert.deepEqual([...declared].sort(), Object.getOwnPropertyNames(koko.Moderator.prototype).sort())
})

/** What koko needs, pinned as here, so that npm takes it from its cache. */
function locked() {
  const { packages } = JSON.parse(readFileSync(path.join(home, 'package-lock.json'), 'utf8'))
  const needed = Object.entries(packages).filter(([place, { dev }]) => place !== '' && !dev)
  return {
    name: 'app',
    lockfileVersion: 3,
    requires: true,
    packages: { '': { name: 'app' }, ...Object.fromEntries(needed) },
  }
}

test('an empty project installs the tarballs and decides, offline, from require and from import', () => {
  const run = (command, args, cwd) => {
    const { KOKO_BUNDLE, ORT_DYLIB_PATH, ...env } = process.env
    return execFileSync(command, args, { cwd, env, shell: process.platform === 'win32' }).toString()
  }
  const packed = JSON.parse(run(process.execPath, ['pack.js', path.join(folder, 'npm')], home))
  const main = packed.find(({ name }) => name === 'koko')
  assert.equal(packed.length, 2)
  const app = path.join(folder, 'app')
  mkdirSync(app)
  writeFileSync(path.join(app, 'package.json'), '{ "name": "app", "private": true }')
  writeFileSync(path.join(app, 'package-lock.json'), JSON.stringify(locked()))
  const quietly = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier']
  run('npm', ['install', ...quietly, ...packed.map(({ file }) => file)], app)

  const installed = path.join(app, 'node_modules', 'koko')
  assert.ok(!readdirSync(installed).some((name) => name.endsWith('.node') || name === 'test'))
  const { optionalDependencies, devDependencies } = JSON.parse(
    readFileSync(path.join(installed, 'package.json'), 'utf8'),
  )
  assert.deepEqual([optionalDependencies, devDependencies], [{ [`koko-${target()}`]: version }, undefined], main.file)

  const body = `const moderator = new Moderator()
    const { decision } = moderator.moderateSync({ text: 'y o u  1d10t' })
    if (decision.action !== 'review' || typeof moderate !== 'function' || typeof Webhook !== 'function') throw decision
    const { runtime } = new Moderator({ engine: 'ort' }).report
    console.log(moderator.report.bundle, runtime)`
  const faces = [
    ['Moderator', 'koko'],
    ['moderate', 'koko/express'],
    ['moderate: hook', 'koko/fastify'],
    ['Webhook', 'koko/webhook'],
  ]
  const required = faces.map(([name, face]) => `const { ${name} } = require('${face}')\n`).join('')
  const imported = faces.map(([name, face]) => `import { ${name.replace(':', ' as')} } from '${face}'\n`).join('')
  writeFileSync(path.join(app, 'app.cjs'), required + body)
  writeFileSync(path.join(app, 'app.mjs'), imported + body)
  for (const file of ['app.cjs', 'app.mjs']) {
    const report = run(process.execPath, [file], app)
    assert.ok(report.includes(path.join('app', 'node_modules', 'koko', 'models')), report)
    assert.ok(report.includes(path.join('app', 'node_modules', 'onnxruntime-node', 'bin')), report)
  }
})

test('npm installs a native half only where it runs', () => {
  assert.deepEqual(conditions('linux-x64-gnu'), { os: ['linux'], cpu: ['x64'], libc: ['glibc'] })
  assert.deepEqual(conditions('darwin-arm64'), { os: ['darwin'], cpu: ['arm64'] })
  assert.deepEqual(conditions('win32-x64-msvc'), { os: ['win32'], cpu: ['x64'] })
  assert.equal(target({ platform: 'win32', arch: 'arm64' }), 'win32-arm64-msvc')
  assert.equal(target({ platform: 'darwin', arch: 'arm64' }), 'darwin-arm64')
})
