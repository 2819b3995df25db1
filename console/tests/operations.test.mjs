import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";

import { ATTACK, ask, checkLooks, console, until } from "./harness.mjs";

const here = console(undefined, "--webhook-http", "--webhook-networks", "127.0.0.0/8", "--webhook-base", "0.05");

const chart = (title) => here.page.getByRole("figure").filter({ has: here.page.getByRole("heading", { name: title, exact: true }) });

test("what is measured is drawn, and the numbers are those of the metrics", async () => {
  const { page } = here;
  const contents = Array.from({ length: 30 }, (_, n) => ({ id: `${n}`, author: `a${n % 3}`, text: `good morning ${n}` }));
  await ask(page, "POST", "/v1/moderate", contents);
  await ask(page, "POST", "/v1/moderate", { author: "rook", text: "You clueless idiot" });
  // Two looks at least, ten seconds apart.
  await until(
    page,
    async () => {
      const { series } = await (await fetch("/v1/metrics/history?names=koko_decisions_total")).json();
      return Object.keys(series).length === 2;
    },
    undefined,
    30_000,
  );
  await here.go("operations");
  await chart("Texts read").locator("canvas").waitFor();
  for (const title of ["Time to an answer", "How busy it is", "Decisions", "Review queue"]) {
    await chart(title).locator("canvas").waitFor();
  }
  const seen = await ask(page, "GET", "/v1/metrics/history?names=koko_decisions_total,koko_review_waiting");
  const latest = (name) => seen.series[name].at(-1);
  assert.equal(latest('koko_decisions_total{tenant="default",action="allow"}'), 30);
  assert.equal(latest('koko_decisions_total{tenant="default",action="review"}'), 1);
  const metrics = await (await page.request.get(`${here.url}/metrics`)).text();
  assert.match(metrics, /koko_decisions_total\{tenant="default",action="allow"\} 30\n/);
  await chart("Review queue").getByText("waiting 1").waitFor();
  await page.getByText("31 texts were seen; drift shows from").waitFor();
  await checkLooks(page);
});

test("a webhook that fails is seen, and what was given up is sent again", async () => {
  const { page } = here;
  let answers = 410;
  const receiver = createServer((_, response) => response.writeHead(answers).end());
  await new Promise((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  try {
    const url = `http://127.0.0.1:${receiver.address().port}/${encodeURIComponent(ATTACK.slice(0, 40))}`;
    const made = await ask(page, "POST", "/v1/webhooks", { url, events: ["decision.made"], description: ATTACK });
    await here.go("operations");
    const webhooks = page.getByRole("region", { name: "Webhooks" });
    await webhooks.getByText("nothing sent yet").waitFor();
    await ask(page, "POST", "/v1/moderate", { author: "rook", text: "good evening" });
    await until(
      page,
      async (id) => (await (await fetch(`/v1/webhooks/${id}`)).json()).disabled !== null,
      made.id,
    );
    await here.go("operations");
    await webhooks.getByText("switched off").waitFor();
    await webhooks.getByRole("button", { name: "1 given up" }).click();
    await webhooks.getByText("it answered 410").waitFor();
    await checkLooks(page);
    answers = 204;
    const csrf = await ask(page, "GET", "/console/session").then(({ csrf }) => csrf);
    const enabled = await page.request.patch(`${here.url}/v1/webhooks/${made.id}`, {
      headers: { "Koko-CSRF": csrf, origin: here.url },
      data: { enabled: true },
    });
    assert.equal(enabled.status(), 200);
    await webhooks.getByRole("button", { name: "Send them again" }).click();
    await until(
      page,
      async (id) => (await (await fetch(`/v1/webhooks/${id}/deliveries?state=delivered`)).json()).deliveries.length > 0,
      made.id,
    );
  } finally {
    receiver.close();
  }
});
