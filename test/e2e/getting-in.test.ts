/** The way in from a browser: password, sessions, and that each address opens its place after it. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { useStage } from "./stage.ts";
import { planted } from "./world.ts";

const stage = useStage({ password: planted.password });
/** What Chromium itself writes when a server refuses: it is right. */
const refused = { expected: /401|WebSocket connection to/ };

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("a wrong password is told with the tries that are left, the right one opens where one wanted to go", async () => {
  const { open } = stage();
  const { page, view } = await open("/webhooks?state=failed", refused);
  await signIn(page, "wrong");
  await page
    .getByRole("alert")
    .getByText(/Wrong password\. \d+ tries left/)
    .waitFor();
  expect(await page.getByRole("textbox", { name: "Password" }).inputValue()).toBe("");
  await signIn(page, planted.password);
  await view.getByRole("heading", { name: "Webhooks" }).waitFor();
  expect(new URL(page.url()).hash).toBe("#/webhooks?state=failed");
  expect(await view.getByLabel("State", { exact: true }).inputValue()).toBe("failed");
  const [cookie] = await page.context().cookies();
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: "Strict" });
});

test("signed out elsewhere, the window asks for the password and comes back to its place", async () => {
  const { open } = stage();
  const { page, view } = await open("/recordings", refused);
  await signIn(page, planted.password);
  await view.getByRole("heading", { name: "Recordings" }).waitFor();
  await page.evaluate("fetch('logout', { method: 'POST' }).then(() => true)");
  await page.getByRole("textbox", { name: "Password" }).waitFor();
  expect(await page.getByText("Purge preview").count()).toBe(0);
  await signIn(page, planted.password);
  await view.getByRole("heading", { name: "Recordings" }).waitFor();
});

test("signing out ends the session for every window of it and leaves nothing behind", async () => {
  const { open, url } = stage();
  const { page, view, context } = await open("/settings/pbx", refused);
  await signIn(page, planted.password);
  await page
    .getByRole("button", { name: /Replace.*key/i })
    .first()
    .click();
  await page.keyboard.type("typed-and-not-saved");
  const other = await context.newPage();
  await other.goto(`${url}/monitor/#/calls`);
  await other.getByRole("main").getByRole("heading", { name: "Calls" }).waitFor();
  const [before] = await context.cookies();
  await page.getByRole("button", { name: "Sign out" }).click();
  // The service cuts its lines before it answers, so the way in shows twice: the page begins anew after the answer.
  const anew = page.waitForEvent("load");
  await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
  await anew;
  for (const each of [page, other]) await each.getByRole("textbox", { name: "Password" }).waitFor();
  expect(await page.evaluate("document.documentElement.outerHTML")).not.toContain("typed-and-not-saved");
  expect(await context.cookies()).toEqual([]);
  await context.addCookies([before as NonNullable<typeof before>]);
  await page.reload();
  await signIn(page, planted.password);
  await view.getByText("API key").first().waitFor();
  const fields = await page.evaluate(
    "[...document.querySelectorAll('input')].map(({ value }) => value).join()",
  );
  expect(String(fields)).not.toContain("typed-and-not-saved");
});

const places: readonly (readonly [place: string, sign: RegExp])[] = [
  ["/overview", /Phone system/i],
  ["/calls?state=live&dn=101", /Now at/],
  ["/calls/261122141907_698", /No longer kept/],
  ["/webhooks?endpoint=crm&state=failed", /match/],
  ["/webhooks/987654", /No longer kept/],
  ["/recordings/987654", /No longer in the list|No longer kept/],
  ["/settings/endpoint.crm/url", /Answer within/],
  ["/settings/endpoint.nobody", /There is no endpoint/],
  ["/simulator", /Simulator/],
  ["/nowhere", /Nothing is at this address/],
];

test("each address opens its place, cold and signed out", async () => {
  const { open, url } = stage();
  const { page, view, context } = await open("/overview", refused);
  for (const [place, sign] of places) {
    await context.clearCookies();
    await page.goto("about:blank");
    await page.goto(`${url}/monitor/#${place}`);
    await signIn(page, planted.password);
    await view.or(page.getByRole("complementary")).getByText(sign).first().waitFor();
  }
});
