// What answers a request: Koko, and what one would write with `onnxruntime-node` and a tokenizer in JavaScript. Each gives
// the logits or scores of one text; all read the same bundle.

import { readFileSync } from 'node:fs'
import path from 'node:path'

import { Tokenizer } from '@huggingface/tokenizers'
import { Moderator } from 'koko'
import * as ort from 'onnxruntime-node'

const bundle = path.join(import.meta.dirname, '../../models/koko-en-1')
const manifest = readFileSync(path.join(bundle, 'manifest.toml'), 'utf8')
const labels = JSON.parse(manifest.match(/^labels = (\[.*\])$/m)[1])

/** Names, and how to open each; every one resolves to `score(text) → { label: probability }`. */
export const programs = {
  koko: () => koko({}),
  'koko, ONNX Runtime': () => koko({ engine: 'ort' }),
  'onnxruntime-node, as it comes': () => runtime({}),
  'onnxruntime-node, one thread a session': () => runtime({ intraOpNumThreads: 1, interOpNumThreads: 1 }),
}

/** Without its cache, so that every request is computed. */
async function koko(options) {
  const moderator = await Moderator.open({ cache: 0, maxWaiting: 100_000, ...options })
  return async (text) => (await moderator.score(text)).scores
}

async function runtime(sessionOptions) {
  const read = (name) => JSON.parse(readFileSync(path.join(bundle, name), 'utf8'))
  const tokenizer = new Tokenizer(read('tokenizer.json'), {})
  const session = await ort.InferenceSession.create(path.join(bundle, 'model.onnx'), sessionOptions)
  const calibrated = labels.map(calibrationOf)
  return async (text) => {
    const ids = tokenizer.encode(text).ids.slice(0, 128)
    const tensor = (numbers) => new ort.Tensor('int64', BigInt64Array.from(numbers, BigInt), [1, numbers.length])
    const { logits } = await session.run({ input_ids: tensor(ids), attention_mask: tensor(ids.map(() => 1)) })
    return Object.fromEntries(labels.map((label, place) => [label, calibrated[place](logits.data[place])]))
  }
}

function calibrationOf(label) {
  const [, scale, shift] = manifest
    .match(new RegExp(`\\[calibration\\.${label}\\]\\nscale = (\\S+)\\nshift = (\\S+)`))
    .map(Number)
  return (logit) => 1 / (1 + Math.exp(-(scale * logit + shift)))
}
