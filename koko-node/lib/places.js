'use strict'

// Where an installed package keeps its model and ONNX Runtime.

const { existsSync, readdirSync } = require('node:fs')
const path = require('node:path')

/** The newest model inside this package, unless KOKO_BUNDLE names another one. */
function packagedBundle() {
  if (process.env.KOKO_BUNDLE) return undefined
  const models = path.join(__dirname, '..', 'models')
  if (!existsSync(models)) return undefined
  const bundles = readdirSync(models).filter((name) => existsSync(path.join(models, name, 'manifest.toml')))
  const newest = bundles.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1)
  return newest && path.join(models, newest)
}

/** The library inside the package `onnxruntime-node`, unless ORT_DYLIB_PATH names another one. */
function installedRuntime() {
  if (process.env.ORT_DYLIB_PATH) return undefined
  let manifest
  try {
    manifest = require.resolve('onnxruntime-node/package.json')
  } catch {
    return undefined // The core looks further, and says where it looked.
  }
  const bin = path.join(path.dirname(manifest), 'bin')
  const names = { linux: 'libonnxruntime.so.1', darwin: 'libonnxruntime.1.dylib', win32: 'onnxruntime.dll' }
  const folders = existsSync(bin) ? readdirSync(bin) : []
  const libraries = folders.map((napi) =>
    path.join(bin, napi, process.platform, process.arch, names[process.platform] ?? names.linux),
  )
  return libraries.find((library) => existsSync(library))
}

module.exports = { installedRuntime, packagedBundle }
