// The same declarations from an ES module: this file is compiled, never run.

import { KokoError, Moderator, OverloadedError, normalize } from 'koko'
import { moderate as forExpress } from 'koko/express'
import { moderate as forFastify } from 'koko/fastify'
import { Webhook } from 'koko/webhook'

await using moderator: Moderator = await Moderator.open()
export const routes = [forExpress(moderator), forFastify(moderator)]
export const isLater = (error: unknown) => error instanceof OverloadedError && error instanceof KokoError
export const folded: string = normalize('y o u').text
export const webhook = new Webhook('whsec_')
