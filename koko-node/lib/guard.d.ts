import type { Action, Content, Moderation } from '../index.js'

/** What middleware does with a request; `Request` is that of the framework. */
export interface GuardOptions<Request> {
  /** The field of `request.body` that holds the text; `text` without it. */
  field?: string
  /** Who wrote it. Without an author there is no standing. */
  author?: (request: Request) => string | null | undefined
  /** Where it was written; policies may differ by community. */
  community?: (request: Request) => string | null | undefined
  /** Makes the whole content, where `field`, `author` and `community` do not say enough. */
  content?: (request: Request) => string | Content | Promise<string | Content>
  /**
   * For which actions a request ends here with status 422 and `{ error: { code: 'rejected', message, action, reasons } }`;
   * `['remove']` without it. Or a function that says so. Everything else goes on, with the moderation beside it.
   */
  reject?: readonly Action[] | ((moderation: Moderation, request: Request) => boolean | Promise<boolean>)
  /**
   * What happens when there is no time or room for an answer, or the store is away: `refuse` (default) answers 503 with
   * `Retry-After`, `pass` goes on with `request.moderation` as null.
   */
  whenBusy?: 'refuse' | 'pass'
  /** Milliseconds after which an answer is of no use. */
  deadlineMs?: number
}
