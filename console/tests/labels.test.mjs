import assert from "node:assert/strict";
import { test } from "node:test";

import { ATTACK, ask, checkLooks, console } from "./harness.mjs";

const POSITIVES = [
  "Who won the match last night?",
  "My car needs new tyres",
  "The election was close",
  "Buy shares now, they are cheap",
  "I have a new phone",
  "The film was dull",
];
const NEGATIVES = [
  "My roses have aphids",
  "When do I sow beans?",
  "Compost needs air",
  "Prune it in March",
  "Slugs ate my lettuce",
  ATTACK,
];

const here = console();

test("a label is taught from examples that are pasted, and its quality is told", async () => {
  const { page } = here;
  await here.go("labels");
  await page.getByText("No label was taught yet.").waitFor();
  await page.getByLabel(/^Name/).fill("Off Topic");
  await page.getByLabel(/^It is true of these/).fill(POSITIVES.slice(0, 4).join("\n"));
  await page.getByLabel(/^It is not true of these/).fill(NEGATIVES.join("\n"));
  assert.ok(await page.getByRole("button", { name: "Teach" }).isDisabled());
  await page.getByLabel(/^It is true of these/).fill(POSITIVES.join("\n\n"));
  await page.getByRole("button", { name: "Teach" }).click();
  await page.getByRole("alert").getByText("cannot be the name of a label").waitFor();
  await page.getByLabel(/^Name/).fill("off_topic");
  await page.getByRole("button", { name: "Teach" }).click();
  await page.getByText(/^Version 1 of off_topic is stored/).waitFor();
  await page.getByText("6 positives, 6 negatives", { exact: true }).waitFor();
  await page.getByText("not in force", { exact: true }).waitFor();
  await checkLooks(page);
});

test("a label goes from out of force to shadow, to live by a rule, and is taken out", async () => {
  const { page } = here;
  await here.go("labels/off_topic");
  await page.getByText("It is not scored.").waitFor();
  await page.getByRole("button", { name: "Put in force" }).click();
  await page.getByText("no rule of the policy in force speaks of it").waitFor();
  await checkLooks(page);

  await page.getByRole("button", { name: "Add a rule …" }).click();
  await page.waitForURL("**/console/policies");
  await page.getByText("The policy is right.").waitFor();
  await page.getByLabel("Show changes").check();
  await page.locator(".cm-line", { hasText: 'when = "found.off_topic"' }).waitFor();
  await page.getByRole("button", { name: "Save …" }).click();
  await page.getByLabel("Put it in force at once").check();
  await page.getByRole("button", { name: "Save and put in force" }).click();
  await page.waitForURL("**/console/policies/1");

  await here.go("labels/off_topic");
  await page.getByText("the policy in force speaks of it").waitFor();
  await page.getByRole("button", { name: "Take out …" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Take out" }).click();
  // A policy that speaks of it needs it.
  await dialog.getByRole("alert").waitFor();
  await page.keyboard.press("Escape");
});

test("examples are put aside and taught from", async () => {
  const { page } = here;
  await here.go("labels/chatter");
  const examples = page.getByRole("region", { name: "Examples" });
  await examples.getByText("None yet.").waitFor();
  for (const [side, texts] of [
    ["It is true of this", POSITIVES],
    ["It is not", NEGATIVES],
  ]) {
    for (const text of texts) {
      await examples.getByLabel("One more").fill(text);
      await examples.getByRole("button", { name: side, exact: true }).click();
      await examples.getByRole("listitem").filter({ hasText: text }).waitFor();
    }
  }
  await examples.getByRole("button", { name: `Remove the example ${POSITIVES[0]}` }).click();
  await examples.getByText("It is true of (5)").waitFor();
  assert.equal(await page.locator("main img, main script").count(), 0);
  await checkLooks(page);
  await page.getByLabel("Use the collected examples: 5 positives, 6 negatives").check();
  await page.getByRole("button", { name: "Teach" }).click();
  await page.getByText(/^Version 1 of chatter is stored/).waitFor();
  await page.getByRole("region", { name: "Versions" }).getByText("5 positives, 6 negatives").waitFor();
});

test("labels for which examples were only put aside are listed, too", async () => {
  const { page } = here;
  await ask(page, "POST", "/v1/labels/riddles/examples", { text: "What walks on four legs in the morning?", positive: true });
  await here.go("labels");
  await page.getByText("1 positives and 0 negatives are put aside").waitFor();
  await page.getByRole("link", { name: "riddles" }).click();
  await page.getByText("Nothing was taught under this name yet.").waitFor();
});

test("a name that cannot be a label's is shown as it is", async () => {
  const { page } = here;
  await here.go(`labels/${encodeURIComponent(ATTACK)}`);
  await page.getByRole("heading", { name: ATTACK, level: 1 }).waitFor();
  assert.equal(await page.locator("main img, main script").count(), 0);
});

test("whoever may not change rules looks on", async () => {
  const { page, problems, go, context } = await here.as("viewer", "otto");
  await go("labels/off_topic");
  await page.getByRole("region", { name: "Versions" }).waitFor();
  assert.equal(await page.getByRole("button", { name: /Teach|Put in force|Take out|Add a rule|Remove/ }).count(), 0);
  assert.deepEqual(problems, []);
  await context.close();
});
