import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { plant } from "./garden.mjs";
import { ATTACK, ask, checkLooks, console } from "./harness.mjs";

const AUTHOR = ATTACK.slice(0, 100);

const here = console(async ({ page }) => {
  const spam = "Cheap watches, 90 % off today only, click http://watches.example/now";
  await plant(page, [
    { text: "You clueless idiot", author: AUTHOR, target: "wren" },
    { text: spam, author: AUTHOR },
    { text: spam, author: AUTHOR },
  ]);
});

test("authors are listed by how they stand", async () => {
  const { page } = here;
  await here.go("authors");
  await page.getByRole("radio", { name: "high" }).check();
  await page.getByRole("link", { name: "rook_9" }).waitFor();
  await checkLooks(page);
  await page.getByRole("radio", { name: "elevated" }).check();
  await page.getByText("Nobody stands there.").or(page.getByRole("table")).waitFor();
  await page.getByRole("radio", { name: "calm" }).check();
  await page.getByRole("link", { name: "wren" }).click();
  await page.getByRole("heading", { name: "wren", level: 1 }).waitFor();
});

test("an author is looked up by name; what moved the standing is told beside each decision", async () => {
  const { page } = here;
  await here.go("authors");
  await page.getByLabel("Exact name").fill("rook_9");
  await page.getByRole("button", { name: "Look up" }).click();
  await page.getByRole("heading", { name: "rook_9", level: 1 }).waitFor();
  await page.getByRole("group", { name: "Standing" }).locator(".badge.high").waitFor();
  await page.getByRole("img", { name: /The probability went from \d+ % to \d+ % in 10 decisions/ }).waitFor();
  await page.locator(".moves .up").first().waitFor();
  await page.getByText("For each kind of abuse").click();
  await page.getByText("manipulation").waitFor();
  await checkLooks(page);
});

test("somebody of whom nothing is known is no mistake", async () => {
  const { page } = here;
  await here.go("authors/nobody%20at%20all%2Fever");
  await page.getByRole("heading", { name: "nobody at all/ever", level: 1 }).waitFor();
  await page.getByText("Nothing is known of this author").waitFor();
  await page.getByText("Nothing that is still kept.").waitFor();
});

test("whoever posts the same is drawn and listed, under any name", async () => {
  const { page } = here;
  await here.go(`authors/${encodeURIComponent(AUTHOR)}`);
  const company = page.getByRole("region", { name: "In company" });
  await company.getByRole("img").waitFor();
  await company.getByRole("link", { name: "jackdaw" }).first().waitFor();
  await company.getByText("What they wrote last").first().click();
  await company.getByRole("link", { name: /^Cheap watches/ }).first().waitFor();
  assert.equal(await page.locator("main img, main script").count(), 0);
  assert.notEqual(await page.title(), "taken");
  await checkLooks(page);
});

test("what is stored is handed out", async () => {
  const { page } = here;
  await here.go("authors/jackdaw");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export as JSON" }).click();
  const stored = JSON.parse(await readFile(await (await downloading).path(), "utf8"));
  assert.equal(stored.author, "jackdaw");
  assert.equal(stored.decisions.length, 3);
});

test("an author is forgotten only by whoever types the name", async () => {
  const { page } = here;
  await here.go("authors/magpie");
  await page.getByRole("button", { name: "Forget …" }).click();
  const dialog = page.getByRole("dialog", { name: "Forget this author?" });
  const forget = dialog.getByRole("button", { name: "Forget" });
  await dialog.getByRole("textbox").fill("magpi");
  assert.ok(await forget.isDisabled());
  await checkLooks(page);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.ok(await page.getByRole("button", { name: "Forget …" }).evaluate((button) => button === document.activeElement));
  await page.getByRole("button", { name: "Forget …" }).click();
  await dialog.getByRole("textbox").fill("magpie");
  await forget.click();
  await page.getByText("The author is forgotten, with 3 decisions.").waitFor();
  await page.getByText("Nothing is known of this author").waitFor();
  assert.deepEqual((await ask(page, "GET", "/v1/decisions?author=magpie")).decisions, []);
});

test("whoever is no admin neither exports nor forgets", async () => {
  const { page, problems, go, context } = await here.as("editor", "ines");
  await go("authors/rook_9");
  await page.getByRole("group", { name: "Standing" }).waitFor();
  assert.equal(await page.getByRole("button", { name: /Export|Forget/ }).count(), 0);
  assert.deepEqual(problems, []);
  await context.close();
});
