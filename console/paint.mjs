/** How fast the console is: first paint, and a queue of a hundred thousand items. `make console-speed` */

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

import { ask, openBrowser, serve, signIn } from "./tests/harness.mjs";

const ITEMS = Number(process.env.KOKO_ITEMS ?? 100_000);
const ROUNDS = 9;
const FRAMES = 240;
const PYTHON = join(new URL("..", import.meta.url).pathname, ".venv/bin/python");

/** Copies one item so many times; of copies neither names nor texts can be read, but they are listed like others. */
const COPIES = `
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], timeout=60)
columns = [row[1] for row in database.execute("PRAGMA table_info(decisions)") if row[1] != "id"]
names = ", ".join(columns)
count = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
with database:
    database.execute(f"{count} INSERT INTO decisions (id, {names}) SELECT d.id || '-' || i, {names} FROM n, "
                     "(SELECT * FROM decisions LIMIT 1) d", (int(sys.argv[2]),))
    database.execute(f"{count} INSERT INTO review_items (decision, tenant, author, rank, opened_at, claimed_until, version) "
                     "SELECT r.decision || '-' || i, tenant, author, rank - i / 1e6, opened_at, 0, 0 FROM n, "
                     "(SELECT * FROM review_items LIMIT 1) r", (int(sys.argv[2]),))
`;

const median = (values) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
const inRange = (values) =>
  `${median(values).toFixed(0)} ms (${Math.min(...values).toFixed(0)} – ${Math.max(...values).toFixed(0)})`;

const service = await serve();
const browser = await openBrowser();
try {
  const { page, url } = await signIn(browser, service.first);
  await ask(page, "POST", "/v1/moderate", { id: "1", author: "rook", text: "You clueless idiot" });

  for (const path of ["playground", "queue", "policies"]) {
    const [first, whole] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      // A window that has never been here, so that nothing is in its cache.
      const context = await browser.newContext({ storageState: await page.context().storageState() });
      const fresh = await context.newPage();
      await fresh.goto(`${url}/console/${path}`);
      await fresh.getByRole("heading", { level: 1 }).waitFor();
      whole.push(await fresh.evaluate(() => performance.now()));
      const painted = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
      first.push(await (await fresh.waitForFunction(painted)).evaluate((time) => time));
      await context.close();
    }
    console.log(`${path}: first contentful paint ${inRange(first)}, heading there ${inRange(whole)}`);
  }

  await promisify(execFile)(PYTHON, ["-c", COPIES, join(service.data, "koko.sqlite"), String(ITEMS - 1)]);
  await page.goto(`${url}/console/queue`);
  const began = Date.now();
  await page.getByText(`${ITEMS.toLocaleString("en-GB")} wait`).waitFor();
  console.log(`a queue of ${ITEMS}: there after ${Date.now() - began} ms`);
  const frames = await page.evaluate(async (count) => {
    const list = document.querySelector('[role="listbox"]');
    const times = [];
    let before = await new Promise(requestAnimationFrame);
    for (let frame = 0; frame < count; frame += 1) {
      list.scrollTop += 400;
      const now = await new Promise(requestAnimationFrame);
      times.push(now - before);
      before = now;
    }
    return { times, rows: list.querySelectorAll('[role="option"]').length, scrolled: list.scrollTop };
  }, FRAMES);
  const slow = frames.times.filter((time) => time > 50).length;
  console.log(
    `scrolled ${frames.scrolled} pixels in ${FRAMES} frames: ${inRange(frames.times)} a frame, ` +
      `${slow} over 50 ms; ${frames.rows} rows exist`,
  );
} finally {
  await browser.close();
  await service.stop();
}
