import assert from 'node:assert/strict'
import { test } from 'node:test'

import { POST } from './route.js'

const post = async (body, init = {}) => {
  const request = new Request('http://localhost/api/comments', {
    method: 'POST',
    body,
    headers: { 'x-user': 'tom' },
    ...init,
  })
  const response = await POST(request)
  return { status: response.status, body: await response.json() }
}

test('a comment is shown, waits, or is refused', async () => {
  assert.deepEqual(await post('{"text":"good morning"}'), { status: 201, body: { state: 'shown' } })
  assert.deepEqual(await post('{"text":"y o u  1d10t"}'), { status: 201, body: { state: 'waiting' } })
  for (const body of ['{}', '{"text":5}', 'no JSON']) {
    const refused = await post(body)
    assert.deepEqual([refused.status, refused.body.error], [400, 'bad_input'])
  }
})

test('a request that was given up is not answered', async () => {
  await assert.rejects(post('{"text":"good morning"}', { signal: AbortSignal.abort() }), { code: 'cancelled' })
})
