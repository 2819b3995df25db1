import assert from "node:assert/strict";
import { test } from "node:test";

import { plant } from "./garden.mjs";
import { ATTACK, ask, checkLooks, console } from "./harness.mjs";

const AUTHOR = ATTACK.slice(0, 100);
const COMMUNITY = ATTACK.slice(0, 90);

const here = console(async (here) => {
  const attack = {
    id: ATTACK.slice(0, 80),
    text: `You clueless idiot ${ATTACK}`,
    author: AUTHOR,
    community: COMMUNITY,
    target: ATTACK.slice(0, 60),
    parent: ATTACK.slice(0, 50),
  };
  here.decided = await plant(here.page, [attack]);
  const { in_force } = await ask(here.page, "GET", "/v1/policies");
  const source = in_force.source.replaceAll('"hold"', '"remove"');
  await ask(here.page, "POST", "/v1/policies", { source, note: "stricter" });
});

const list = (page) => page.getByRole("list", { name: "Decisions that fit" });
const held = () => here.decided.find((answer) => answer.decision.action === "hold").decision_id;

test("decisions are looked for by what is known of them", async () => {
  const { page } = here;
  await here.go("decisions");
  await list(page).getByRole("listitem").nth(23).waitFor();
  await checkLooks(page);
  await page.getByRole("textbox", { name: "Author" }).fill("rook_9");
  await page.getByLabel("Action").selectOption("allow");
  await page.getByRole("button", { name: "Search" }).click();
  await page.waitForURL("**/console/decisions?author=rook_9&action=allow");
  await list(page).getByRole("listitem").nth(1).waitFor();
  assert.equal(await list(page).getByRole("listitem").count(), 2);
  await page.reload();
  assert.equal(await page.getByRole("textbox", { name: "Author" }).inputValue(), "rook_9");
  assert.equal(await page.getByLabel("Action").inputValue(), "allow");
  await page.getByLabel("Label found").fill("threat");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByText("No decision fits.").waitFor();
  await page.getByRole("button", { name: "Clear" }).click();
  await list(page).getByRole("listitem").nth(23).waitFor();
});

test("times are those of whoever looks", async () => {
  const { page } = here;
  await here.go("decisions");
  const asked = page.waitForRequest((request) => request.url().includes("since="));
  await page.getByLabel("Since").fill("2026-01-02T03:04");
  await page.getByRole("button", { name: "Search" }).click();
  const since = new URL((await asked).url()).searchParams.get("since");
  const expected = await page.evaluate(() => Math.floor(new Date("2026-01-02T03:04").getTime() / 1_000));
  assert.equal(Number(since), expected);
});

test("long lists are fetched in parts", async () => {
  const { page } = here;
  const posts = Array.from({ length: 60 }, (_, index) => ({ text: `The leaves are fine, ${index}`, community: "long" }));
  await ask(page, "POST", "/v1/moderate", posts);
  await here.go("decisions?community=long");
  await list(page).getByRole("listitem").nth(49).waitFor();
  assert.equal(await list(page).getByRole("listitem").count(), 50);
  await page.getByRole("button", { name: "Older ones" }).click();
  await list(page).getByRole("listitem").nth(59).waitFor();
  await page.getByRole("button", { name: "Older ones" }).waitFor({ state: "detached" });
});

test("a decision is shown whole, and whatever people wrote stays text", async () => {
  const { page } = here;
  await here.go(`decisions?${new URLSearchParams({ community: COMMUNITY })}`);
  await list(page).getByRole("link").first().click();
  await page.getByRole("heading", { name: "Decision", exact: true }).waitFor();
  const whole = page.getByRole("region", { name: "What was decided" });
  await whole.getByText("<script>alert(1)</script>").first().waitFor();
  const about = page.getByRole("region", { name: "About it" });
  await about.getByText(COMMUNITY, { exact: true }).nth(2).waitFor();
  assert.equal(await page.locator("main img, main script").count(), 0);
  assert.notEqual(await page.title(), "taken");
  await page.getByRole("button", { name: "Decide again" }).waitFor();
  await checkLooks(page);
  await page.getByRole("link", { name: "Try in the playground" }).click();
  await page.getByRole("heading", { name: "Playground" }).waitFor();
  await page.locator(".answer").waitFor();
  assert.equal(await page.getByLabel("Author").inputValue(), AUTHOR);
  await page.goBack();
  await about.getByRole("link", { name: AUTHOR }).click();
  await page.getByRole("heading", { name: AUTHOR, level: 1 }).waitFor();
});

test("a decision is made again under another policy, and stays as it was", async () => {
  const { page } = here;
  await here.go(`decisions/${held()}`);
  const again = page.getByRole("region", { name: "Decide again" });
  await again.getByRole("button").click();
  await again.getByText("The same:").waitFor();
  await again.getByLabel("Policy").selectOption("1");
  await again.getByRole("button").click();
  await again.locator(".badge.remove").first().waitFor();
  assert.equal((await ask(page, "GET", `/v1/decisions/${held()}`)).action, "hold");
});

test("a statement of reasons is completed, issued and corrected", async () => {
  const { page } = here;
  await here.go(`decisions/${held()}`);
  const statement = page.getByRole("region", { name: "Statement of reasons" });
  await statement.getByText("DECISION_VISIBILITY_CONTENT_DISABLED").waitFor();
  await statement.getByRole("button", { name: "Complete and issue …" }).click();
  await statement.getByLabel("Say more").selectOption("content_language");
  await statement.getByLabel("content language").fill("english");
  await statement.getByRole("button", { name: "Issue" }).click();
  await statement.getByText("two capital letters").waitFor();
  await statement.getByLabel("content language").fill("EN");
  await checkLooks(page);
  await statement.getByRole("button", { name: "Issue" }).click();
  await page.getByText("The statement is issued.").waitFor();
  await statement.getByRole("button", { name: "Correct it …" }).click();
  await statement.getByLabel("decision facts").fill("It was rude.");
  await statement.getByRole("button", { name: "Issue the correction" }).click();
  await statement.getByText(/^Corrected/).click();
  await statement.getByText("It was rude.").waitFor();
});

test("what a reviewer changed is told, and who only looks on issues nothing", async () => {
  const { page, problems, go, context } = await here.as("viewer", "otto");
  const id = held();
  await ask(here.page, "POST", "/v1/review/claim", { reviewer: "admin", ids: [id] });
  await ask(here.page, "POST", `/v1/review/${id}/decide`, { reviewer: "admin", outcome: "fine", note: ATTACK });
  await go(`decisions/${id}`);
  await page.getByText("A reviewer decided:").waitFor();
  await page.getByRole("region", { name: "What was decided" }).locator(".badge.fine").waitFor();
  await page.getByRole("heading", { name: "Statement of reasons" }).waitFor();
  assert.equal(await page.getByRole("button", { name: /issue|Correct/ }).count(), 0);
  assert.deepEqual(problems, []);
  await context.close();
});
