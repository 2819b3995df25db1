/**
 * A real service and a real browser, for tests that do what a person would.
 *
 * `KOKO_BINARY` names the service if it is not in target/debug, `KOKO_CHROMIUM` another browser than that of `make setup`.
 */

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, afterEach, before } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

import { chromium } from "playwright-core";

export const ROOT = new URL("../../", import.meta.url).pathname;
const KOKO = process.env.KOKO_BINARY ?? join(ROOT, "target/debug/koko");
const CHROMIUM = process.env.KOKO_CHROMIUM ?? join(ROOT, "target/tools/browser");
const ENVIRONMENT = { ...process.env, KOKO_BUNDLE: join(ROOT, "models/koko-en-1") };

/** How long anything on a page may take, in milliseconds: far more than it does, for machines that are busy. */
const PATIENCE = 20_000;

/** A service that keeps texts, in a folder of its own. */
export async function serve(...options) {
  const data = await mkdtemp(join(tmpdir(), "koko-console-"));
  const service = spawn(KOKO, ["serve", "--listen", "127.0.0.1:0", "--data", data, "--keep-texts", ...options], {
    env: ENVIRONMENT,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const isLast = options.includes("--oidc-issuer") ? ADDRESS : LINK;
  const told = await toldUntil(service, isLast);
  const origin = new URL(told).origin;
  return {
    url: origin,
    data,
    /** Signs in whoever opens it, once, as an admin; where people sign in elsewhere, the address of the service alone. */
    first: told,
    /** Signs in whoever opens it, once, with a role: viewer, moderator, editor or admin. */
    async link(role, name = role) {
      const asked = ["console", "link", "--role", role, "--name", name, "--data", data, "--public-url", origin];
      const { stdout } = await promisify(execFile)(KOKO, asked, { env: ENVIRONMENT });
      return stdout.trim();
    },
    async stop() {
      service.kill("SIGTERM");
      if (service.exitCode === null) await once(service, "exit");
      await rm(data, { recursive: true });
    },
  };
}

const LINK = /^console: (\S+)$/;
const ADDRESS = / on (https?:\S+)$/;

async function toldUntil(service, pattern) {
  const told = [];
  for await (const line of createInterface({ input: service.stderr })) {
    told.push(line);
    const found = pattern.exec(line)?.[1];
    if (!found) continue;
    // What it says later has to go somewhere.
    service.stderr.resume();
    return found;
  }
  throw new Error(`${KOKO} did not start:\n${told.join("\n")}`);
}

export async function openBrowser() {
  // Root, as in containers, has no sandbox.
  return chromium.launch({ executablePath: CHROMIUM, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
}

/** A window of a person's own, signed in by a link. What goes wrong on its pages is in `problems`. */
export async function signIn(browser, link, looks) {
  const window = await openWindow(browser, link, looks);
  await window.page.goto(link);
  await window.page.getByRole("navigation", { name: "Pages" }).waitFor();
  return window;
}

/** A window of a person's own, of whom the service at this address knows nothing yet. */
export async function openWindow(browser, address, { colours = "light", width = 1200, height = 900 } = {}) {
  const context = await browser.newContext({
    colorScheme: colours,
    viewport: { width, height },
    locale: "en-GB",
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(PATIENCE);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(address).origin });
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(`error: ${error.stack ?? error}`));
  page.on("console", (message) => {
    // Pages of others, such as that of an identity provider, are their own affair.
    const isOurs = page.url().startsWith(new URL(address).origin);
    if (isOurs && message.type() === "error" && !isRefusal(message)) problems.push(`console: ${message.text()}`);
  });
  page.on("dialog", (dialog) => {
    // Leaving with something unsaved asks; nothing else may, least of all what somebody wrote into a text.
    if (dialog.type() !== "beforeunload") problems.push(`dialog: ${dialog.message()}`);
    void dialog.accept();
  });
  await page.exposeFunction("tellViolation", (what) => problems.push(`content security policy: ${what}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.tellViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile ?? ""}`);
    });
  });
  return { page, context, problems, url: new URL(address).origin };
}

/** Browsers write every answer of 400 and more to the console; pages ask what they know may be refused. */
function isRefusal(message) {
  const { pathname } = new URL(message.location().url);
  const may = pathname.startsWith("/v1/") || pathname === "/console/session";
  return may && /the server responded with a status of 4\d\d/.test(message.text());
}

/** Asks the service as the page would. */
export async function ask(page, method, path, body) {
  return page.evaluate(
    async ([method, path, body]) => {
      const { csrf } = await (await fetch("/console/session")).json();
      const response = await fetch(path, {
        method,
        headers: { "content-type": "application/json", "Koko-CSRF": csrf },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer = await response.json();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
      return answer;
    },
    [method, path, body],
  );
}

/**
 * Waits until what a page asks is true, in so many milliseconds at most.
 *
 * `waitForFunction` takes the promise of an asynchronous question for its answer, and waits for nothing.
 */
export async function until(page, question, argument, patience = PATIENCE) {
  const end = Date.now() + patience;
  while (!(await page.evaluate(question, argument))) {
    if (Date.now() > end) throw new Error(`not true within ${patience} ms: ${question}`);
    await pause(100);
  }
}

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What is hard to use for some, in words. By other rules where they are given. */
export async function inaccessible(page, rules = { runOnly: RULES }) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (rules) => window.axe.run(document, { ...rules, resultTypes: ["violations"] }),
    rules,
  );
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map((node) => `${impact} ${id}: ${node.target.join(" ")} ${node.failureSummary}`),
  );
}

/** Light and dark, wide and narrow: a page is usable for everybody, and never scrolls sideways. */
export async function checkLooks(page) {
  const before = page.viewportSize();
  assert.deepEqual(await inaccessible(page), [], "light");
  // Only colours are different in the dark, and only places where it is narrow.
  await page.emulateMedia({ colorScheme: "dark" });
  assert.deepEqual(await inaccessible(page, { runOnly: ["color-contrast"] }), [], "dark");
  await page.setViewportSize({ width: 320, height: 800 });
  const { scrolls, wide } = await page.evaluate(() => ({
    scrolls: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    wide: [...document.querySelectorAll("main *")]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .slice(0, 5)
      .map((element) => element.outerHTML.slice(0, 120)),
  }));
  assert.equal(scrolls, 0, `scrolls sideways at 320 pixels: ${wide.join("\n")}`);
  const narrow = { runOnly: RULES, rules: { "color-contrast": { enabled: false } } };
  assert.deepEqual(await inaccessible(page, narrow), [], "narrow");
  await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: "light" });
}

/** What somebody could write anywhere to take over the page of whoever reads it. */
export const ATTACK = `<img src=x onerror="document.title='taken'"><script>alert(1)</script>"'>{{7*7}}`;

/**
 * For the tests of a file: one service, one browser, one admin. Each test fails on whatever went wrong on a page.
 *
 * `prepare` fills the service, once; it is started with these options.
 */
export function console(prepare = async () => {}, ...options) {
  const here = {};
  before(async () => {
    // One after the other: what did start is stopped, even if the other does not.
    here.browser = await openBrowser();
    here.service = await serve(...options);
    Object.assign(here, await signIn(here.browser, here.service.first));
    await prepare(here);
  });
  afterEach(() => {
    const problems = here.problems.splice(0);
    assert.deepEqual(problems, []);
  });
  after(async () => {
    await here.browser?.close();
    await here.service?.stop();
  });
  /** Opens a page of the console. */
  here.go = (path) => here.page.goto(`${here.url}/console/${path}`);
  /** Somebody else, with a window of their own. */
  here.as = async (role, name) => {
    const other = await signIn(here.browser, await here.service.link(role, name));
    return { ...other, go: (path) => other.page.goto(`${other.url}/console/${path}`) };
  };
  return here;
}
