// A forum: what people post is moderated before it is shown. Run it: `node forum/forum.js`, then
// curl -H 'content-type: application/json' -H 'x-user: tom' -d '{"text":"y o u  1d10t"}' localhost:3000/posts

import express from 'express'
import { Moderator } from 'koko'
import { moderate } from 'koko/express'

/** `x-user` stands for the session of your own. */
const author = (request) => request.get('x-user')

export function forum(moderator) {
  const posts = []
  const app = express()
  app.use(express.json())

  // What the policy removes ends here with 422; 503 tells the browser when to try again.
  app.post('/posts', moderate(moderator, { author, deadlineMs: 2_000 }), (request, response) => {
    const { decision, spans } = request.moderation
    const post = {
      id: posts.length + 1,
      author: author(request),
      text: request.body.text,
      state: ['allow', 'support'].includes(decision.action) ? 'shown' : 'waiting',
      because: decision.reasons.map(({ because }) => because),
      marked: spans.map(({ label, utf16 }) => ({ label, words: request.body.text.slice(...utf16) })),
    }
    posts.push(post)
    response.status(201).json(post)
  })

  app.get('/posts', (_request, response) => response.json(posts.filter(({ state }) => state === 'shown')))

  // For those who moderate: what waits, and who wrote it.
  app.get('/queue', async (_request, response) => {
    const waiting = posts.filter(({ state }) => state === 'waiting')
    response.json(
      await Promise.all(waiting.map(async (post) => ({ ...post, standing: await moderator.standing(post.author) }))),
    )
  })

  // Their word counts for the author's standing, and against it if they say so.
  app.post('/posts/:id/decision', async (request, response) => {
    const post = posts[Number(request.params.id) - 1]
    if (!post) return response.sendStatus(404)
    post.state = request.body.outcome === 'fine' ? 'shown' : 'removed'
    const { id, author: whose } = post
    const [{ standing }] = await moderator.record([
      {
        event: 'moderated',
        id: `decision-${id}`,
        author: whose,
        moderator: author(request),
        at: new Date(),
        family: 'harassment',
        ...request.body,
      },
    ])
    response.json({ ...post, band: standing.band })
  })

  return app
}

if (process.argv[1] === import.meta.filename) {
  forum(await Moderator.open()).listen(3000, () => console.log('http://localhost:3000/posts'))
}
