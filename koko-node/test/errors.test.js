'use strict'

// Every kind of error reaches JavaScript with its code.

const assert = require('node:assert/strict')
const { readFileSync } = require('node:fs')
const path = require('node:path')
const { test } = require('node:test')

const native = require('../lib/native.js')

for (const kind of native.errorKinds()) {
  test(`${kind} crosses the doorway`, () => {
    const { error } = JSON.parse(native.fail(kind))
    assert.equal(error.kind, kind)
    assert.ok(error.message)
    assert.equal(error.retry_after_ms, ['overloaded', 'store_unavailable'].includes(kind) ? 1500 : undefined)
  })
}

test('a panic is a bug, and the process goes on', () => {
  const { error } = JSON.parse(native.fail('something broke'))
  assert.equal(error.kind, 'bug')
  assert.match(error.message, /something broke/)
})

test('the declarations know every kind and no other', () => {
  const declarations = readFileSync(path.join(__dirname, '../index.d.ts'), 'utf8')
  const codes = declarations.match(/export type ErrorCode =([^]*?)\n\n/)[1].match(/'\w+'/g)
  assert.deepEqual(
    codes,
    native.errorKinds().map((kind) => `'${kind}'`),
  )
})
