// The built desktop program as a whole: its real main process and preload script, its real page in Chromium,
// its real engine; only Electron itself is a fake that knows no more than the program uses.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { buildDesktop } from "./build.ts";
import { launchBrowser, launchDesktop, type LaunchedApp, type LaunchOptions } from "./harness/launch.ts";

let browser: Browser;
let out: string;

beforeAll(async () => {
  out = await buildDesktop();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
});

const soon = { timeout: 15_000 };

interface Started extends LaunchedApp {
  readonly data: string;
}

async function start(
  options: Partial<LaunchOptions> & { readonly settings?: string; readonly data?: string } = {},
): Promise<Started> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), "desktop-data-")));
  const settings = options.settings ?? "[server]\nport = 0\n[recordings]\nsource = off\n";
  if (options.data === undefined) await writeFile(join(data, "settings.ini"), settings, { mode: 0o600 });
  const { args = [], env = {} } = options;
  const config = { XDG_CONFIG_HOME: join(data, "config") };
  const app = await launchDesktop({
    ...{ browser, out, args: ["--data", data, ...args], env: { ...config, ...env } },
    ...(options.colorScheme === undefined ? {} : { colorScheme: options.colorScheme }),
  });
  onTestFinished(async () => {
    await app.stop();
    await rm(data, { recursive: true, force: true });
  });
  return { ...app, data };
}

interface Item {
  readonly id?: string;
  readonly label?: string;
  readonly checked?: boolean;
}
const tray = (app: LaunchedApp) =>
  app.ask<{ tip: string; menu: Item[]; picture: { scales: number[] } }>("tray");
const click = (app: LaunchedApp, name: string) => app.ask("tray-click", { name });
const windows = (app: LaunchedApp) =>
  app.ask<{ id: number; visible: boolean; title: string; url: string; options: Record<string, unknown> }[]>(
    "windows",
  );
const tip = async (app: LaunchedApp) => (await tray(app)).tip;
const label = async (app: LaunchedApp, id: string) =>
  (await tray(app)).menu.find((item) => item.id === id)?.label;

async function running(app: LaunchedApp): Promise<void> {
  await expect.poll(() => label(app, "stop"), soon).toBeDefined();
}

describe("the window", () => {
  test("shows the engine over the preload script, under the policy, without an error", async () => {
    const app = await start();
    const page = await app.window();
    await page.locator("#view").waitFor(soon);
    await page.getByText("No phone system is set up yet.").first().waitFor();
    await running(app);
    expect(await page.evaluate("typeof require + typeof process + typeof module")).toBe(
      "undefined".repeat(3),
    );
    expect(app.pageErrors).toEqual([]);
    expect(app.blocked).toEqual([]);
    expect(await app.ask("app")).toMatchObject({ sandbox: true, modelId: "com.github.3cx-webhook" });
  });

  test("is isolated, sandboxed and without Node; hidden until it has painted, in its own colour", async () => {
    const app = await start({ env: { FAKE_DARK: "1" } });
    await app.window();
    const [window] = await windows(app);
    expect(window?.options).toMatchObject({
      show: false,
      backgroundColor: "#14171C",
      webPreferences: {
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        allowRunningInsecureContent: false,
      },
    });
    await expect.poll(async () => (await windows(app))[0]?.visible, soon).toBe(true);
  });

  test("leads nowhere: no navigation, no window of its own; https and mail go to the system", async () => {
    const app = await start();
    const page = await app.window();
    await page.locator("#view").waitFor(soon);
    await page.evaluate(`
      window.open("https://example.com/help");
      window.open("file:///etc/passwd");
      location.href = "https://example.com/away";
    `);
    await expect.poll(() => app.blocked.join(), soon).toContain("https://example.com/away");
    await expect.poll(() => app.ask("outside"), soon).toEqual(["https://example.com/help"]);
    expect(page.url()).toMatch(/^https:\/\/3cx-webhook\//);
    expect(await app.ask("permission", { permission: "media", url: "app://3cx-webhook/" })).toEqual([
      false,
      false,
      false,
    ]);
    expect(
      await app.ask("permission", { permission: "clipboard-sanitized-write", url: "app://3cx-webhook/" }),
    ).toEqual([true, true, false]);
    expect(
      await app.ask("permission", { permission: "clipboard-sanitized-write", url: "https://example.com/" }),
    ).toEqual([false, false, false]);
  });

  test("serves its own files only, and none outside their folder", async () => {
    const app = await start();
    await app.window();
    const get = (url: string) =>
      app.ask<{ status: number; headers: Record<string, string> } | undefined>("request", {
        url,
        method: "GET",
        headers: {},
      });
    const page = await get("app://3cx-webhook/");
    expect(page?.status).toBe(200);
    expect(page?.headers["content-security-policy"]).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(page?.headers["content-security-policy"]).not.toMatch(/unsafe|__CSP/);
    for (const path of [
      "..%2fmain/main.js",
      "%2e%2e/main/main.js",
      "..\\main\\main.js",
      "assets/..%2f..%2fmain%2fmain.js",
      ".hidden",
      "assets",
    ])
      expect((await get(`app://3cx-webhook/${path}`))?.status, path).toBe(404);
    expect(await get("https://example.com/x.js")).toBeUndefined();
    expect(await get("app://elsewhere/")).toBeUndefined();
    expect((await get("app://3cx-webhook/recording/none-1-1.mp3"))?.status).toBe(404);
  });

  test("goes to the tray when it is closed, says so once, and comes back where it was", async () => {
    const app = await start();
    await app.window();
    await expect.poll(async () => (await windows(app))[0]?.visible, soon).toBe(true);
    await app.ask("close-window", { id: 1 });
    expect((await windows(app))[0]?.visible).toBe(false);
    const said = { title: "3CX Webhook", body: "3CX Webhook keeps running here. Quit is in this menu." };
    expect(await app.ask("notifications")).toEqual([said]);
    await app.ask("second-instance");
    expect((await windows(app))[0]?.visible).toBe(true);
    await app.ask("close-window", { id: 1 });
    expect(await app.ask("notifications")).toEqual([said]);
    const kept: unknown = JSON.parse(await readFile(join(app.data, "desktop/desktop.json"), "utf8"));
    expect(kept).toMatchObject({ toldOfTray: true, place: { width: 1100, height: 720 } });
  });

  test("opens views by Ctrl and a digit, and a route that tray or notification asks for", async () => {
    const app = await start();
    const page = await app.window();
    await page.locator("#view").waitFor(soon);
    await page.keyboard.press("Control+3");
    await expect.poll(() => page.url(), soon).toContain("#/webhooks");
    await expect.poll(() => label(app, "problem"), soon).toBeDefined();
    await click(app, "problem");
    await expect.poll(() => page.url(), soon).toContain("#/settings/pbx");
  });

  test("a page that has crashed comes back by itself, once", async () => {
    const app = await start();
    const page = await app.window();
    await page.locator("#view").waitFor(soon);
    await page.evaluate(`document.title = "42 calls"`);
    await expect.poll(async () => (await windows(app))[0]?.title, soon).toBe("3CX Webhook");
    await page.evaluate("document.body.dataset.old = 'true'");
    await app.ask("crash", { id: 1 });
    await page.locator("body:not([data-old]) #view").waitFor(soon);
  });
});

describe("tray and engine", () => {
  test("stopped from the tray, started from the window, which follows by itself", async () => {
    const app = await start();
    const page = await app.window();
    await running(app);
    expect((await tray(app)).picture.scales).toEqual([1, 1.25, 1.5, 2, 3]);
    await click(app, "stop");
    await expect.poll(() => tip(app), soon).toBe("3CX Webhook: stopped");
    await page.getByText("3CX Webhook is stopped").first().waitFor(soon);
    await page.getByRole("button", { name: "Show" }).first().click();
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await running(app);
    await page.getByText("No phone system is set up yet.").first().waitFor(soon);
  });

  test("in German when the system is", async () => {
    const app = await start({ env: { FAKE_LOCALE: "de-AT" } });
    await running(app);
    expect(await label(app, "quit")).toBe("Beenden…");
    await expect.poll(() => label(app, "state"), soon).toBe("Keine Anlage eingerichtet · 0 Gespräche");
  });

  test("a mistake in the settings is shown in the window, and mending it there starts the engine", async () => {
    const app = await start({ settings: "[server]\nport = many\n[recordings]\nsource = off\n" });
    const page = await app.window();
    await page.getByText("3CX Webhook could not start.").first().waitFor(soon);
    await expect.poll(() => tip(app), soon).toBe("3CX Webhook: could not start");
    expect(await app.ask("notifications")).toEqual([
      { title: "3CX Webhook", body: "3CX Webhook could not start. Open the window to see why." },
    ]);
    await app.ask("notification-click");
    await expect.poll(() => page.url(), soon).toContain("#/settings/server/port");
    await writeFile(join(app.data, "settings.ini"), "[server]\nport = 0\n[recordings]\nsource = off\n");
    await running(app);
  });

  test("opening at login is a file of the desktop on Linux", async () => {
    const app = await start();
    await running(app);
    await click(app, "login");
    const file = join(app.data, "config/autostart/3cx-webhook.desktop");
    expect(await readFile(file, "utf8")).toMatch(/^Exec=.*--hidden$/m);
    expect((await tray(app)).menu.find(({ id }) => id === "login")?.checked).toBe(true);
    await click(app, "login");
    await expect(readFile(file)).rejects.toThrow("ENOENT");
  });

  test("started at login it opens no window until it is asked to", async () => {
    const app = await start({ args: ["--hidden"] });
    await running(app);
    expect(await windows(app)).toEqual([]);
    await click(app, "open");
    await app.window();
    expect((await windows(app)).length).toBe(1);
  });

  test("a second one on the same data hands over and ends", async () => {
    const app = await start({ env: { FAKE_LOCKED: "1" } });
    expect(await app.exited).toBe(0);
  });

  test("quitting stops the engine and ends", async () => {
    const app = await start();
    await running(app);
    await click(app, "quit");
    expect(await app.exited).toBe(0);
    expect(app.output()).not.toContain("The fake Electron");
  });
});

describe("secrets", () => {
  test("what the settings view sets lies sealed in the file when the system has a key store", async () => {
    const app = await start({
      settings: "[pbx]\nclient_secret = by-hand\n[server]\nport = 0\n[recordings]\nsource = off\n",
    });
    await running(app);
    const saved = await save(app, "monitor_password", "geheim-4711");
    expect(saved).toMatchObject({ outcome: "saved", document: { secretsKept: "os-keyring" } });
    const file = await readFile(join(app.data, "settings.ini"), "utf8");
    expect(file).toMatch(/client_secret = sealed:/);
    expect(file).toMatch(/monitor_password = sealed:/);
    expect(file).not.toMatch(/by-hand|geheim-4711/);
    expect(app.output()).not.toContain("geheim-4711");
  });

  test("without one it is kept until quit, and the window is told so", async () => {
    const app = await start({ env: { FAKE_KEYRING: "basic_text" } });
    await running(app);
    const saved = await save(app, "monitor_password", "geheim-4711");
    expect(saved).toMatchObject({ outcome: "saved", document: { secretsKept: "until-quit" } });
    expect(JSON.stringify(saved)).toContain('"key":"monitor_password","value":"","secret":true,"isSet":true');
    expect(await readFile(join(app.data, "settings.ini"), "utf8")).not.toContain("geheim-4711");
  });
});

/**
 * Saves settings over the page's bridge, as the page itself does: from a page without scripts of its own, so that
 * nobody else speaks.
 */
async function save(app: LaunchedApp, key: string, value: string): Promise<unknown> {
  const page = await app.emptyPage();
  const draft = { changes: [{ kind: "set", section: "server", key, value }] };
  return page.evaluate(`new Promise((resolve) => {
    const say = (message) => desktop.send(JSON.stringify(message));
    desktop.onMessage((text) => {
      if (text === "opened") return say({ kind: "hello", protocol: 1, version: "test" });
      if (!text.startsWith("{")) return;
      const { kind, id, result, error } = JSON.parse(text);
      if (kind === "welcome") say({ kind: "request", id: 1, method: "settings.read", params: {} });
      if (kind === "error") resolve(error);
      if (kind !== "reply") return;
      if (id === 2) resolve(result);
      else say({ kind: "request", id: 2, method: "settings.save", params: { revision: result.revision, draft: ${JSON.stringify(draft)} } });
    });
    desktop.send("open");
  })`);
}
