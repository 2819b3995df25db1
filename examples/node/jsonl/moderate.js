// Moderates a file of JSON lines of any length: `node jsonl/moderate.js < comments.jsonl > decisions.jsonl`.
// It reads no faster than it writes, so a file larger than the memory is no trouble.

import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'

import { Moderator } from 'koko'

export async function moderateLines(moderator, input, output) {
  const contents = async function* () {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      if (line.trim() !== '') yield contentOf(line)
    }
  }
  const lines = async function* (answers) {
    for await (const { content, id, decision, standing, error } of answers) {
      const answer = error ? { id: content.id, error } : { id, action: decision.action, band: standing?.band }
      yield `${JSON.stringify(answer)}\n`
    }
  }
  // A bad line becomes an error in its place, and the others go on.
  await pipeline(contents, moderator.stream({ errors: 'collect' }), lines, output, { end: output !== process.stdout })
}

/** What Koko knows of a line; other fields are left alone. */
function contentOf(line) {
  try {
    const { id, text, author, community, at } = JSON.parse(line)
    return { id, text, author, community, at: at === undefined ? undefined : new Date(at) }
  } catch {
    return { text: undefined }
  }
}

if (process.argv[1] === import.meta.filename) {
  const moderator = await Moderator.open()
  await moderateLines(moderator, process.stdin, process.stdout)
  await moderator.close()
}
