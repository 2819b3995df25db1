// Koko beside lists of bad words, on the functional checks of `training/functional`, which nobody learned from. Shows
// figures only, no text. `node benches/node/words.js`.
//
// A list says one thing of a text: bad or not. So the question is put in the same way to all: a case with any label in `is`
// should be found, one with `is_not = ["all"]` should not. Other cases are open to argument and left out.

import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

import { Filter } from 'bad-words'
import { Moderator } from 'koko'
import { RegExpMatcher, englishDataset, englishRecommendedTransformers } from 'obscenity'
import { parse } from 'smol-toml'

const folder = path.join(import.meta.dirname, '../../training/functional')
const version = (name) =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, 'node_modules', name, 'package.json'), 'utf8')).version

const cases = readdirSync(folder)
  .filter((name) => name.endsWith('.toml'))
  .flatMap((name) =>
    parse(readFileSync(path.join(folder, name), 'utf8')).case.map((one) => ({
      family: name.replace('.toml', ''),
      ...one,
    })),
  )
  .map(({ family, text, is = [], is_not = [] }) => ({
    family,
    text,
    harmful: is.length > 0,
    harmless: is.length === 0 && is_not[0] === 'all',
  }))
  .filter(({ harmful, harmless }) => harmful || harmless)

const moderator = await Moderator.open()
const decisions = await moderator.moderateMany(cases.map(({ text }) => ({ text })))
const scores = await moderator.score(cases.map(({ text }) => text))
const filter = new Filter()
const matcher = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers })

const found = {
  [`koko ${version('koko')}, any label at 0.5`]: scores.map(({ scores }) => Math.max(...Object.values(scores)) >= 0.5),
  [`koko ${version('koko')}, built-in policy does not allow`]: decisions.map(
    ({ decision }) => decision.action !== 'allow',
  ),
  [`obscenity ${version('obscenity')}, English preset`]: cases.map(({ text }) => matcher.hasMatch(text)),
  [`bad-words ${version('bad-words')}`]: cases.map(({ text }) => filter.isProfane(text)),
}

const percent = (part, whole) => `${((100 * part) / whole).toFixed(0)} %`
const count = (which, flags) => cases.filter((one, place) => which(one) && flags[place]).length
const all = (which) => cases.filter(which).length
const harmful = ({ harmful }) => harmful
const harmless = ({ harmless }) => harmless

console.log(`${all(harmful)} harmful and ${all(harmless)} harmless texts`)
console.log('| | harmful found | harmless left alone | right, both sides weighed alike |')
console.log('| --- | --- | --- | --- |')
for (const [name, flags] of Object.entries(found)) {
  const hits = count(harmful, flags) / all(harmful)
  const alarms = count(harmless, flags) / all(harmless)
  console.log(`| ${name} | ${percent(hits, 1)} | ${percent(1 - alarms, 1)} | ${percent((hits + 1 - alarms) / 2, 1)} |`)
}

console.log('\n| right, by family | ' + Object.keys(found).join(' | ') + ' |')
console.log(`| --- ${'| --- '.repeat(Object.keys(found).length)}|`)
for (const family of [...new Set(cases.map(({ family }) => family))]) {
  const right = Object.values(found).map(
    (flags) => cases.filter((one, place) => one.family === family && flags[place] === one.harmful).length,
  )
  const size = all((one) => one.family === family)
  console.log(`| ${family} (${size}) | ${right.map((number) => percent(number, size)).join(' | ')} |`)
}
