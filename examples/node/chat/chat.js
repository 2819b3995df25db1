// A chat over WebSockets: lines are moderated in the time that a key press takes, and who keeps at it is slowed down.
// Run it: `node chat/chat.js`, then in two terminals: npx wscat -c 'ws://localhost:3001/?name=mara'

import { Moderator } from 'koko'
import { WebSocketServer } from 'ws'

/** Seconds between two lines, by how an author stands. */
const SECONDS_BETWEEN = { unknown: 0, calm: 0, watch: 2, elevated: 10, high: 60 }

export function chat(moderator, options) {
  const server = new WebSocketServer(options)

  server.on('connection', (socket, request) => {
    const author = new URL(request.url, 'ws://chat').searchParams.get('name') ?? 'nobody'
    const tell = (what) => socket.send(JSON.stringify(what))
    let mayWriteAt = 0
    // One line after the other: answers keep the order in which somebody wrote.
    let lastLine = Promise.resolve()
    socket.on(
      'message',
      (line) =>
        (lastLine = lastLine.then(() => write(String(line))).catch((error) => tell({ error: error.code ?? 'bug' }))),
    )

    async function write(text) {
      if (Date.now() < mayWriteAt) return tell({ slowedDown: Math.ceil((mayWriteAt - Date.now()) / 1_000) })
      const { decision, standing, spans } = await moderator.moderate(
        { text, author, surface: 'chat' },
        { deadlineMs: 1_000 },
      )
      mayWriteAt = Date.now() + SECONDS_BETWEEN[standing.band] * 1_000
      if (decision.action === 'remove' || decision.action === 'hold') {
        return tell({ notSent: text, because: decision.reasons.map(({ because }) => because) })
      }
      // Others see the line with its worst words covered.
      const covered = spans.reduceRight(
        (line, { utf16: [start, end] }) => line.slice(0, start) + '∗'.repeat(end - start) + line.slice(end),
        text,
      )
      for (const other of server.clients) other.send(JSON.stringify({ author, text: covered }))
      // Somebody in need gets more than a filter.
      if (decision.action === 'support') tell({ support: 'You are not alone. Talk to somebody now: findahelpline.com' })
    }
  })
  return server
}

if (process.argv[1] === import.meta.filename) {
  chat(await Moderator.open(), { port: 3001 })
  console.log('ws://localhost:3001/?name=mara')
}
