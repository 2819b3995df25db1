import assert from "node:assert/strict";
import { test } from "node:test";

import { ATTACK, ask, checkLooks, console, until } from "./harness.mjs";

const here = console();

const SEVERE = "I will kill you, I know where you live";

let made = 0;
/** Things to decide about, of authors nobody has heard of. */
async function fill(count, more = {}) {
  const contents = Array.from({ length: count }, () => {
    made += 1;
    return { id: `c${made}`, author: `author_${made}`, text: `You clueless idiot, number ${made}`, community: "gardening", ...more };
  });
  return ask(here.page, "POST", "/v1/moderate", contents);
}

async function clear() {
  const { items } = await ask(here.page, "GET", "/v1/review?limit=1000");
  const ids = items.map((item) => item.id);
  if (ids.length > 0) await ask(here.page, "POST", "/v1/review/decide", { ids, reviewer: "admin", outcome: "fine" });
}

const waiting = async () => (await ask(here.page, "GET", "/v1/review")).waiting;
const news = (page) => page.getByRole("status").filter({ hasText: /\S/ }).last();
const selected = (page) => page.locator('[role="option"][aria-selected="true"]');
const detail = (page) => page.getByRole("region", { name: "The item", exact: true });

/** Opens the queue with so many items in it. */
async function begin(page, count, more) {
  await clear();
  const answers = await fill(count, more);
  await page.goto(`${here.url}/console/queue`);
  await selected(page).waitFor();
  return answers;
}

test("forty items are cleared by keyboard alone", async () => {
  const { page } = here;
  await begin(page, 40);
  const keys = { a: "fine", w: "warned", r: "removed", s: "suspended", b: "banned" };
  const names = Object.keys(keys);
  for (let done = 0; done < 40; done += 1) {
    const id = await selected(page).getAttribute("id");
    await page.keyboard.press(names[done % names.length]);
    await page.waitForFunction((id) => document.querySelector('[aria-selected="true"]')?.id !== id, id);
  }
  await page.getByText("Nothing waits.").waitFor();
  await until(page, async () => (await (await fetch("/v1/review")).json()).waiting === 0);
  const { items } = await ask(page, "GET", "/v1/review/closed?limit=40");
  const outcomes = Object.values(keys).map((outcome) => items.filter((item) => item.outcome === outcome).length);
  assert.deepEqual(outcomes, [8, 8, 8, 8, 8]);
  assert.ok(items.every((item) => item.closed_by === "admin"));
});

test("one moves through the list, and a claim goes along", async () => {
  const { page } = here;
  await begin(page, 3);
  const first = await selected(page).getAttribute("id");
  const claimed = page.waitForResponse((response) => response.url().endsWith("/v1/review/claim"));
  await page.keyboard.press("j");
  await claimed;
  const second = await selected(page).getAttribute("id");
  assert.notEqual(second, first);
  await until(page, async (id) => {
    const { items } = await (await fetch("/v1/review")).json();
    return items.find((item) => `item-${item.id}` === id).claimed_by === "admin";
  }, second);
  const released = page.waitForResponse((response) => response.url().includes("/release"));
  await page.keyboard.press("ArrowUp");
  await released;
  assert.equal(await selected(page).getAttribute("id"), first);
});

test("a mistake is taken back, and a note stays with what was decided", async () => {
  const { page } = here;
  await begin(page, 1);
  await page.keyboard.press("n");
  await page.keyboard.type("a quotation, and wanted");
  await page.keyboard.press("Enter");
  await page.keyboard.press("r");
  await news(page).getByText("Removed.").waitFor();
  const [closed] = (await ask(page, "GET", "/v1/review/closed?limit=1")).items;
  assert.deepEqual([closed.outcome, closed.note], ["removed", "a quotation, and wanted"]);
  await page.keyboard.press("u");
  await selected(page).waitFor();
  assert.equal(await waiting(), 1);
});

test("what somebody writes in a field is no command", async () => {
  const { page } = here;
  await begin(page, 1);
  await page.keyboard.press("n");
  await page.keyboard.type("war and subbing");
  assert.equal(await page.getByLabel("Note").inputValue(), "war and subbing");
  assert.equal(await waiting(), 1);
});

test("what somebody writes before the page is drawn stays, and is no command", async () => {
  const { page } = here;
  await clear();
  await here.go("queue");
  await page.getByText("Nothing waits.").waitFor();
  const typed = page.evaluate(
    () =>
      new Promise((done) => {
        const write = () => {
          const field = document.querySelector(".deeds input");
          if (!field) return;
          observer.disconnect();
          field.focus();
          document.execCommand("insertText", false, "a");
          // An effect that waits for the page to be drawn has run after two frames.
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(field.value), 100)));
        };
        const observer = new MutationObserver(write);
        observer.observe(document.body, { childList: true, subtree: true });
      }),
  );
  await fill(1);
  await selected(page).waitFor();
  assert.equal(await typed, "a");

  const focused = (key) =>
    page.evaluate(async (key) => {
      document.activeElement.blur();
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      await Promise.resolve();
      await Promise.resolve();
      return document.activeElement.closest("form")?.className ?? document.activeElement.closest("dialog")?.className;
    }, key);
  assert.equal(await focused("e"), "row");
  await page.keyboard.press("Escape");
  assert.equal(await focused("l"), "row");
  await page.keyboard.press("Escape");
  assert.equal(await focused("?"), "dialog");
  await page.keyboard.press("Escape");
});

test("what is more urgent comes first in the list, and not in place of what somebody reads", async () => {
  const { page } = here;
  await begin(page, 1);
  const read = await selected(page).getAttribute("id");
  await page.keyboard.press("n");
  await page.keyboard.type("half a");
  await fill(1, { text: SEVERE });
  await page.locator('[role="option"]').nth(1).waitFor();
  assert.notEqual(await page.locator('[role="option"]').first().getAttribute("id"), read, "the other is first");
  assert.equal(await selected(page).getAttribute("id"), read);
  await page.keyboard.type(" sentence");
  assert.equal(await page.getByLabel("Note").inputValue(), "half a sentence");
});

test("two people never have the same item, and see that", async () => {
  const { page } = here;
  await begin(page, 1);
  const claimed = (who) =>
    until(who, async () => (await (await fetch("/v1/review")).json()).items[0]?.claimed_by === "admin");
  await claimed(page);
  const other = await here.as("moderator", "bert");
  await other.go("queue");
  await other.page.getByText("Somebody else looks at this item.").waitFor();
  await other.page.keyboard.press("r");
  await other.page.getByText("admin looks at this item").waitFor();
  await selected(other.page).waitFor();
  assert.equal(await waiting(), 1, "nothing was decided");
  assert.deepEqual(other.problems, []);
  await other.context.close();
});

test("an item is left to somebody else, who is told why", async () => {
  const { page } = here;
  await begin(page, 2);
  await page.keyboard.press("e");
  await page.getByLabel("Why should somebody else look?").fill(`is it satire? ${ATTACK}`);
  await page.keyboard.press("Enter");
  await news(page).getByText("Left to somebody else.").waitFor();
  await page.reload();
  await detail(page).getByText("leaves this to somebody else").waitFor();
  await detail(page).getByText(ATTACK).waitFor();
  await selected(page).getByText("escalated").waitFor();
});

test("copies of a campaign are decided together, but for those that one leaves out", async () => {
  const { page } = here;
  const text = "Win a new phone today, everybody gets one, idiot, just follow my page";
  await begin(page, 5, { text });
  await page.getByText("5 copies of this text wait, from 5 authors").waitFor();
  await page.getByText("Which").click();
  await page.getByRole("checkbox").first().uncheck();
  await page.getByRole("button", { name: "Remove all 4" }).click();
  await news(page).getByText("Removed: 4.").waitFor();
  assert.equal(await waiting(), 1);
  await page.keyboard.press("u");
  await news(page).getByText("They wait again.").waitFor();
  assert.equal(await waiting(), 5);
});

test("a text is put aside to teach a label from", async () => {
  const { page } = here;
  await begin(page, 1);
  await page.keyboard.press("l");
  await page.getByLabel("For the label").fill("rant");
  await page.keyboard.press("Enter");
  await news(page).getByText("An example of rant.").waitFor();
  const { examples } = await ask(page, "GET", "/v1/labels/rant/examples");
  assert.deepEqual([examples.length, examples[0].positive, examples[0].by.startsWith("admin")], [1, true, true]);
});

test("who appeals is heard, and what was decided is decided again", async () => {
  const { page } = here;
  await begin(page, 1);
  await page.keyboard.press("b");
  await page.getByText("Nothing waits.").waitFor();
  await page.getByRole("button", { name: "decided" }).click();
  const row = page.getByRole("row").nth(1);
  await row.locator(".badge.banned").waitFor();
  await checkLooks(page);
  await row.getByRole("button", { name: "Appeal" }).click();
  await row.getByLabel("What the author says").fill(`It was a line of a play ${ATTACK}`);
  await row.getByRole("button", { name: "Let it wait again" }).click();
  await news(page).getByText("It waits again, with the appeal.").waitFor();
  await page.getByRole("button", { name: "waiting" }).click();
  await detail(page).getByText("It was a line of a play").waitFor();
  await detail(page).getByRole("link", { name: "Statement of reasons" }).waitFor();
  await page.keyboard.press("a");
  await page.getByText("Nothing waits.").waitFor();
  await page.getByRole("button", { name: "decided" }).click();
  await row.locator(".badge.fine").waitFor();
  await row.getByLabel("Decide differently").selectOption("warned");
  await row.locator(".badge.warned").waitFor();
});

test("severe texts are blurred until somebody wants to read them", async () => {
  const { page } = here;
  await begin(page, 1, { text: SEVERE });
  const text = detail(page).locator(".text").first();
  const blurred = () => text.evaluate((element) => getComputedStyle(element).filter.includes("blur"));
  assert.equal(await blurred(), true);
  assert.equal(await selected(page).getByText("I will kill you").count(), 0, "nor is it in the list");
  await page.keyboard.press("Space");
  await page.waitForFunction(() => document.querySelector(".detail .veiled") === null);
  assert.equal(await blurred(), false);
  await page.getByLabel("Blur").selectOption("never");
  await selected(page).getByText("I will kill you").waitFor();
  await page.getByLabel("Blur").selectOption("severe");
});

test("what comes while one looks appears, and what others decide goes", async () => {
  const { page } = here;
  await begin(page, 1);
  await fill(1);
  await page.locator('[role="option"]').nth(1).waitFor();
  await page.getByText("2 wait").waitFor();
  const other = await page.locator('[role="option"]').nth(1).getAttribute("id");
  await ask(page, "POST", `/v1/review/${other.replace("item-", "")}/decide`, { outcome: "fine" });
  await page.waitForFunction((id) => document.getElementById(id) === null, other);
});

test("a person's context is beside what they wrote", async () => {
  const { page } = here;
  await clear();
  await ask(page, "POST", "/v1/moderate", [
    { id: "parent", author: "wren", text: "The tomatoes want more sun" },
    { id: "before", author: "rook", text: "good morning, everybody" },
    { id: "beside", author: "swift", text: "Lettuce is happy in the shade", parent: "parent" },
    { id: "reply", author: "rook", text: "You clueless idiot", parent: "parent", target: "wren" },
    { id: "after", author: "wren", text: "Please let us be kind", parent: "reply" },
    { id: "elsewhere", author: "swift", text: "Beans like to climb", parent: "another" },
  ]);
  await here.go("queue");
  await detail(page).getByText("The tomatoes want more sun").waitFor();
  await detail(page).getByText("good morning, everybody").waitFor();
  await detail(page).getByText("Lettuce is happy in the shade").waitFor();
  await detail(page).getByText("Please let us be kind").waitFor();
  assert.equal(await detail(page).getByText("Beans like to climb").count(), 0);
  await detail(page).getByRole("link", { name: "rook" }).waitFor();
});

test("who may only look sees everything and decides nothing", async () => {
  const { page } = here;
  await begin(page, 1);
  const viewer = await here.as("viewer", "vera");
  await viewer.go("queue");
  await viewer.page.getByText("You may look, and not decide.").waitFor();
  await viewer.page.keyboard.press("r");
  assert.equal(await viewer.page.getByRole("button", { name: /Remove/ }).count(), 0);
  assert.equal(await waiting(), 1);
  assert.deepEqual(viewer.problems, []);
  await viewer.context.close();
});

test("the queue is for everybody's eyes and hands, and what people write is only text", async () => {
  const { page } = here;
  await begin(page, 1, {
    text: `You clueless idiot ${ATTACK}`,
    author: ATTACK.slice(0, 100),
    community: ATTACK.slice(0, 90),
    parent: ATTACK.slice(0, 80),
    id: ATTACK.slice(0, 70),
  });
  await detail(page).getByText(ATTACK.slice(0, 40)).first().waitFor();
  await checkLooks(page);
  assert.notEqual(await page.title(), "taken");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).waitFor();
  await page.keyboard.press("Escape");
});
