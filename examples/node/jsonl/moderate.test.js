import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const program = path.join(import.meta.dirname, 'moderate.js')
const moderate = (input) =>
  execFileSync(process.execPath, [program], { input }).toString().trim().split('\n').map(JSON.parse)

test('every line has an answer in its place, and a bad one loses nothing else', () => {
  const lines = [
    '{"id":"1","text":"good morning","likes":3}',
    'no JSON',
    '',
    '{"id":"2","text":"you stupid idiot","author":"tom"}',
    '{"id":"3"}',
  ]
  const answers = moderate(lines.join('\n'))
  assert.deepEqual(
    answers.map(({ id, action, error }) => [id, action ?? error.kind]),
    [
      ['1', 'allow'],
      [undefined, 'bad_input'],
      ['2', 'review'],
      ['3', 'bad_input'],
    ],
  )
})

test('the comments that come with Koko are moderated', () => {
  const comments = readFileSync(path.join(import.meta.dirname, '../../data/comments.jsonl'), 'utf8')
  const answers = moderate(comments)
  assert.equal(answers.length, comments.trim().split('\n').length)
  assert.deepEqual(
    answers.filter(({ error }) => error),
    [],
  )
})
