// Ten minutes of mixed load, and whether memory stays flat: `node --expose-gc benches/node/soak.js [minutes]`. Prints a line
// each half minute; ends with status 1 if memory after the first fifth still grew by more than a tenth.

import { setTimeout as later } from 'node:timers/promises'

import { Moderator } from 'koko'

import { comments } from './texts.js'

const minutes = Number(process.argv[2] ?? 10)
const AT_A_TIME = 50
const LINE_EVERY_MS = Math.min(30_000, minutes * 6_000)
/** Posts, which come again and again under the same ids: what is known of authors grows with new posts only, up to the newest 256
 * of each, and that is no leak. */
const POSTS = 20_000
const AUTHORS = 1_000

const moderator = await Moderator.open()
const texts = comments(POSTS)
const counts = { answered: 0, cancelled: 0, late: 0, refused: 0 }
let isOver = false

async function client(number) {
  for (let n = number; !isOver; n += AT_A_TIME) {
    const post = n % POSTS
    const author = `a${post % AUTHORS}`
    const text = texts[post]
    const content = { text, id: `p${post}`, author }
    try {
      switch (n % 100) {
        case 0: {
          const leaving = new AbortController()
          setImmediate(() => leaving.abort())
          await moderator.moderate(content, { signal: leaving.signal })
          break
        }
        case 1:
          await moderator.moderate(content, { deadlineMs: 1 })
          break
        case 2:
          await moderator.score([text, 'half \ud800'])
          break
        case 3:
          await moderator.explain(text.slice(0, 60))
          break
        case 4:
          await moderator.score(texts.slice(n % 1_000, (n % 1_000) + 200))
          break
        case 5:
          await moderator.record([
            { event: 'flagged', id: `f${post}`, author, reporter: `a${post % 97}`, at: new Date() },
          ])
          break
        case 6:
          await moderator.moderate({ ...content, id: `i${post}`, text: `you stupid idiot ${post}` })
          break
        default:
          await moderator.moderate(content)
      }
      counts.answered++
    } catch ({ code }) {
      if (code === 'cancelled') counts.cancelled++
      else if (code === 'deadline_exceeded') counts.late++
      else if (code === 'bad_input') counts.refused++
      else throw new Error(`not expected here: ${code}`)
    }
  }
}

const MIB = 2 ** 20
const lines = []
const clients = Array.from({ length: AT_A_TIME }, (_, number) => client(number))
const begun = performance.now()
console.log('seconds  rss MiB  heap MiB  external MiB  calls')
while (performance.now() - begun < minutes * 60_000) {
  await later(LINE_EVERY_MS)
  globalThis.gc?.()
  const { rss, heapUsed, external } = process.memoryUsage()
  const seconds = Math.round((performance.now() - begun) / 1_000)
  lines.push({ seconds, rss })
  const calls = Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')
  console.log(
    `${String(seconds).padStart(7)}${[rss, heapUsed, external].map((bytes) => (bytes / MIB).toFixed(1).padStart(9)).join('')}  ${calls}`,
  )
}
isOver = true
await Promise.all(clients)
await moderator.close()

const mean = (part) => part.reduce((sum, { rss }) => sum + rss, 0) / part.length
const fifth = Math.max(1, Math.floor(lines.length / 5))
const [early, late] = [mean(lines.slice(fifth, 2 * fifth)), mean(lines.slice(-fifth))]
console.log(`${(early / MIB).toFixed(1)} MiB in the second fifth, ${(late / MIB).toFixed(1)} MiB in the last`)
process.exitCode = late > early * 1.1 ? 1 : 0
