'use strict'

// Webhooks: our verifier and the one of Standard Webhooks agree about every delivery.

const assert = require('node:assert/strict')
const { test } = require('node:test')

const standard = require('standardwebhooks')

const { Webhook, WebhookError } = require('../webhook.js')

const SECRET = 'whsec_a29rby13ZWJob29rLXRlc3Qtc2VjcmV0'
const OTHER = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const BODY = '{"type":"decision.made","timestamp":"2026-01-02T03:04:05Z","data":{"decision_id":"d1"}}'
const SENT = new Date(1_700_000_000_000)
const HEADERS = {
  'webhook-id': 'msg_0001',
  'webhook-timestamp': '1700000000',
  'webhook-signature': 'v1,BCbfKn9gxb/wQKYj55cBhCYNWrq8GrYNQfqfaOmdmcA=',
}

const webhook = new Webhook(SECRET)
const verify = (body = BODY, headers = HEADERS, now = SENT, receiver = webhook) =>
  receiver.verify(body, headers, { now })

const refused = (code) => (error) => {
  assert.ok(error instanceof WebhookError, String(error))
  assert.equal(error.code, code)
  return true
}

/** The library has the clock of the machine alone, so what it signs and judges is sent now. */
const delivery = (secret, body = BODY, sent = new Date()) => ({
  'webhook-id': 'msg_2',
  'webhook-timestamp': String(Math.floor(sent.getTime() / 1_000)),
  'webhook-signature': new standard.Webhook(secret).sign('msg_2', sent, body),
})

test('the delivery that is written down in the specification of Koko is verified', () => {
  const event = {
    id: 'msg_0001',
    type: 'decision.made',
    timestamp: '2026-01-02T03:04:05Z',
    data: { decision_id: 'd1' },
  }
  assert.deepEqual(verify(), event)
  assert.deepEqual(verify(Buffer.from(BODY)), event)
  assert.deepEqual(verify(BODY, new Headers(HEADERS)), event)
  assert.deepEqual(
    verify(BODY, {
      'Webhook-Id': 'msg_0001',
      'Webhook-Timestamp': ['1700000000'],
      'WEBHOOK-SIGNATURE': HEADERS['webhook-signature'],
    }),
    event,
  )
  assert.deepEqual(webhook.sign('msg_0001', SENT, BODY), HEADERS)
})

test('each side verifies what the other has signed', () => {
  for (const body of [
    BODY,
    '{"type":"x","data":"grüße 😀"}',
    JSON.stringify({ type: 'y', data: 'x'.repeat(20_000) }),
  ]) {
    assert.equal(webhook.verify(body, delivery(SECRET, body)).id, 'msg_2')
    const ours = webhook.sign('msg_3', new Date(), body)
    assert.deepEqual(new standard.Webhook(SECRET).verify(body, ours), JSON.parse(body))
  }
})

test('both refuse a changed byte, an old timestamp and a wrong secret', () => {
  const minute = 60_000
  const judges = [
    (body, headers) => webhook.verify(body, headers),
    (body, headers) => new standard.Webhook(SECRET).verify(body, headers),
  ]
  const good = delivery(SECRET)
  for (const judge of judges) {
    assert.ok(judge(BODY, good))
    for (const [body, headers] of [
      [BODY.replace('d1', 'd2'), good],
      [`${BODY} `, good],
      [BODY, { ...good, 'webhook-id': 'msg_3' }],
      [BODY, { ...good, 'webhook-timestamp': String(Number(good['webhook-timestamp']) + 1) }],
      [BODY, delivery(SECRET, BODY, new Date(Date.now() - 6 * minute))],
      [BODY, delivery(SECRET, BODY, new Date(Date.now() + 6 * minute))],
      [BODY, delivery(OTHER)],
      [BODY, { ...good, 'webhook-signature': '' }],
      [BODY, { ...good, 'webhook-signature': good['webhook-signature'].replace('v1,', 'v2,') }],
    ]) {
      assert.throws(() => judge(body, headers), undefined, JSON.stringify(headers))
    }
  }
})

test('each refusal says why', () => {
  const without = (name) => Object.fromEntries(Object.entries(HEADERS).filter(([other]) => other !== name))
  for (const name of Object.keys(HEADERS)) assert.throws(() => verify(BODY, without(name)), refused('missing_header'))
  assert.throws(() => verify(BODY, { ...HEADERS, 'webhook-timestamp': 'now' }), refused('bad_header'))
  assert.throws(() => verify(BODY.replace('d1', 'd2')), refused('wrong_signature'))
  assert.throws(() => verify('hello', webhook.sign('m', SENT, 'hello')), refused('bad_body'))
  assert.throws(() => verify('[]', webhook.sign('m', SENT, '[]')), refused('bad_body'))
  assert.throws(() => verify(JSON.parse(BODY)), /express\.raw/)
})

test('a delivery may be five minutes old or ahead, or as long as the receiver says', () => {
  const moved = (seconds) => new Date(SENT.getTime() + seconds * 1_000)
  for (const seconds of [-300, 0, 300]) assert.ok(verify(BODY, HEADERS, moved(seconds)))
  for (const seconds of [-301, 301, 1e9, NaN])
    assert.throws(() => verify(BODY, HEADERS, moved(seconds)), refused('stale'))
  const strict = new Webhook(SECRET, { toleranceSeconds: 10 })
  assert.throws(() => verify(BODY, HEADERS, moved(11), strict), refused('stale'))
  assert.throws(() => new Webhook(SECRET, { toleranceSeconds: 0 }), /above 0/)
})

test('while a secret is replaced, either side may be first', () => {
  const both = new Webhook([OTHER, SECRET])
  for (const secret of [SECRET, OTHER]) assert.ok(both.verify(BODY, delivery(secret)))
  const signedTwice = both.sign('msg_4', new Date(), BODY)
  assert.equal(signedTwice['webhook-signature'].split(' ').length, 2)
  for (const secret of [SECRET, OTHER]) {
    assert.ok(new Webhook(secret).verify(BODY, signedTwice))
    assert.ok(new standard.Webhook(secret).verify(BODY, signedTwice))
  }
})

test('what is no secret is refused, and not shown', () => {
  for (const secret of ['', 'whsec_', 'whsec_c2hvcnQ=', SECRET.slice(6), 5, []]) {
    assert.throws(() => new Webhook(secret), refused('bad_secret'))
  }
  assert.throws(
    () => new Webhook('whsec_hush'),
    (error) => !error.message.includes('hush'),
  )
})
