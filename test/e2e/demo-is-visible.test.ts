/** The demo says on every view that it is one, at every width: nobody takes its calls for real ones. */
import { spawn } from "node:child_process";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listenTo, type ServiceProcess, until } from "../integration/service-process.ts";
import { launchBrowser } from "../screenshots/browser.ts";
import { openWindow } from "./window.ts";

const entry = new URL("../../src-main/demo.ts", import.meta.url).pathname;
let browser: Browser;
let demo: ServiceProcess;
let url = "";

beforeAll(async () => {
  demo = listenTo(spawn(process.execPath, [entry, "--speed", "4"], { stdio: ["ignore", "pipe", "pipe"] }));
  browser = await launchBrowser();
  url = await until(
    () => /Window: (https:\S+)\/monitor\//.exec(demo.output())?.[1],
    () => `the demo has no window:\n${demo.output()}`,
  );
});
afterAll(async () => {
  await browser?.close();
  demo?.child.kill("SIGTERM");
  await demo?.ended();
});

const places = ["/overview", "/calls", "/webhooks", "/recordings", "/settings", "/simulator", "/start"];

test.each([1100, 900, 550])("on every view, %i wide", async (width) => {
  const { page, view, go, close } = await openWindow(browser, url, "/overview", {
    size: { width, height: 720 },
  });
  for (const place of places) {
    await go(place);
    await view.getByRole("heading").first().waitFor();
    await page.getByText("Demo", { exact: true }).filter({ visible: true }).first().waitFor();
  }
  await close();
});

test("from the first start one click leads to its calls, and the first live one is there by itself", async () => {
  const { page, view, close } = await openWindow(browser, url, "/start");
  await view.getByRole("button", { name: "To the calls" }).click();
  // What was promised: a live call within a minute of looking.
  await view
    .getByRole("row", { name: /ringing|talking|queue|menu/ })
    .first()
    .waitFor({ timeout: 60_000 });
  expect(new URL(page.url()).hash).toBe("#/calls");
  await close();
});
