// Opens pages in Chromium, wide and narrow, and prints what nobody could read on them, as JSON: `look.mjs '{"pages": […],
// "widths": […], "shots": folder or null}'`. Playwright and axe are those of the console's tests.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

const ROOT = join(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../../..");
const console_ = createRequire(join(ROOT, "console/package.json"));
const { chromium } = console_("playwright-core");
const axe = await readFile(console_.resolve("axe-core/axe.min.js"), "utf8");
const { pages, widths, shots } = JSON.parse(process.argv[2]);

/** Cells whose text lies on their neighbours, and cards that are wider than the page. Runs on the page. */
function misplaced() {
  const said = (element) => element.textContent.trim().slice(0, 60);
  const cards = [...document.querySelectorAll(".jp-RenderedHTML > div")];
  if (cards.length === 0) return ["there is no card on this page"];
  const letter = document.body.appendChild(Object.assign(document.createElement("span"), { textContent: "m" }));
  const { width } = letter.getBoundingClientRect();
  letter.remove();
  if (width === 0) return ["nothing can be read: the browser has no font"];
  const over = (element) => element.scrollWidth > element.clientWidth + 1;
  const cells = cards.flatMap((card) => [...card.querySelectorAll("td, th")]).filter(over);
  const wide = cards.filter((card) => card.getBoundingClientRect().right > document.documentElement.clientWidth || over(card));
  return [
    ...cells.map((cell) => `a cell is too narrow: ${said(cell)}`),
    ...wide.map((card) => `a card is too wide: ${said(card)}`),
  ];
}

/** What is too faint to be read. Runs on the page. */
async function faint() {
  const { violations } = await window.axe.run(".jp-RenderedHTML", { runOnly: ["color-contrast"] });
  return violations.flatMap(({ nodes }) => nodes.map((node) => `too faint: ${node.html.slice(0, 200)}: ${node.any[0]?.message}`));
}

// Root, as in containers, has no sandbox.
const browser = await chromium.launch({
  executablePath: join(ROOT, "target/tools/browser"),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
try {
  const found = {};
  for (const file of pages) {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file).href, { waitUntil: "domcontentloaded" });
    await page.evaluate(axe);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      const name = `${basename(file, ".html")} ${width}`;
      found[name] = [...(await page.evaluate(misplaced)), ...(await page.evaluate(faint))];
      if (shots) await page.screenshot({ path: join(shots, `${name.replace(" ", "-")}.png`), fullPage: true });
    }
    await page.close();
  }
  process.stdout.write(JSON.stringify(found));
} finally {
  await browser.close();
}
