'use strict'

// What is declared is exported, and the package works offline right after its installation, model included.

const assert = require('node:assert/strict')
const { execFileSync } = require('node:child_process')
const { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } = require('node:fs')
const { tmpdir } = require('node:os')
const path = require('node:path')
const { after, test } = require('node:test')

const koko = require('..')
const home = path.join(__dirname, '..')

const folder = mkdtempSync(path.join(tmpdir(), 'koko-package-'))
after(() => rmSync(folder, { recursive: true }))

const declarations = readFileSync(path.join(home, 'index.d.ts'), 'utf8')

test('every export is declared, and every declaration is exported', () => {
  const declared = [...declarations.matchAll(/^export (?:class|function) (\w+)/gm)].map(([, name]) => name)
  assert.deepEqual(declared.sort(), Object.keys(koko).sort())
})

test('every member of Moderator is declared, and every declaration is a member', () => {
  const body = declarations.match(/^export class Moderator \{([^]*?)^\}/m)[1]
  const declared = new Set([...body.matchAll(/^ {2}(?:readonly )?(\w+)[(:]/gm)].map(([, name]) => name))
  assert.deepEqual([...declared].sort(), Object.getOwnPropertyNames(koko.Moderator.prototype).sort())
})

test('a packed package scores far from this repository, from require and from import', () => {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const packed = execFileSync(npm, ['pack', '--json', '--pack-destination', folder], { cwd: home })
  const [{ filename, files }] = JSON.parse(packed)
  const names = files.map((file) => file.path)
  for (const ending of ['manifest.toml', 'model.onnx', 'tokenizer.json']) {
    assert.ok(names.some((name) => name.startsWith('models/') && name.endsWith(ending)), names.join('\n'))
  }
  const modules = path.join(folder, 'app', 'node_modules')
  mkdirSync(path.join(modules, 'koko'), { recursive: true })
  execFileSync('tar', ['-xzf', path.join(folder, filename), '--strip-components=1', '-C', path.join(modules, 'koko')])
  symlinkSync(path.join(home, 'node_modules', 'onnxruntime-node'), path.join(modules, 'onnxruntime-node'))
  const app = path.join(folder, 'app')
  const body = `const moderator = new Moderator()
    const { scores } = moderator.scoreSync('You are a stupid idiot.')
    if (!(scores.insult > 0.3)) throw new Error(JSON.stringify(scores))
    console.log(moderator.report.bundle)`
  writeFileSync(path.join(app, 'app.cjs'), `const { Moderator } = require('koko')\n${body}`)
  writeFileSync(path.join(app, 'app.mjs'), `import koko, { Moderator, normalize } from 'koko'\nnormalize('x') && koko\n${body}`)
  const { KOKO_BUNDLE, ORT_DYLIB_PATH, ...env } = process.env
  for (const file of ['app.cjs', 'app.mjs']) {
    const report = execFileSync(process.execPath, [file], { cwd: app, env }).toString()
    assert.ok(report.includes(path.join(modules, 'koko', 'models')), report)
  }
})
