import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";

import { checkLooks, openBrowser, openWindow, serve } from "./harness.mjs";

const PROVIDER = new URL("../../koko-server/tests/clients/identity/provider.mjs", import.meta.url).pathname;
/** Of the provider's client; see its script. */
const SECRET = "a made-up secret that is long enough";
const ROLES = ["readers=viewer", "mods=moderator", "leads=editor", "admins=admin"];
const PLACES = ["Queue", "Playground", "Decisions", "Authors", "Policies", "Labels", "Operations"];

const here = {};

before(async () => {
  here.provider = spawn("node", [PROVIDER], { stdio: ["ignore", "pipe", "ignore"] });
  const lines = createInterface({ input: here.provider.stdout });
  const issuer = await new Promise((told) => lines.once("line", told));
  here.folder = await mkdtemp(join(tmpdir(), "koko-secret-"));
  const secret = join(here.folder, "secret");
  await writeFile(secret, SECRET, { mode: 0o600 });
  const roles = ROLES.flatMap((role) => ["--oidc-role", role]);
  const client = ["--oidc-issuer", issuer, "--oidc-client-id", "koko", "--oidc-client-secret-file", secret];
  here.service = await serve(...client, ...roles);
  here.browser = await openBrowser();
});

after(async () => {
  await here.browser?.close();
  await here.service?.stop();
  here.provider?.kill();
  if (here.folder) await rm(here.folder, { recursive: true });
});

/** Signs in with the identity provider, as a person does. */
async function come(page, name) {
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.getByPlaceholder("Enter any login").fill(name);
  await page.getByPlaceholder("and password").fill("anything");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}

test("whoever has an account comes back to the page that they wanted, with the role that they have", async () => {
  const { page, context, problems, url } = await openWindow(here.browser, here.service.url);
  await page.goto(`${url}/console/policies`);
  await page.getByText("Sign in with the account that you have already.").waitFor();
  await checkLooks(page);
  await come(page, "lena");
  await page.getByRole("heading", { name: "Policies" }).waitFor();
  assert.equal(page.url(), `${url}/console/policies`);
  await page.getByText("lena", { exact: true }).first().click();
  await page.getByText("editor of default").waitFor();
  assert.deepEqual(problems, []);
  await context.close();
});

test("every page is there for an administrator, and nothing after they have signed out", async () => {
  const { page, context, problems, url } = await openWindow(here.browser, here.service.url);
  await page.goto(`${url}/console/`);
  await come(page, "ada");
  for (const place of PLACES) {
    await page.getByRole("link", { name: place, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: place }).waitFor();
  }
  await page.getByText("ada", { exact: true }).first().click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("link", { name: "Sign in" }).waitFor();
  const asked = await page.request.get(`${url}/console/session`);
  assert.equal(asked.status(), 401);
  assert.deepEqual(problems, []);
  await context.close();
});

test("whoever has an account and no role is told so", async () => {
  const { page, context, url } = await openWindow(here.browser, here.service.url);
  await page.goto(`${url}/console/`);
  await come(page, "sam");
  await page.getByRole("heading", { name: "You may not use this console" }).waitFor();
  await page.getByText("knitting").waitFor();
  await context.close();
});
