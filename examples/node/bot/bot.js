// A bot for a community on a platform such as Discord or Slack: the platform sends events, the bot answers through its API.
// Whatever is particular to a platform is in `platform` at the end.

import { Moderator } from 'koko'

export function bot(moderator, api) {
  const handlers = {
    // The platform sends an event again if it was not answered in time: the same id counts once for its author.
    async message({ id, text, user, channel }) {
      const { decision, spans } = await moderator.moderate({ id, text, author: user, community: channel })
      if (decision.action === 'allow') return
      const because = decision.reasons.map((reason) => reason.because).join('; ')
      if (decision.action === 'remove' || decision.action === 'hold') await api.remove(channel, id)
      if (decision.action === 'support')
        return api.write(user, 'You are not alone. Talk to somebody now: findahelpline.com')
      // Several labels may mark the same words.
      const words = [...new Set(spans.map(({ utf16 }) => `“${text.slice(...utf16)}”`))].join(', ')
      await api.write('moderators', `${decision.action} ${channel}/${id} by ${user}: ${because} ${words}`)
    },

    // A member has reported a message.
    async report({ id, message, user, by }) {
      const [{ standing }] = await moderator.record([
        { event: 'flagged', id, post: message, author: user, reporter: by, at: new Date() },
      ])
      await api.write('moderators', `${by} reports ${message} by ${user}, who stands at ${standing.band}`)
    },

    // A moderator has pressed a button below what the bot wrote.
    async verdict({ id, message, user, by, outcome }) {
      await moderator.record([
        {
          event: 'moderated',
          id,
          post: message,
          author: user,
          moderator: by,
          at: new Date(),
          outcome,
          family: 'harassment',
        },
      ])
    },
  }
  return async ({ type, ...event }) => handlers[type]?.(event)
}

/** The API of a platform that speaks JSON over HTTP. */
export function platform(base, token) {
  const call = async (method, path, body) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const response = await fetch(new URL(path, base), { method, headers, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}`)
  }
  return {
    remove: (channel, id) => call('DELETE', `/channels/${channel}/messages/${id}`),
    write: (channel, text) => call('POST', `/channels/${channel}/messages`, { text }),
  }
}

if (process.argv[1] === import.meta.filename) {
  // Events as JSON lines, as they would come over a socket.
  const handle = bot(await Moderator.open(), platform(process.env.PLATFORM_URL, process.env.PLATFORM_TOKEN))
  const { createInterface } = await import('node:readline')
  for await (const line of createInterface({ input: process.stdin })) await handle(JSON.parse(line))
}
