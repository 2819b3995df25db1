/**
 * Content moderation that you embed: scores, exact spans, authors' standings, decisions under your policy.
 *
 * Works offline, inside your process. Results are plain objects, the same as the JSON of the command line and the
 * service. Places in a text are counted three ways, end exclusive; `utf16` is how JavaScript counts:
 * `text.slice(...span.utf16)`.
 *
 * @module koko
 */

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

/** Everything that Koko refuses. Sync calls throw it, async calls reject with it. */
export class KokoError extends Error {
  constructor(code: ErrorCode, message: string, retryAfterMs?: number)
  readonly name: 'KokoError'
  /** Tells a program what to do. */
  readonly code: ErrorCode
  /** When a new try has a chance, in milliseconds; only for `overloaded` and `store_unavailable`. */
  readonly retryAfterMs?: number
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
  /** `auto` (default), `cpu`, `cuda` or `cuda:1`. What is not there is refused, never replaced in silence. */
  device?: string
  /**
   * `auto` (default), `native` or `ort`. `auto` takes Koko's own engine where the processor has AMX or AVX-512 VNNI and no
   * runtime is named, else ONNX Runtime.
   */
  engine?: 'auto' | 'native' | 'ort'
  /**
   * How many batches are computed side by side; all cores without it. One session more is opened, for single texts that
   * come while a list takes all of them.
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
}

/** Stands in the place of a result that failed, with `{ errors: 'collect' }`. */
export interface RefusedRow {
  error: { kind: ErrorCode; message: string; retry_after_ms?: number }
}

/** What happens when a row of a list fails: stop with an error that names the row, or put the error in its place. */
export interface Raise {
  errors?: 'raise'
}

/** See {@link Raise}. */
export interface Collect {
  errors: 'collect'
}

/**
 * Scores texts, keeps authors' standings, and decides under a policy.
 *
 * Opening one reads the model and blocks meanwhile (some tens of milliseconds to a second), so make it once, when the
 * program starts. One object serves any number of calls at once. Async calls run on Node's thread pool
 * (four threads; `UV_THREADPOOL_SIZE` makes it more) and never block the event loop; sync calls block it.
 * A worker thread makes its own moderator. Calls with one text go first: a list with a million texts never delays them.
 *
 * ```js
 * const { Moderator } = require('koko')
 * const moderator = new Moderator()
 * const { decision, spans } = await moderator.moderate({ text: 'y o u  1d10t', author: 'mara' })
 * ```
 */
export class Moderator {
  /** Throws `bad_bundle`, `bad_policy`, `runtime_missing`, `device_missing` or `bad_input`. */
  constructor(options?: ModeratorOptions)

  /**
   * The probability of each label. Costs a few milliseconds for a comment.
   * Rejects with `text_too_long` above one mebibyte, with `bad_input` for a lone surrogate or what is not a string.
   */
  score(text: string): Promise<Scored>
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
  perspective(text: string): Promise<Perspective>
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
  moderate(content: Content): Promise<Moderation>

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

  /** How much each word weighs in the scores. Costs one inference for each word. */
  explain(text: string): Promise<Explanation>

  /** The word pieces that the model reads, each with its place in the text as it was given. */
  tokenize(text: string): Promise<Token[]>

  /** The model's embedding of a text: one number for each dimension. */
  embed(text: string): Promise<Float32Array>

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
    options?: { save?: string | null },
  ): Promise<Taught>

  /** {@link teach}, on this thread. */
  teachSync(
    name: string,
    positives: readonly string[],
    negatives: readonly string[],
    options?: { save?: string | null },
  ): Taught

  /** The standing of an author as it is now; null for one never seen. */
  standing(author: string): Promise<Standing | null>

  /** The ids of what decides. A name never changes what it points to. */
  readonly ids: Ids

  /** The labels of the model, in its order; then the taught ones. */
  readonly labels: string[]

  /** What runs, and where. */
  readonly report: Report
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
