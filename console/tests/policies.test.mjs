import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { beforeEach, test } from "node:test";

import { plant } from "./garden.mjs";
import { ATTACK, ask, checkLooks, console } from "./harness.mjs";

const here = console(async ({ page }) => {
  await plant(page);
  const { in_force } = await ask(page, "GET", "/v1/policies");
  await ask(page, "POST", "/v1/policies", { source: in_force.source, note: ATTACK, put_in_force: true });
});

beforeEach(() => here.page.evaluate(() => sessionStorage.clear()));

const editor = (page) => page.getByRole("textbox", { name: "The policy" });

/** Puts the cursor behind a line of the editor, which draws only what is to be seen. */
async function goToLine(page, line) {
  await editor(page).click();
  await page.keyboard.press("Control+Home");
  await page.locator(".cm-line", { hasText: line }).first().click();
  await page.keyboard.press("End");
}

async function write(page, line, backspaces, text) {
  await goToLine(page, line);
  for (let count = 0; count < backspaces; count += 1) await page.keyboard.press("Backspace");
  await page.keyboard.insertText(text);
}

test("a mistake is shown at its line while somebody writes", async () => {
  const { page } = here;
  await here.go("policies");
  await page.getByText("The policy is right.").waitFor();
  await write(page, /^insult = 0.70/, 4, "7.0");
  await page.getByText(/Line 27: `thresholds.insult`/).waitFor();
  await page.locator(".cm-lintRange-error").waitFor();
  assert.ok(await page.getByRole("button", { name: "Save …" }).isDisabled());
  await checkLooks(page);
  await page.getByRole("button", { name: "Throw away" }).click();
  await page.getByText("The policy is right.").waitFor();
});

test("words of the policy are offered where they fit", async () => {
  const { page } = here;
  await here.go("policies");
  await write(page, /^insult = 0.70/, 0, "\n# nothing is offered in comments found.");
  assert.equal(await page.getByRole("listbox").count(), 0);
  for (const [typed, offered] of [
    ['\nwhen = "found.', "identity_attack"],
    ["insult && standing.", "probability"],
    ["has('", "posting_burst"],
    ["raid') && content.", "has_target"],
  ]) {
    await page.keyboard.type(typed);
    await page.getByRole("option", { name: new RegExp(`^${offered}`) }).waitFor();
    await page.keyboard.press("Escape");
  }
});

test("what is not saved survives a reload, and nobody loses it unasked", async () => {
  const { page } = here;
  await here.go("policies");
  await write(page, /^insult = 0.70/, 2, "55");
  await page.getByText("Not saved.").waitFor();
  const asked = page.waitForEvent("dialog");
  await page.reload();
  assert.equal((await asked).type(), "beforeunload");
  await page.getByText("Not saved.").waitFor();
  await page.locator(".cm-line", { hasText: "insult = 0.55" }).waitFor();
  await page.getByRole("button", { name: "Throw away" }).click();
  await page.getByRole("button", { name: /Undo/ }).click();
  await page.locator(".cm-line", { hasText: "insult = 0.55" }).waitFor();
  await page.getByRole("button", { name: "Try in the playground" }).click();
  await page.getByRole("heading", { name: "Playground" }).waitFor();
  assert.equal(await page.getByLabel("Policy").inputValue(), "unsaved");
});

test("a policy is tried on past decisions, saved with a note, put in force, and taken back", async () => {
  const { page } = here;
  await here.go("policies");
  await write(page, /^spam = 0.75/, 4, "0.99");
  await write(page, /^toxicity = 0.70/, 4, "0.99");
  await page.getByText("The policy is right.").waitFor();
  await page.getByLabel("Show changes").check();
  await page.locator(".cm-deletedChunk").first().waitFor();
  await page.getByRole("button", { name: "Try", exact: true }).click();
  const tried = page.getByRole("region", { name: "Try on past decisions" });
  await tried.getByText(/This would have changed \d+ of 23/).waitFor();
  await tried.getByRole("link").first().waitFor();
  await checkLooks(page);

  await page.getByRole("button", { name: "Save …" }).click();
  await page.getByLabel(/^Why\?/).fill(`Milder ${ATTACK}`);
  await checkLooks(page);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForURL("**/console/policies/2");
  await page.getByRole("region", { name: "Version 2" }).getByText(`Milder ${ATTACK}`).waitFor();
  await page.locator(".cm-deletedChunk").first().waitFor();
  await checkLooks(page);

  await page.getByRole("button", { name: "Put in force …" }).click();
  await page.getByRole("button", { name: "Put in force", exact: true }).click();
  await page.getByText("Version 2 is in force.").waitFor();
  await page.getByRole("link", { name: /Version 1/ }).click();
  await page.getByRole("button", { name: "Go back to this version …" }).click();
  await page.getByRole("dialog", { name: "Go back to version 1?" }).getByRole("button", { name: "Put in force" }).click();
  await page.getByText("Version 1 is in force.").waitFor();
  assert.equal((await ask(page, "GET", "/v1/policies")).in_force.version, 1);
});

test("whoever may not change rules reads them", async () => {
  const { page, problems, go, context } = await here.as("moderator", "ines");
  await go("policies");
  const policy = page.getByRole("textbox", { name: "The policy in force" });
  await policy.waitFor();
  assert.equal(await policy.getAttribute("aria-readonly"), "true");
  await policy.click();
  await page.keyboard.type("nothing comes of it");
  await page.getByRole("link", { name: /Version 2/ }).click();
  await page.getByRole("region", { name: "Version 2" }).waitFor();
  for (const name of [/Save/, /Put in force/, /Edit a copy/, /Throw away/]) {
    assert.equal(await page.getByRole("button", { name }).count(), 0, String(name));
  }
  assert.deepEqual(problems, []);
  await context.close();
});

test("the words that are offered are those of the built-in policy and of the labels", async () => {
  const vocabulary = await readFile(new URL("../src/pages/policies/editor/vocabulary.ts", import.meta.url), "utf8");
  const core = new URL("../../koko-core/", import.meta.url);
  const [policy, labels] = await Promise.all(
    ["src/policy/builtin.toml", "labels.toml"].map((path) => readFile(new URL(path, core), "utf8")),
  );
  const listed = (name) => [...new RegExp(`${name}[^=]*= [\\[{]([^]*?)\\n?[\\]}];`).exec(vocabulary)[1].matchAll(/"(\w+)"|^ {2}(\w+):/gm)].map(([, one, other]) => one ?? other);
  assert.deepEqual(listed("LABELS"), [...labels.matchAll(/^name = "(\w+)"$/gm)].map(([, name]) => name));
  const head = policy.slice(0, policy.indexOf("\nname ="));
  assert.deepEqual(listed("ACTIONS"), [...head.matchAll(/^# {3}(\w+) {2,}\w/gm)].map(([, name]) => name));
  const words = new Set(head.match(/\w+/g));
  for (const name of ["BANDS", "SIGNALS", "STANDING", "CONTENT"]) {
    assert.ok(listed(name).length >= 4, name);
    for (const word of listed(name)) assert.ok(words.has(word), `${name}: ${word}`);
  }
  const families = new Set([...labels.matchAll(/^family = "(\w+)"$/gm)].map(([, name]) => name));
  for (const family of families) assert.ok(listed("FAMILIES").includes(family), family);
});
