'use strict'

// Middleware for Express. The manual is `express.d.ts`.

const { Guard } = require('./lib/guard.js')

function moderate(moderator, options) {
  const guard = new Guard(moderator, options)
  return async (request, response, next) => {
    try {
      const checked = await guard.check(request, response)
      // Nobody is there to be answered.
      if (!checked) return
      const { moderation, refusal } = checked
      request.moderation = moderation
      if (refusal) response.status(refusal.status).set(refusal.headers).json(refusal.body)
      else next()
    } catch (error) {
      next(error)
    }
  }
}

module.exports = { moderate }
