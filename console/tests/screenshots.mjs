/** Pictures of every page, light, dark and narrow: `npm run screenshots -- FOLDER`. */

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { plant } from "./garden.mjs";
import { ask, openBrowser, serve, signIn } from "./harness.mjs";

const folder = process.argv[2];
if (!folder) throw new Error("say into which folder: npm run screenshots -- FOLDER");
await mkdir(folder, { recursive: true });

const service = await serve();
const browser = await openBrowser();
const { page, url } = await signIn(browser, service.first);

async function picture(name) {
  for (const [look, colorScheme, size] of [
    ["light", "light", { width: 1200, height: 800 }],
    ["dark", "dark", { width: 1200, height: 800 }],
    ["narrow", "light", { width: 320, height: 640 }],
  ]) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(size);
    await page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1200, height: 800 });
}

const go = (path) => page.goto(`${url}/console/${path}`);

try {
  const decided = await plant(page);
  const { in_force } = await ask(page, "GET", "/v1/policies");
  const stricter = in_force.source.replace("insult = 0.70", "insult = 0.55").replace("koko-default", "garden");
  await ask(page, "POST", "/v1/policies", { source: in_force.source, note: "As it was delivered", put_in_force: true });
  await ask(page, "POST", "/v1/policies", { source: stricter, note: "Insults are noticed earlier, as agreed in May" });
  await ask(page, "POST", "/v1/labels", {
    label: "off_topic",
    positives: ["Who won the match?", "My car needs new tyres", "The election was close", "Buy shares now", "New phone, who dis", "The film was dull"],
    negatives: ["My roses have aphids", "When do I sow beans?", "Compost needs air", "Prune it in March", "Slugs ate my lettuce", "Water at dusk"],
    put_in_force: true,
  });

  await go("queue");
  await page.locator(".text").first().waitFor();
  await picture("queue");
  await go("operations");
  await page.locator(".chart").first().waitFor();
  await picture("operations");

  await go("playground");
  await page.getByLabel("Text", { exact: true }).fill("You clueless 1d10t, take your ugly garden and go away");
  await page.getByText("Who wrote it, and where").click();
  await page.getByLabel("Author").fill("rook_9");
  await page.getByRole("button", { name: "Which words?" }).click();
  await page.locator(".heat .up").first().waitFor();
  await picture("playground");
  await page.getByRole("button", { name: "Compare" }).click();
  await page.getByRole("group", { name: "Second" }).getByLabel("Policy").selectOption("2");
  await page.getByRole("status", { name: "Differences" }).waitFor();
  await picture("playground-compare");

  await go("policies");
  await page.locator(".cm-content").first().click();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText('\n[[rule]]\nid = "off_topic"\nwhen = "found.off_topic && found.insullt"\naction = "review"\nbecause = "Not about gardens"\n');
  await page.getByText(/Line \d+:/).waitFor();
  await picture("policies-mistake");
  await page.getByRole("button", { name: "Throw away" }).click();
  await page.locator(".cm-content").first().click();
  await page.keyboard.press("Control+Home");
  await page.locator(".cm-line", { hasText: /^insult = 0.70/ }).click();
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await page.keyboard.insertText("1");
  await page.getByText("The policy is right.").waitFor();
  await page.getByLabel("Show changes").check();
  await page.getByRole("button", { name: "Try", exact: true }).click();
  await page.getByText(/would have changed|come out the same/).waitFor();
  await picture("policies");
  await page.getByRole("button", { name: "Save …" }).click();
  await picture("policies-save");
  await go("policies/2");
  await page.locator(".cm-deletedChunk").first().waitFor();
  await picture("policies-version");

  await go("decisions");
  await page.getByRole("list", { name: "Decisions that fit" }).waitFor();
  await picture("decisions");
  const rude = decided.find((answer) => answer.decision.action !== "allow" && answer.standing?.author === "rook_9");
  await go(`decisions/${rude.decision_id}`);
  await page.getByRole("heading", { name: "Statement of reasons" }).waitFor();
  await picture("decision");

  await go("authors");
  await page.getByRole("radio", { name: "high" }).check();
  await page.getByRole("table").or(page.getByText("Nobody stands there.")).waitFor();
  await picture("authors");
  await go("authors/rook_9");
  await page.locator(".timeline canvas").waitFor();
  await picture("author");
  await page.getByRole("button", { name: "Forget …" }).click();
  await picture("author-forget");

  await go("labels");
  await page.getByText("AUC").waitFor();
  await picture("labels");
  await go("labels/off_topic");
  await page.getByRole("button", { name: "Add a rule" }).waitFor();
  await picture("label");
} finally {
  await browser.close();
  await service.stop();
}
