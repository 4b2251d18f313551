// The desktop program in front of a service elsewhere: certificate confirmed once, password asked by the page,
// the same window over the service's own socket; and what happens when certificate or password are others.
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { createRealClock } from "../../src-main/clock.ts";
import { createLogger } from "../../src-main/log.ts";
import { startProgram } from "../../src-main/program.ts";
import { buildDesktop } from "./build.ts";
import { launchBrowser, launchDesktop, type LaunchedApp } from "./harness/launch.ts";

let browser: Browser;
let out: string;
const soon = { timeout: 15_000 };

beforeAll(async () => {
  out = await buildDesktop();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
});

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "desktop-attach-"));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function startService(): Promise<string> {
  const dataPath = await folder();
  const port = await freePort();
  const settingsPath = join(dataPath, "settings.ini");
  const text = `[server]\nport = ${port}\nmonitor_password = geheim-4711\n[recordings]\nsource = off\n`;
  await writeFile(settingsPath, text, { mode: 0o600 });
  const log = createLogger({ level: "error", output: { write: () => {} } });
  const started = await startProgram({ settingsPath, dataPath, log, clock: createRealClock() });
  if (!started.ok) throw new Error(started.text);
  onTestFinished(() => started.program.stop());
  return `127.0.0.1:${port}`;
}

/** A desktop program that knows the service and runs its own engine still. */
async function startDesktop(
  connection: object,
  env: Record<string, string> = {},
): Promise<LaunchedApp & { data: string }> {
  const data = await folder();
  await writeFile(join(data, "settings.ini"), "[server]\nport = 0\n[recordings]\nsource = off\n");
  await mkdir(join(data, "desktop"));
  await writeFile(
    join(data, "desktop/desktop.json"),
    JSON.stringify({ toldOfTray: true, connections: [connection] }),
  );
  const config = { XDG_CONFIG_HOME: join(data, "config") };
  const app = await launchDesktop({
    browser,
    out,
    args: ["--data", data],
    env: { ...config, ...env },
  });
  onTestFinished(() => app.stop());
  await expect.poll(() => item(app, "stop"), soon).toBeDefined();
  return { ...app, data };
}

interface Item {
  readonly id?: string;
  readonly label: string;
}
const item = async (app: LaunchedApp, id: string) =>
  (await app.ask<{ menu: Item[] }>("tray")).menu.find((each) => each.id === id)?.label;
const tip = async (app: LaunchedApp) => (await app.ask<{ tip: string }>("tray")).tip;
const kept = async (data: string) =>
  JSON.parse(await readFile(join(data, "desktop/desktop.json"), "utf8")) as {
    connections: { fingerprint?: string; sealedPassword?: string }[];
    attachedTo?: string;
  };

test("compared once, logged in once, then the window is the service's", async () => {
  const address = await startService();
  const app = await startDesktop({ address });
  const page = await app.window();
  await app.ask("reply", { button: 1 });
  await app.ask("tray-click", { name: address });
  await page.getByRole("textbox", { name: "Password" }).fill("wrong", soon);
  const [question] = await app.ask<{ message: string; detail: string }[]>("dialogs");
  expect(question?.message).toBe(`First connection to ${address}.`);
  expect(question?.detail).toMatch(/([0-9A-F]{2}:){31}[0-9A-F]{2}/);
  await page.keyboard.press("Enter");
  await page.getByText("Wrong password.").waitFor(soon);
  await page.getByRole("textbox", { name: "Password" }).fill("geheim-4711");
  await page.keyboard.press("Enter");
  await page.locator("#view").waitFor(soon);
  await expect.poll(() => tip(app), soon).toBe(`3CX Webhook: ${address} · no PBX set up · 0 calls`);
  // Two engines on one PBX would send everything twice.
  expect(await item(app, "stop")).toBeUndefined();
  const after = await kept(app.data);
  expect(after).toMatchObject({ attachedTo: address, connections: [{ fingerprint: expect.any(String) }] });
  expect(JSON.stringify(after)).not.toContain("geheim-4711");
  expect(app.output()).not.toContain("geheim-4711");

  await app.ask("tray-click", { name: "here" });
  await expect.poll(() => item(app, "stop"), soon).toBeDefined();
  expect((await kept(app.data)).attachedTo).toBeUndefined();
  // Known and logged in by the key store: no question and no password any more.
  await app.ask("tray-click", { name: address });
  await expect.poll(() => tip(app), soon).toContain(address);
  expect(await app.ask("dialogs")).toEqual([]);
});

test("another certificate than the confirmed one is asked about with both, and a no leads back", async () => {
  const address = await startService();
  const app = await startDesktop({
    address,
    fingerprint: "AA:BB",
    confirmedAtMs: 0,
    sealedPassword: Buffer.from("v111174-miehieg").toString("base64"),
  });
  await app.ask("tray-click", { name: address });
  // Until then the engine here is still the one that ran before.
  const question = await vi.waitUntil(
    async () => (await app.ask<{ message: string; detail: string }[]>("dialogs"))[0],
    soon,
  );
  await expect.poll(() => item(app, "stop"), soon).toBeDefined();
  expect(question.message).toMatch(/shows a different certificate than on .*1970/);
  expect(question.detail).toContain("Old AA:BB");
  expect(await kept(app.data)).toMatchObject({ connections: [{ fingerprint: "AA:BB" }] });
});

test("without a key store no password is kept, and a service that is away is said to be", async () => {
  const address = `127.0.0.1:${await freePort()}`;
  const app = await startDesktop({ address }, { FAKE_KEYRING: "none" });
  const page = await app.window();
  await app.ask("tray-click", { name: address });
  await expect.poll(() => tip(app), soon).toBe(`3CX Webhook: ${address} cannot be reached`);
  await page
    .getByText("Connection to the service lost")
    .or(page.getByText("No service answers"))
    .first()
    .waitFor(soon);
});
