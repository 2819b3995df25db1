/** Numbers and times as people read them. */

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const count = new Intl.NumberFormat();
const compact = new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 1 });

export const time = (ms: number): string => moment.format(ms);

export const number = (value: number): string => count.format(value);

export const short = (value: number): string => compact.format(value);

export const percent = (share: number, digits = 0): string => `${(share * 100).toFixed(digits)} %`;

/** A score: two digits, and never 1.00 for what is less than certain. */
export const score = (value: number): string => Math.min(value, 0.99).toFixed(2);

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
];

/** How long ago a moment was, or how soon it is. */
export function ago(ms: number, now = Date.now()): string {
  const passed = ms - now;
  const [unit, length] = UNITS.find(([, length]) => Math.abs(passed) >= length) ?? ["second", 1_000];
  return relative.format(Math.trunc(passed / length), unit);
}

/** `severe_toxicity` as words. */
export const words = (name: string): string => name.replaceAll("_", " ");

/** `koko-en-1@blake3:0e003a9c…`, shortened to what people tell apart. */
export const shortId = (id: string): string => id.replace(/(blake3:[0-9a-f]{8})[0-9a-f]+/, "$1…");
