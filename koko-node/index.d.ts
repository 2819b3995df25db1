/**
 * Content moderation that you embed: scores, exact spans, authors' standings, decisions under your policy.
 *
 * Works offline, inside your process. Results are plain objects, the same as the JSON of the command line and the
 * service. Places in a text are counted three ways, end exclusive; `utf16` is how JavaScript counts:
 * `text.slice(...span.utf16)`.
 *
 * @module koko
 */

import type { Transform, TransformOptions } from 'node:stream'

/** What kind of thing went wrong: few, stable, the same in Rust, Python and the service. */
export type ErrorCode =
  /** The caller's input cannot be used as it is. */
  | 'bad_input'
  /** One text is larger than one mebibyte of UTF-8. */
  | 'text_too_long'
  /** The model folder, or a taught label, is damaged, incomplete, absent or made for another version. */
  | 'bad_bundle'
  /** The policy file has a mistake; the message names the line and the field. */
  | 'bad_policy'
  /** ONNX Runtime is not installed, or its version does not fit. */
  | 'runtime_missing'
  /** The device that was asked for is not there. */
  | 'device_missing'
  /** Too much work at once: try again after `retryAfterMs`. */
  | 'overloaded'
  /** The answer would come, or came, too late for whoever wanted it. */
  | 'deadline_exceeded'
  /** The call was called off before it was answered. */
  | 'cancelled'
  /** The store of author records could not be read or written. */
  | 'store_failed'
  /**
   * The store of author records is away or full for now: send the event again after `retryAfterMs`. An event that was
   * saved after all is counted once.
   */
  | 'store_unavailable'
  /** A mistake in Koko: please report it. */
  | 'bug'

/** What an error says beside its code and message. */
export interface ErrorDetails {
  retryAfterMs?: number
  row?: number
  facts?: ErrorFacts
  cause?: unknown
}

/** The numbers and names in the message, such as `{ bytes: 2000000, limit: 1048576 }` or `{ policy, line, field }`. */
export type ErrorFacts = Readonly<Record<string, string | number>>

/** Everything that Koko refuses. Sync calls throw it, async calls reject with it. */
export class KokoError extends Error {
  constructor(code: ErrorCode, message: string, details?: ErrorDetails)
  /** Tells a program what to do. */
  readonly code: ErrorCode
  /** When a new try has a chance, in milliseconds; only for `overloaded` and `store_unavailable`. */
  readonly retryAfterMs?: number
  /** The place of the text, content or event in the list that was given. */
  readonly row?: number
  /** What the message says, for programs; empty where there is nothing to add. */
  readonly facts: ErrorFacts
  /** What the system said, or for `cancelled` the reason of the signal. */
  readonly cause?: unknown
}

/**
 * Too much work at once, code `overloaded`: nothing was read or recorded. In a server, answer 503 with `Retry-After`;
 * `koko/express` and `koko/fastify` do.
 */
export class OverloadedError extends KokoError {
  constructor(message: string, details?: ErrorDetails)
  readonly code: 'overloaded'
  /** When a new try has a chance, in milliseconds. */
  readonly retryAfterMs: number
}

/** From mildest to hardest. */
export type Action = 'allow' | 'support' | 'review' | 'hold' | 'remove'

/** An author's risk in words. */
export type Band = 'unknown' | 'calm' | 'watch' | 'elevated' | 'high'

/** Which model answered: the full one, or the tiny one of the cascade, whose scores are rougher. */
export type Lane = 'full' | 'fast'

/** Which texts the tiny model may clear. */
export type Cascade = 'off' | 'balanced' | 'max'

/** First position, and one past the last. */
export type Range = [start: number, end: number]

/** One place in the text as it was given. */
export interface Positions {
  /** Bytes of UTF-8. */
  bytes: Range
  /** Unicode characters, as Python counts. */
  chars: Range
  /** UTF-16 code units, as JavaScript counts: `text.slice(...place.utf16)`. */
  utf16: Range
}

/** What is in a text. */
export interface Scored {
  /** A calibrated probability (0 to 1) for each label of the model, in its order; then the taught ones. */
  scores: Record<string, number>
  /** Whether the text was so long that only samples of it were read. */
  truncated: boolean
  /** Which model answered. */
  lane: Lane
}

/** A place that made a label reach the policy's threshold. */
export interface Span extends Positions {
  label: string
}

/** A rule of the policy that fired. */
export interface Reason {
  rule: string
  action: Action
  because: string
  labels: string[]
}

/** What made an answer. The same ids, input and state give the same decision. */
export interface Ids {
  model: string
  /** One for each taught label. */
  taught: string[]
  policy: string
  normalizer: string
  version: string
}

/** What should happen, and why. */
export interface Decision {
  action: Action
  reasons: Reason[]
  ids: Ids
}

/** One observation about an author. Base and contributions add up to the total exactly. */
export interface Finding {
  signal: string
  family: string
  /** In thousandths of a nat (log odds). */
  contribution_mn: number
  because: string
  /** The numbers it came from. */
  inputs: Record<string, number>
}

/** An author's risk in the family of abuse where it is highest. */
export interface Standing {
  author: string
  family: string
  /** The chance, 0 to 1, that a reviewer of the last 30 days would confirm abuse of this family. */
  probability: number
  /** The probability if three clean posts arrived now. */
  low: number
  /** The probability if three harmful posts arrived now. */
  high: number
  band: Band
  /** Effective posts in half a year. */
  evidence: number
  base_mn: number
  total_mn: number
  findings: Finding[]
  /** The probability in every family. */
  families: Record<string, number>
  /** Below which share of your authors this one stands, 0 to 1; null until enough have been seen. */
  percentile: number | null
  /** The policy whose numbers were used. */
  policy: string
  /** The calibration that was used. */
  calibration: string
  /** Seconds since 1970 in UTC. */
  as_of: number
  /** Whether the store was away, so that this is what was known before: send the content again. */
  degraded: boolean
}

/** When something happened: seconds (not milliseconds) since 1970 in UTC, or a Date. */
export type Moment = number | Date

/** Somebody posted something that was scored elsewhere. What is absent is unknown, never zero. */
export interface Posted {
  event: 'posted'
  /** Names the event. Without it, author, time, community and text name it. */
  id?: string
  author: string
  at: Moment
  kind?: 'post' | 'comment' | 'edit' | 'message' | 'repost' | 'quote' | 'share'
  community?: string
  thread?: string
  parent?: string
  /** The account that is answered or addressed first. */
  target?: string
  /** What is shared. */
  object?: string
  /** The domains of its links; those in `text` are found without. */
  domains?: readonly string[]
  account_created_at?: Moment
  /** A probability per label. */
  scores?: Readonly<Record<string, number>>
  /** What is found once disguises are taken off, where `scores` are those of the text as it was written. */
  unmasked?: Readonly<Record<string, number>>
  /** Only a fingerprint and the domains of its links are made of it. */
  text?: string
}

/** Somebody reported somebody. */
export interface Flagged {
  event: 'flagged'
  id: string
  author: string
  reporter: string
  at: Moment
  /** Which post. */
  post?: string
  family?: string
  community?: string
}

/** A moderator decided. */
export interface Moderated {
  event: 'moderated'
  id: string
  /** Grows with each change of the decision; 1 without it. */
  version?: number
  author: string
  moderator: string
  at: Moment
  outcome: 'fine' | 'warned' | 'removed' | 'suspended' | 'banned'
  family: string
  severity?: 'mild' | 'normal' | 'severe'
  /** That of the post, so that its blame can be taken back exactly. */
  receipt?: string
  /** Which post. */
  post?: string
}

/** A decision was appealed. */
export interface Appealed {
  event: 'appealed'
  /** Which decision. */
  id: string
  version: number
  author?: string
  at: Moment
  outcome: 'pending' | 'confirmed' | 'overturned'
}

/** One thing that an author did or that happened to them. */
export type Event = Posted | Flagged | Moderated | Appealed

/** What became of an event. */
export interface Recorded {
  /** How the author stands after it, at the moment of the event. */
  standing: Standing
  /** Keep it beside the post, and hand it back with a moderator's decision about it. Only for posts. */
  receipt: string | null
  /** Whether it changed the record: not if it was counted before. */
  counted: boolean
  /** It looks like one that was seen within a day or two, and was not counted. */
  possible_duplicate: boolean
}

/** What Perspective would about have said, for each of its attributes, such as `TOXICITY`. */
export type Perspective = Record<string, number>

/** Scores, decision, spans and standing for one content. */
export interface Moderation extends Scored {
  /** The content's own id, if it has one. */
  id?: string
  decision: Decision
  spans: Span[]
  /** Null without an author. */
  standing: Standing | null
}

/** A word of the text. A weight is how much the label's probability falls when the word is taken out. */
export interface Word {
  word: string
  place: Positions
  weights: Record<string, number>
}

/** Scores, and the words that made them, in the order of the text. */
export interface Explanation extends Omit<Scored, 'lane'> {
  words: Word[]
}

/** A piece that the model reads; `##` in front means that it continues a word. */
export interface Token {
  piece: string
  place: Positions
}

/** How well a taught label tells its examples apart, measured on examples that were held back. */
export interface Quality {
  /** Different texts that the label is true of. */
  positives: number
  negatives: number
  /** The probability that a positive scores higher than a negative; 0.5 is chance. */
  auc: number
  average_precision: number
  /** Of what scores 0.5 or more, how much is positive. */
  precision: number
  /** Of the positives, how many score 0.5 or more. */
  recall: number
  /** The score that at most 5 % of the negatives reach; null with fewer than 20 of them. */
  fpr_05: number | null
  /** The same for 1 %; null with fewer than 100. */
  fpr_01: number | null
  /** The same for 0.1 %; null with fewer than 1,000. */
  fpr_001: number | null
  /** What to know before relying on it. */
  warnings: string[]
}

/** A label that was taught from examples. */
export interface Taught {
  name: string
  /** Its name and the digest of its file. */
  id: string
  /** The only model that it works with. */
  model: string
  normalizer: string
  /** From this score on it counts as found, unless a policy says otherwise. */
  threshold: number
  quality: Quality
}

/** A text with evasions folded. */
export interface Normalized {
  text: string
  /** For each UTF-16 code unit of `text`, the units of the original that it stands for. */
  origins: Range[]
}

/** One thing that somebody wrote. Only the text is needed; `null` and absent are the same. Ids have 1 to 128 bytes. */
export interface Content {
  /** At most one mebibyte of UTF-8; may be empty. */
  text: string
  /** Your own id of the content; the same content sent twice counts once. */
  id?: string | null
  /** Who wrote it. Without an author there is no standing. */
  author?: string | null
  /** Where it was written; policies may differ by community. */
  community?: string | null
  /** What kind of place: `comment`, `username`, … A policy may look at it. */
  surface?: string | null
  /** The content that it answers. */
  parent?: string | null
  /** The account that is addressed: tells an insult from swearing at the weather. */
  target?: string | null
  /** When it was written: seconds (not milliseconds) since 1970 in UTC, or a Date; without it, now. */
  at?: number | Date | null
}

/** What runs, and where. */
export interface Report {
  /** Id of the model. */
  model: string
  /** Never `auto`. */
  device: string
  /** How many texts are computed side by side. */
  threads: number
  /** `native (…)` with the instructions that it uses, or `ONNX Runtime`. */
  engine: string
  /** The library of ONNX Runtime, where it runs. */
  runtime: string | null
  /** The folder of the model. */
  bundle: string | null
  /** Which texts the tiny model may clear. */
  cascade: Cascade
}

/** Where a moderator finds its parts. */
export interface ModeratorOptions {
  /** Folder of the model. Without it: `KOKO_BUNDLE`, then the model inside this package. */
  bundle?: string
  /** A policy file (TOML). Without it: the built-in policy. */
  policy?: string
  /**
   * Files of labels that were taught to this model, see {@link Moderator.teach}. Their scores follow those of the model, and
   * a policy may speak of them as of any other label.
   */
  taught?: readonly string[]
  /** A map to the scale of Google's Perspective API, from `koko parity --fit`. Without it: the model's own, if it has one. */
  parity?: string
  /**
   * `auto` (default), `cpu`, `cuda` or `cuda:1`. What is not there is refused, never replaced in silence. `cuda-fp16` is
   * faster than `cuda`; its scores differ a little, so the model has another id.
   */
  device?: string
  /**
   * `auto` (default), `native` or `ort`. `auto` takes Koko's own engine where the processor has AMX or AVX-512 VNNI and no
   * runtime is named, else ONNX Runtime.
   */
  engine?: 'auto' | 'native' | 'ort'
  /**
   * How many threads run the model, each a batch, or together a text that comes alone; one a core without it. One session
   * more is opened, for single texts that come while a list takes all of them.
   */
  threads?: number
  /** Path of libonnxruntime. Without it: `ORT_DYLIB_PATH`, then the package `onnxruntime-node`. */
  runtime?: string
  /**
   * `balanced` and `max` let a tiny model clear what is certainly harmless, so that the full one need not read it; the card of
   * the model tells how much that is, and what is missed. A cleared text has rougher scores, and `fast` in `lane`. Refused
   * with taught labels, and with a policy that looks for less than what the tiny model clears. Without it: `off`.
   */
  cascade?: Cascade
  /**
   * How many answers are remembered, so that what is posted again is not read again; 0 for none. Without it: 65,536, or 8,192
   * with taught labels; either takes less than 20 MB.
   */
  cache?: number
  /**
   * How many calls with one text may wait while 64 others are being answered, before more are refused as `overloaded`.
   * Without it: 1,024, about a second's work on two cores. Lists wait for room.
   */
  maxWaiting?: number
  /** Where standings are kept: a folder, `redis://host:6379` or `valkey://host:6379`. Without it they are gone with this object. */
  store?: string
  /**
   * At least 16 bytes that nobody can guess. Authors are stored under keyed hashes, and another secret finds nothing in the
   * same store.
   */
  secret?: string
}

/** Stands in the place of a result that failed, with `{ errors: 'collect' }`. */
export interface RefusedRow {
  error: { kind: ErrorCode; message: string; retry_after_ms?: number }
}

/** How long an answer is of use. Every async call takes it. */
export interface Patience {
  /**
   * Calls the call off: it rejects at once with `cancelled` and the signal's reason as `cause`, and what has not begun is
   * never run. What was recorded by then stays recorded; a content with an `id` counts once, however often it is sent.
   */
  signal?: AbortSignal
  /**
   * Milliseconds from now after which the answer is of no use. Rejects with `deadline_exceeded`: at once where those in front
   * are known to take longer, else when the time has passed. Recorded is what was recorded by then, as with `signal`.
   */
  deadlineMs?: number
}

/** What happens when a row of a list fails: stop with an error that names the row, or put the error in its place. */
export interface Raise extends Patience {
  errors?: 'raise'
}

/** See {@link Raise}. */
export interface Collect extends Patience {
  errors: 'collect'
}

/** How much a stream holds, and what ends it early. */
export type StreamOptions = Pick<TransformOptions, 'highWaterMark' | 'signal'>

/** A moderation beside the content that it is of. */
export type Streamed = Moderation & { content: Content }

/** Takes contents or strings, gives answers; see {@link Moderator.stream}. */
export interface ModerationStream<Answer> extends Transform {
  [Symbol.asyncIterator](): AsyncIterableIterator<Answer>
}

/** Of a text, for each label that somebody knows about: whether it is true of it, or how many of the raters said so. */
export interface Example {
  text: string
  labels: Readonly<Record<string, boolean | number>>
}

/** What is to be promised by {@link Moderator.calibrate}. */
export interface CalibrateOptions extends Patience {
  /** Shares of harmless texts that may be flagged; 0.01 without it. */
  fpr?: number | readonly number[]
  /** How sure each promise is; 0.95 without it. */
  confidence?: number
}

/** A threshold, and what it does. */
export interface Promised {
  /** A text is flagged from this score on: write it into `[thresholds]` of your policy. */
  threshold: number
  /** The share of harmless texts that are flagged at the most. */
  fpr_at_most: number
  /** Harmless examples that are flagged. */
  harmless_flagged: number
  /** Harmful examples that are found. */
  harmful_found: number
  /** The share of harmful examples that are found; null without any. */
  recall: number | null
  /** Where that share lies among all texts. */
  recall_interval: { low: number; high: number } | null
}

/** How well one label does on your examples. */
export interface Calibrated {
  label: string
  harmful: number
  harmless: number
  auc: number | null
  average_precision: number | null
  /** How far its probabilities are off on average. */
  calibration_error: number | null
  /** How far they would be off if they were scaled to these texts. */
  calibration_error_scaled: number | null
  /** The scaling of log-odds; null with fewer than 20 examples of a kind. */
  scaling: { scale: number; shift: number } | null
  /** One for each of the rates that were asked for. */
  thresholds: {
    fpr: number
    /** How many harmless examples it takes to promise it. */
    needed: number
    /** Null with fewer, or where harmless examples have the highest score there is. */
    promised: Promised | null
    /** Where there are too few: the best that can be promised with those there are. */
    instead: Promised | null
  }[]
}

/**
 * Scores texts, keeps authors' standings, and decides under a policy.
 *
 * Opening one reads the model (some tens of milliseconds to a second), so make it once, when the program starts. One object
 * serves any number of calls at once: those that come together share batches. Async calls run on threads of Koko's own and
 * never block the event loop, nor Node's thread pool; sync calls block it, and are for scripts.
 * A worker thread makes its own moderator. Calls with one text go first: a list with a million texts never delays them.
 *
 * ```js
 * import { Moderator } from 'koko'
 *
 * const moderator = await Moderator.open()
 * const { decision, spans } = await moderator.moderate({ text: 'y o u  1d10t', author: 'mara' })
 * ```
 */
export class Moderator implements AsyncDisposable {
  /** Opens one while the event loop goes on. Rejects with what the constructor throws. */
  static open(options?: ModeratorOptions): Promise<Moderator>

  /** Opens one and blocks meanwhile. Throws `bad_bundle`, `bad_policy`, `runtime_missing`, `device_missing` or `bad_input`. */
  constructor(options?: ModeratorOptions)

  /**
   * The probability of each label. Costs a few milliseconds for a comment.
   * Rejects with `text_too_long` above one mebibyte, with `bad_input` for a lone surrogate or what is not a string, with
   * `overloaded` where too many wait.
   */
  score(text: string, options?: Patience): Promise<Scored>
  /** The same for many texts, in their order, in batches. */
  score(texts: readonly string[], options?: Raise): Promise<Scored[]>
  score(texts: readonly string[], options: Collect): Promise<(Scored | RefusedRow)[]>

  /** {@link score}, on this thread. */
  scoreSync(text: string): Scored
  scoreSync(texts: readonly string[], options?: Raise): Scored[]
  scoreSync(texts: readonly string[], options: Collect): (Scored | RefusedRow)[]

  /**
   * About what Google's Perspective API would have said: a number from 0 to 1 for each of its attributes, from
   * `TOXICITY` to `FLIRTATION`. Rejects with `bad_input` where neither the model nor `parity` has a map to its scale.
   */
  perspective(text: string, options?: Patience): Promise<Perspective>
  /** The same for many texts, in their order, in batches. */
  perspective(texts: readonly string[], options?: Raise): Promise<Perspective[]>
  perspective(texts: readonly string[], options: Collect): Promise<(Perspective | RefusedRow)[]>

  /** {@link perspective}, on this thread. */
  perspectiveSync(text: string): Perspective
  perspectiveSync(texts: readonly string[], options?: Raise): Perspective[]
  perspectiveSync(texts: readonly string[], options: Collect): (Perspective | RefusedRow)[]

  /**
   * Scores a content, records it for its author, and decides.
   * Rejects with `bad_input`, `text_too_long`, `overloaded`, `store_failed` or `store_unavailable`.
   */
  moderate(content: Content, options?: Patience): Promise<Moderation>

  /** {@link moderate}, on this thread. */
  moderateSync(content: Content): Moderation

  /**
   * The same for many contents, in order: a later content sees the standing that the earlier ones made.
   * A content that is malformed stops the call before anything is recorded, unless errors are collected.
   */
  moderateMany(contents: readonly Content[], options?: Raise): Promise<Moderation[]>
  moderateMany(contents: readonly Content[], options: Collect): Promise<(Moderation | RefusedRow)[]>

  /** {@link moderateMany}, on this thread. */
  moderateManySync(contents: readonly Content[], options?: Raise): Moderation[]
  moderateManySync(contents: readonly Content[], options: Collect): (Moderation | RefusedRow)[]

  /**
   * Moderates what is written into it: contents, or strings, in; {@link Streamed} out, in order. It takes no more than a few
   * hundred contents in advance, so that a file or a queue of any length needs no more memory than that. A lone content is
   * answered at once; many are answered in full batches. The first error ends the stream; with `collect`,
   * `{ content, error }` stands in its place and the rest goes on.
   *
   * ```js
   * await pipeline(contents, moderator.stream({ errors: 'collect' }), async function (answers) {
   *   for await (const { content, decision, error } of answers) console.log(content.id, error ?? decision.action)
   * })
   * ```
   *
   * Fails as {@link moderateMany} does.
   */
  stream(options?: StreamOptions & { errors?: 'raise' }): ModerationStream<Streamed>
  stream(
    options: StreamOptions & { errors: 'collect' },
  ): ModerationStream<Streamed | (RefusedRow & { content: Content })>

  /** How much each word weighs in the scores. Costs one inference for each word. */
  explain(text: string, options?: Patience): Promise<Explanation>

  /** The word pieces that the model reads, each with its place in the text as it was given. */
  tokenize(text: string, options?: Patience): Promise<Token[]>

  /** The model's embedding of a text: one number for each dimension. */
  embed(text: string, options?: Patience): Promise<Float32Array>

  /**
   * Teaches the model a label of your own from examples, and tells how well that works. `positives` are texts that the
   * label is true of, at least 5, better 20 to 500; `negatives` what people usually write there, and some that are easily
   * taken for the label. `save` is where to write the label; without it only the figures come back. This object stays as
   * it is: open another one with the file. The same texts, in whatever order, give the same id.
   *
   * ```js
   * const { quality } = await moderator.teach('job_offer', offers, others, { save: 'job_offer.toml' })
   * const own = new Moderator({ taught: ['job_offer.toml'] })
   * ```
   *
   * Costs one inference for each text; learning itself takes milliseconds.
   * Rejects with `bad_input` for too few examples or a name that is taken, or with `text_too_long`.
   */
  teach(
    name: string,
    positives: readonly string[],
    negatives: readonly string[],
    options?: Patience & { save?: string | null },
  ): Promise<Taught>

  /** {@link teach}, on this thread. */
  teachSync(
    name: string,
    positives: readonly string[],
    negatives: readonly string[],
    options?: { save?: string | null },
  ): Taught

  /**
   * Finds for each label the lowest threshold that can be promised on texts like yours: "at 0.83, at most 1 in 100 harmless
   * texts is flagged (95 % sure); 71 % of the harmful ones are found". It takes 299 harmless texts to promise 1 in 100, and 59
   * to promise 1 in 20; with fewer, `instead` says what can be promised. Labels about which no example says anything are
   * left out.
   *
   * ```js
   * const found = await moderator.calibrate(examples, { fpr: [0.01, 0.05] })
   * for (const { label, thresholds } of found) console.log(label, thresholds[0].promised?.threshold)
   * ```
   *
   * Costs one inference for each text. Rejects with `bad_input` for labels that the model does not have.
   */
  calibrate(examples: readonly Example[], options?: CalibrateOptions): Promise<Calibrated[]>

  /**
   * Records what authors did and what happened to them elsewhere than in {@link moderate}, in order. The same event twice
   * counts once; what `moderate` has seen is recorded already. `replay` is for archives: each event counts as if it had been
   * received when it happened; without it, events of more than 180 days ago are refused.
   *
   * ```js
   * await moderator.record([
   *   { event: 'flagged', id: 'f1', author: 'rook', reporter: 'mara', at: new Date() },
   *   { event: 'moderated', id: 'd1', author: 'rook', moderator: 'tove', at: new Date(), outcome: 'removed', family: 'harassment' },
   * ])
   * ```
   *
   * Rejects with `bad_input`, `overloaded`, `store_failed` or `store_unavailable`.
   */
  record(events: readonly Event[], options?: Raise & { replay?: boolean }): Promise<Recorded[]>
  record(events: readonly Event[], options: Collect & { replay?: boolean }): Promise<(Recorded | RefusedRow)[]>

  /** {@link record}, on this thread. */
  recordSync(events: readonly Event[], options?: Raise & { replay?: boolean }): Recorded[]
  recordSync(events: readonly Event[], options: Collect & { replay?: boolean }): (Recorded | RefusedRow)[]

  /** The standing of an author as it is now, or `at` another moment; null for one never seen. */
  standing(author: string, options?: Patience & { at?: number | Date }): Promise<Standing | null>

  /** Erases an author. Resolves to whether there was a record. */
  forget(author: string, options?: Patience): Promise<boolean>

  /** Everything that is stored about an author, in numbers, with the present standing; null for one never seen. */
  export(author: string, options?: Patience): Promise<Record<string, unknown> | null>

  /** The ids of what decides. A name never changes what it points to. */
  readonly ids: Ids

  /** The labels of the model, in its order; then the taught ones. */
  readonly labels: string[]

  /** What runs, and where. */
  readonly report: Report

  /**
   * Answers the calls that were made, refuses every other as `bad_input`, and gives memory, threads and the store back.
   * A moderator that nobody holds is collected all the same, after its last answer.
   */
  close(): Promise<void>

  /** {@link close}, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Folds what evaders use (look-alikes, gaps, leet, invisible characters), and keeps the way back.
 * `masked` also replaces mentions, mail addresses and links by `@user`, `<email>` and `<url>`, as the model reads them.
 *
 * ```js
 * normalize('y o u  1d10t').text // 'you  idiot'
 * ```
 */
export function normalize(text: string, options?: { masked?: boolean }): Normalized

/** The id of the normalizer in this build. A model is refused by a build with another one than its own. */
export function normalizerId(): string
