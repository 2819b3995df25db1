'use strict'

// The manual is `index.d.ts`, and everything that decides is native. `lib/` is what JavaScript has to do.

const { KokoError, OverloadedError } = require('./lib/errors.js')
const { Moderator } = require('./lib/moderator.js')
const { normalize, normalizerId } = require('./lib/normalize.js')

module.exports = { KokoError, Moderator, OverloadedError, normalize, normalizerId }
