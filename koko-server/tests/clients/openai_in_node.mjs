// What OpenAI's own package for Node makes of the service; told as JSON. The first argument is its address, the second a key.
import OpenAI from 'openai'

const [url, apiKey] = process.argv.slice(2)
const client = new OpenAI({ apiKey, baseURL: `${url}/v1`, maxRetries: 0 })

const failure = async (asked) => {
  try {
    await asked
  } catch (error) {
    const { code, status, param, type } = error
    return { name: error.constructor.name, code, status, param, type, requestID: error.requestID }
  }
}

const one = await client.moderations.create({ input: 'you are an idiot' })
const many = await client.moderations.create({ model: 'omni-moderation-latest', input: ['good morning', 'you idiot'] })
const parts = await client.moderations.create({ input: [{ type: 'text', text: 'good' }, { type: 'text', text: 'morning' }] })
const models = []
for await (const model of client.models.list()) models.push(model.id)

console.log(JSON.stringify({
  one: one.results[0],
  model: one.model,
  many: many.results.map((result) => result.flagged),
  parts: parts.results.length,
  models,
  wrongKey: await failure(new OpenAI({ apiKey: 'koko_wrong', baseURL: `${url}/v1`, maxRetries: 0 }).moderations.create({ input: 'x' })),
  unknownModel: await failure(client.moderations.create({ model: 'gpt-4', input: 'x' })),
  empty: await failure(client.moderations.create({ input: [] })),
  image: await failure(client.moderations.create({ input: [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }] })),
}))
