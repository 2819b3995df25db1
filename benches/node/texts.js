// Made-up comments: seeded, as long as comments are, with the words of `benches/words.txt` as common as words are.

import { readFileSync } from 'node:fs'

const words = readFileSync(new URL('../words.txt', import.meta.url), 'utf8')
  .split(/\s+/)
  .filter(Boolean)
/** The law of Zipf and Mandelbrot: a word is as common as its rank, with this added, is small. */
const RANKS_SKIPPED = 3

/** `count` comments, for each seed the same. Lengths are log-normal with a median of about 20 words. */
export function comments(count, seed = 1) {
  const unit = chance(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit())
  const widest = (words.length + RANKS_SKIPPED) / RANKS_SKIPPED
  const word = () => words[Math.min(words.length - 1, Math.floor(RANKS_SKIPPED * widest ** unit() - RANKS_SKIPPED))]
  const length = () => Math.min(90, Math.max(1, Math.round(Math.exp(3 + 0.7 * normal()))))
  return Array.from({ length: count }, () => Array.from({ length: length() }, word).join(' '))
}

/** Numbers in [0, 1): mulberry32. */
function chance(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let mixed = Math.imul(seed ^ (seed >>> 15), seed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
