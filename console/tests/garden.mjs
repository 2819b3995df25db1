/** A small community to look at: what a few people wrote, over three weeks. */

import { ask } from "./harness.mjs";

const DAY = 86_400;

const CLEAN = [
  "What a lovely garden, thank you for the pictures!",
  "The tomatoes want more sun than that, I think.",
  "Has anybody tried to grow figs this far north?",
  "Thanks, that worked. The leaves look much better now.",
];
const RUDE = [
  "You clueless idiot, go away",
  "Nobody asked you, you pathetic clown",
  "you are an 1d10t and your garden is ugly",
  "Shut up, you stupid fool",
];
const SPAM = "Cheap watches, 90 % off today only, click http://watches.example/now";

/** What was written, the oldest first. */
export function posts(now = Math.floor(Date.now() / 1_000)) {
  const written = [];
  const write = (author, daysAgo, text, more = {}) =>
    written.push({ id: `p${written.length}`, author, at: Math.floor(now - daysAgo * DAY), text, community: "gardening", ...more });
  CLEAN.forEach((text, index) => write("wren", 20 - index * 4, text));
  CLEAN.slice(0, 2).forEach((text, index) => write("rook_9", 18 - index, text));
  RUDE.concat(RUDE).forEach((text, index) => write("rook_9", 8 - index * 0.9, `${text} (${index})`, { target: "wren" }));
  for (const author of ["jackdaw", "magpie", "starling"]) {
    [0.3, 0.2, 0.1].forEach((daysAgo) => write(author, daysAgo, SPAM));
  }
  return written.sort((one, other) => one.at - other.at);
}

/** Has all of it moderated, and gives the answers. */
export async function plant(page, more = []) {
  const answers = [];
  for (const post of [...posts(), ...more]) answers.push(await ask(page, "POST", "/v1/moderate", post));
  return answers;
}
