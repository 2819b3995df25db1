import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

import { ATTACK, ROOT, ask, checkLooks, console } from "./harness.mjs";

const folder = mkdtempSync(join(tmpdir(), "koko-models-"));
const configuration = join(folder, "koko.toml");
const models = ["models/koko-en-1", "models/fast/koko-en-tiny-1"].map((model) => join(ROOT, model));
writeFileSync(configuration, `bundles = ${JSON.stringify(models)}\n`);
after(() => rmSync(folder, { recursive: true }));

const here = console(async ({ page }) => {
  const { in_force } = await ask(page, "GET", "/v1/policies");
  const strict = in_force.source.replace('action = "review"\nbecause = "Insults somebody"', 'action = "remove"\nbecause = "Insults somebody"');
  assert.notEqual(strict, in_force.source);
  await ask(page, "POST", "/v1/policies", { source: strict, note: ATTACK });
}, "--config", configuration);

const RUDE = "You clueless idiot, go away";

test("what is found in a text is shown while it is written", async () => {
  const { page } = here;
  await here.go("playground");
  await page.getByLabel("Text", { exact: true }).fill(RUDE);
  await page.locator(".answer .badge.review").first().waitFor();
  await page.getByRole("list", { name: "Rules that spoke" }).getByText("Insults somebody").waitFor();
  await page.locator(".scores .found").first().waitFor();
  await page.locator(".text mark").first().waitFor();
  await page.getByText("What answered").click();
  await page.getByText(/koko-en-1@/).first().waitFor();
  await checkLooks(page);
});

test("control and enter do not wait for a pause", async () => {
  const { page } = here;
  await here.go("playground");
  const answered = page.waitForResponse("**/v1/try");
  await page.getByLabel("Text", { exact: true }).fill("What a lovely garden");
  await page.keyboard.press("Control+Enter");
  assert.equal((await answered).status(), 200);
  await page.locator(".answer .badge.allow").waitFor();
});

test("what was hidden is shown as it was read", async () => {
  const { page } = here;
  await here.go("playground");
  await page.getByLabel("Text", { exact: true }).fill("you are an 1d10t, a stup1d 1d10t");
  const mark = page.locator(".text mark").filter({ hasText: "read as" }).first();
  await mark.focus();
  await mark.getByRole("tooltip").waitFor();
  assert.match(await mark.getByRole("tooltip").innerText(), /read as “.*idiot/);
});

test("the words that drove a score are told on demand", async () => {
  const { page } = here;
  await here.go("playground");
  await page.getByLabel("Text", { exact: true }).fill(RUDE);
  await page.getByRole("button", { name: "Which words?" }).click();
  await page.getByLabel("Words that drove").selectOption("insult");
  await page.locator(".heat .up").first().waitFor();
  await page.getByText("As a table").click();
  await page.getByRole("cell", { name: "idiot" }).waitFor();
  await checkLooks(page);
});

test("an author's standing counts, and nothing is recorded", async () => {
  const { page } = here;
  const author = ATTACK.slice(0, 100);
  await ask(page, "POST", "/v1/moderate", { text: RUDE, author });
  const before = await ask(page, "GET", `/v1/actors/${encodeURIComponent(author)}`);
  await here.go("playground");
  await page.getByLabel("Text", { exact: true }).fill(RUDE);
  await page.getByText("Who wrote it, and where").click();
  await page.getByLabel("Author").fill("nobody_yet");
  await page.getByText("Nothing is known of this author yet.").waitFor();
  await page.getByLabel("Author").fill(author);
  await page.getByRole("group", { name: "Standing" }).waitFor();
  const { decisions } = await ask(page, "GET", "/v1/decisions");
  assert.equal(decisions.length, 1);
  const after = await ask(page, "GET", `/v1/actors/${encodeURIComponent(author)}`);
  assert.ok(after.evidence <= before.evidence);
});

test("policies and models are compared, and their differences stand out", async () => {
  const { page } = here;
  await here.go("playground");
  await page.getByLabel("Text", { exact: true }).fill(RUDE);
  await page.getByRole("button", { name: "Compare" }).click();
  const second = page.getByRole("group", { name: "Second" });
  const asked = page.waitForRequest((request) => request.url().endsWith("/v1/try") && request.postDataJSON().model);
  await second.getByLabel("Model").selectOption({ label: "koko-en-1" });
  assert.match((await asked).postDataJSON().model, /^koko-en-1@blake3:/);
  await second.getByLabel("Policy").selectOption("1");
  const differences = page.getByRole("status", { name: "Differences" });
  await differences.locator(".badge.review").waitFor();
  await differences.locator(".badge.remove").waitFor();
  await checkLooks(page);
});

test("two models read the same text side by side", async () => {
  const { page } = here;
  await here.go("playground");
  await page.getByLabel("Text", { exact: true }).fill("If you come near my house again you will regret it");
  await page.getByRole("button", { name: "Compare" }).click();
  const second = page.getByRole("group", { name: "Second" });
  await second.getByLabel("Model").selectOption({ label: "koko-en-tiny-1" });
  const differences = page.getByRole("status", { name: "Differences" });
  await differences.getByRole("columnheader", { name: "Second" }).waitFor();
  const [one, other] = await differences.locator("tbody tr").first().locator("td").allInnerTexts();
  assert.notEqual(one, other);
  for (const told of await page.getByText("What answered").all()) await told.click();
  await page.getByText(/^koko-en-1@/).first().waitFor();
  await page.getByText(/^koko-en-tiny-1@/).first().waitFor();
});

test("a link brings back what was tried, and tells no server", async () => {
  const { page } = here;
  await here.go("playground");
  await page.getByLabel("Text", { exact: true }).fill(ATTACK);
  await page.getByRole("button", { name: "Share" }).click();
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  await checkLooks(page);
  await page.getByRole("button", { name: "Copy" }).click();
  await page.getByText("The link is copied.").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
  assert.match(link, /\/console\/playground#try=[\w-]+$/);

  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("about:blank");
  await page.goto(link);
  await page.locator(".answer").waitFor();
  assert.equal(await page.getByLabel("Text", { exact: true }).inputValue(), ATTACK);
  assert.equal(await page.locator(".answer .text").first().evaluate((text) => text.querySelector("img, script")), null);
  assert.ok(asked.length > 0 && asked.every((url) => !url.includes(link.split("#")[1])));
});

test("a link that is cut or too long says so", async () => {
  const { page } = here;
  await page.goto("about:blank");
  await here.go("playground#try=q1bKSy1XslJQ");
  await page.getByText("This link is not whole").waitFor();
  const long = Array.from({ length: 3_000 }, (_, index) => (index * 7_919).toString(36)).join(" ");
  await page.getByLabel("Text", { exact: true }).fill(long);
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("alert").getByText("Many programs cut links").waitFor();
});
