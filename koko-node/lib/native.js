'use strict'

// Finds the native half: beside this package where it was built, else in the optional package of the platform.

const { existsSync } = require('node:fs')
const path = require('node:path')

const { target } = require('./target.js')

const name = target()
const built = path.join(__dirname, '..', `koko.${name}.node`)

module.exports = existsSync(built) ? require(built) : installed()

function installed() {
  try {
    return require(`koko-${name}`)
  } catch (cause) {
    throw new Error(
      `the native half of koko for ${name} cannot be loaded: install \`koko-${name}\`, which \`npm install koko\` brings ` +
        'along where there is one, unless optional dependencies are left out',
      { cause },
    )
  }
}
