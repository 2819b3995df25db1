'use strict'

// Makes the tarballs that are published: one of the platform for each native half that lies here, and the main one, which
// names them as optional dependencies, so that npm installs the one that fits. `node pack.js [folder]`; the folder is
// ../target/npm without it. Prints what was made, as JSON.
//
// Native halves for other platforms are built there (`npm run build:release`) and put beside this file before packing.

const { execFileSync } = require('node:child_process')
const { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } = require('node:fs')
const path = require('node:path')

const { conditions, target } = require('./lib/target.js')
const manifest = require('./package.json')

const here = __dirname
const out = path.resolve(process.argv[2] ?? path.join(here, '..', 'target', 'npm'))
const { version, license } = manifest
const licenseFile = path.join(here, '..', 'LICENSE')
// Left here by deploy/release/release.py: the licences of what is compiled into native halves that are published.
const notices = ['THIRD-PARTY.txt'].filter((name) => existsSync(path.join(here, name)))

const natives = readdirSync(here).filter((name) => /^koko\..+\.node$/.test(name))
if (natives.length === 0) {
  console.error('there is no native half to pack: run `npm run build:release` first')
  process.exit(1)
}
rmSync(out, { recursive: true, force: true })
const platforms = natives.map((file) => file.slice('koko.'.length, -'.node'.length))
console.log(JSON.stringify([...platforms.map(packPlatform), packMain(platforms)], null, 2))

function packPlatform(platform) {
  const name = `koko-${platform}`
  const file = `koko.${platform}.node`
  return pack(name, (folder) => {
    copyFileSync(path.join(here, file), path.join(folder, file))
    strip(path.join(folder, file), platform)
    for (const name of notices) copyFileSync(path.join(here, name), path.join(folder, name))
    writeFileSync(
      path.join(folder, 'README.md'),
      `# ${name}\n\nThe native half of the package \`koko\` for ${platform}: install that one.\n`,
    )
    const description = `The native half of koko for ${platform}`
    return {
      name,
      version,
      description,
      license,
      engines: manifest.engines,
      main: file,
      files: [file, ...notices],
      ...conditions(platform),
    }
  })
}

function packMain(platforms) {
  const { scripts: _scripts, devDependencies: _devDependencies, ...rest } = manifest
  const optionalDependencies = Object.fromEntries(platforms.map((platform) => [`koko-${platform}`, version]))
  return pack(manifest.name, (folder) => {
    // The tiny model is a bundle for those who ask for it by its folder; nobody would find it here.
    const filter = (from) => from !== path.join(here, 'models', 'fast')
    for (const name of [...manifest.files, 'README.md']) {
      cpSync(path.join(here, name), path.join(folder, name), { recursive: true, filter })
    }
    return { ...rest, optionalDependencies }
  })
}

/** `fill` puts the files into a folder and returns its package.json. */
function pack(name, fill) {
  const folder = path.join(out, name)
  mkdirSync(folder, { recursive: true })
  const filled = fill(folder)
  copyFileSync(licenseFile, path.join(folder, 'LICENSE'))
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(filled, null, 2)}\n`)
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', out]
  const packed = execFileSync(npm, args, { cwd: folder, shell: process.platform === 'win32' })
  const [{ filename, size, unpackedSize, entryCount }] = Object.values(JSON.parse(packed))
  return { name, file: path.join(out, filename), size, unpackedSize, entryCount }
}

/** Line numbers of the native half take more room than its code. */
function strip(file, platform) {
  if (platform !== target()) return // What another machine has built, that machine may strip.
  if (process.platform === 'linux') execFileSync('strip', ['--strip-debug', file])
  if (process.platform === 'darwin') execFileSync('strip', ['-x', file])
}
