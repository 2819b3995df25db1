'use strict'

// A hook for Fastify. The manual is `fastify.d.ts`.

const { Guard } = require('./lib/guard.js')

function moderate(moderator, options) {
  const guard = new Guard(moderator, options)
  return async (request, reply) => {
    const checked = await guard.check(request, reply.raw)
    // Nobody is there to be answered.
    if (!checked) return reply.hijack()
    const { moderation, refusal } = checked
    request.moderation = moderation
    if (refusal) return reply.code(refusal.status).headers(refusal.headers).send(refusal.body)
  }
}

module.exports = { moderate }
