// The window in a real browser, on the real service, on a PBX in a process of its own. The browser has no
// graphics card: what it paints, it paints by processor.
import { createServer } from "node:net";
import type { Browser, CDPSession, Page } from "playwright-core";
import { buildPage } from "../../scripts/build/page.ts";
import { launchBrowser } from "../screenshots/browser.ts";
import { type Child, startChild } from "./child.ts";
import type { PbxQuestions } from "./children/pbx.ts";
import { temporaryFolder } from "./outbox.ts";
import { entries, type Entry, type Service, startService, writeSettings } from "./service-process.ts";

export interface WindowStage {
  readonly pbx: Child<PbxQuestions>;
  readonly service: Service;
  /** A window of its own, at this place; `script` runs in it before the page's own. */
  open(place: string, script?: string): Promise<WindowPage>;
  close(): Promise<void>;
}

export interface WindowPage {
  readonly page: Page;
  /** What the page's process did so far, by Chromium's own counters: seconds and bytes. */
  counters(): Promise<ReadonlyMap<string, number>>;
  /** Script memory in bytes that is left when everything unused was given back. */
  usedHeap(): Promise<number>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly extensions: number;
  /** Default: from its sources. */
  readonly entry?: Entry;
  /** Each event of the PBX carries its leg, so the service has nothing to ask. Default: true. */
  readonly attached?: boolean;
  /** Further lines of the settings. */
  readonly settings?: readonly string[];
  /** Puts files into the data folder before the service starts. */
  readonly prepare?: (dataFolder: string) => void;
}

export async function createWindowStage(options: StageOptions): Promise<WindowStage> {
  await buildPage();
  const { extensions, entry = entries.sources, attached = true, settings = [], prepare } = options;
  const pbx = startChild<PbxQuestions>("pbx");
  const { url: pbxUrl } = await pbx.ask("start", { extensions, attached });
  const folder = temporaryFolder();
  prepare?.(folder);
  const port = await freePort();
  const lines = ["[pbx]", `url = ${pbxUrl}`, "client_id = webhook", "client_secret = simulator", ...settings];
  const path = writeSettings(folder, [
    ...lines,
    "[recordings]",
    "source = off",
    "[server]",
    `port = ${port}`,
  ]);
  const connected = pbx.ask("nextSocket", undefined);
  const service = startService(entry, path, folder);
  await Promise.race([connected, service.died]);
  let browser: Promise<Browser> | undefined;
  const url = `https://127.0.0.1:${port}/monitor/`;
  return {
    pbx,
    service,
    async open(place, script) {
      browser ??= launchBrowser();
      return openPage(await browser, `${url}#${place}`, script);
    },
    async close() {
      await (await browser)?.close();
      await service.stop("SIGTERM");
      await pbx.end();
    },
  };
}

/** One stage for all variants of a row: several at once would be measured with each other's work. */
export function shareStage(make: () => Promise<WindowStage>): () => Promise<WindowStage> {
  let made: Promise<WindowStage> | undefined;
  let users = 0;
  return async () => {
    users += 1;
    made ??= make();
    const stage = await made;
    return {
      ...stage,
      async close() {
        users -= 1;
        if (users > 0) return;
        made = undefined;
        await stage.close();
      },
    };
  };
}

async function openPage(browser: Browser, address: string, script?: string): Promise<WindowPage> {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: { width: 1100, height: 720 },
  });
  const page = await context.newPage();
  const session: CDPSession = await context.newCDPSession(page);
  await session.send("Performance.enable");
  if (script !== undefined) await page.addInitScript(script);
  await page.goto(address);
  const counters = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return new Map(metrics.map(({ name, value }) => [name, value]));
  };
  return {
    ...{ page, counters },
    async usedHeap() {
      await session.send("HeapProfiler.collectGarbage");
      return (await counters()).get("JSHeapUsedSize") ?? 0;
    },
    close: () => context.close(),
  };
}

/** Free a moment ago: the service has to be told its port, as its own choice is only in its log. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Frames and long tasks from now on; `window.watched()` gives them. Times in milliseconds. */
export const watchFrames = `(() => {
  const gaps = [], tasks = [];
  let last = performance.now(), shifted = 0;
  const frame = (now) => { gaps.push(now - last); last = now; requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) tasks.push(duration); }).observe({ type: "longtask" });
  new PerformanceObserver((list) => { for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shifted += value; }).observe({ type: "layout-shift" });
  window.watched = () => ({ gaps, tasks, shifted });
})()`;

export interface Watched {
  readonly gaps: readonly number[];
  readonly tasks: readonly number[];
  /** Cumulative layout shift. */
  readonly shifted: number;
}

export async function watchedOf(page: Page): Promise<Watched> {
  // Made by the script above.
  return (await page.evaluate("window.watched()")) as Watched;
}
