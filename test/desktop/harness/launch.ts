// Starts the built desktop program with the fake Electron: its main process as a process of its own, its window
// as a page of a real Chromium. The one liberty: the page's `app:` addresses are `https:` ones in the browser.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Browser, BrowserContext, Page, Route } from "playwright-core";
import { launchBrowser } from "../../screenshots/browser.ts";
import { preloadScript } from "./preload-scope.ts";

export interface LaunchOptions {
  readonly browser: Browser;
  /** With main/, preload/ and renderer/, as built. */
  readonly out: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly colorScheme?: "light" | "dark";
}

export interface LaunchedApp {
  readonly child: ChildProcess;
  /** The page of the window that was opened last, once its address is loaded or has failed to. */
  window(): Promise<Page>;
  /** The same window on an address without a script, its bridge all the same. */
  emptyPage(): Promise<Page>;
  /** Loads the same window anew, at this place, such as `/calls`: as after a crash, with nothing of before. */
  openAt(place: string): Promise<Page>;
  /** Asks the fake; see `answer(…)` in its parts. */
  ask<Answer>(op: string, data?: unknown): Promise<Answer>;
  readonly exited: Promise<number>;
  output(): string;
  /** Addresses that the program kept the page from. */
  readonly blocked: readonly string[];
  /** Errors of the page, violations of its policy among them. */
  readonly pageErrors: readonly string[];
  stop(): Promise<void>;
}

interface Message {
  readonly kind: "call" | "result" | "failure";
  readonly id: number;
  readonly op?: string;
  readonly data?: never;
}
interface Answered {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const real = "app://3cx-webhook/";
const shown = "https://3cx-webhook/";
const toReal = (url: string) => (url.startsWith(shown) ? real + url.slice(shown.length) : url);
const toShown = (url: string) => (url.startsWith(real) ? shown + url.slice(real.length) : url);

export { launchBrowser };

export async function launchDesktop(options: LaunchOptions): Promise<LaunchedApp> {
  const { browser, out, args, env = {}, colorScheme = "light" } = options;
  const context: BrowserContext = await browser.newContext({ colorScheme, locale: "en-US" });
  const pages = new Map<number, Page>();
  const sends = new Map<number, Promise<unknown>>();
  const loading = new Set<number>();
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const blocked: string[] = [];
  const pageErrors: string[] = [];
  let printed = "";
  let last = 0;
  let opened = Promise.withResolvers<Page>();
  let loaded = Promise.withResolvers<void>();

  const fixed = { DESKTOP_HARNESS: "1", NODE_OPTIONS: "", FAKE_PACKAGED: "1" };
  const child: ChildProcess = fork(`${out}/main/main.js`, [...args], {
    execArgv: ["--import", new URL("./register.ts", import.meta.url).href],
    // Built into another folder by each run, it would only fill up what is kept for the next.
    env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: "1", ...fixed, ...env },
    serialization: "advanced",
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  child.stdout?.on("data", (text) => (printed += String(text)));
  child.stderr?.on("data", (text) => (printed += String(text)));
  const exited = once(child, "exit").then(([code]) => {
    for (const { reject } of waiting.values())
      reject(new Error(`The program has ended (${code}).\n${printed}`));
    return Number(code ?? -1);
  });

  /** One that was killed a moment ago counts as connected still. */
  function send(message: object, refused = () => {}): void {
    if (!child.connected) return refused();
    child.send(message, (error) => {
      if (error !== null) refused();
    });
  }

  function ask<Answer>(op: string, data: unknown = {}): Promise<Answer> {
    last += 1;
    const asked = Promise.withResolvers<unknown>();
    waiting.set(last, asked);
    const refused = () => asked.reject(new Error(`The program has ended.\n${printed}`));
    send({ kind: "call", id: last, op, data }, refused);
    return asked.promise as Promise<Answer>;
  }

  const ops: Readonly<Record<string, (data: never) => unknown>> = {
    async open({
      id,
      width,
      height,
      preload,
    }: {
      id: number;
      width: number;
      height: number;
      preload: string;
    }) {
      const page = await context.newPage();
      await page.setViewportSize({ width, height });
      page.on("pageerror", (error) => pageErrors.push(String(error)));
      page.on("console", (line) => {
        if (line.type() === "error") pageErrors.push(line.text());
      });
      page.on("popup", (popup) => {
        void popup.close();
      });
      await page.exposeFunction("__toMain", (channel: string, text: string) =>
        ask("message", { id, channel, args: JSON.parse(text) }).catch(() => undefined),
      );
      await page.exposeFunction("__opening", (url: string) => ask("window-open", { id, url: toReal(url) }));
      await page.exposeFunction("__title", (title: string) => ask("title", { id, title }));
      await page.addInitScript({ content: preloadScript(preload, "linux") });
      await page.addInitScript(watchPage);
      await page.route("**/*", (route) => serve(id, route));
      pages.set(id, page);
      opened.resolve(page);
    },
    async load({ id, url }: { id: number; url: string }) {
      loading.add(id);
      try {
        await pages.get(id)?.goto(toShown(url), { waitUntil: "load" });
      } finally {
        loading.delete(id);
        loaded.resolve();
      }
    },
    send({ id, channel, args: sent }: { id: number; channel: string; args: unknown[] }) {
      const page = pages.get(id);
      // One after the other, as Electron keeps their order.
      const before = sends.get(id) ?? Promise.resolve();
      const after = before.then(() => page?.evaluate(hear, { channel, args: sent })).catch(() => undefined);
      sends.set(id, after);
    },
    async close({ id }: { id: number }) {
      await pages.get(id)?.close();
      pages.delete(id);
      opened = Promise.withResolvers<Page>();
      loaded = Promise.withResolvers<void>();
    },
    exit: () => undefined,
  };

  /** Not before its first address is there: Chromium gives up what is asked of a page that goes elsewhere. */
  async function openedPage(): Promise<Page> {
    const page = await opened.promise;
    await loaded.promise;
    return page;
  }

  async function emptyPage(): Promise<Page> {
    const page = await openedPage();
    for (const id of pages.keys()) loading.add(id);
    await page.goto(`${shown}scheme.js`);
    return page;
  }

  async function serve(id: number, route: Route): Promise<void> {
    const request = route.request();
    const url = toReal(request.url());
    const leaves = request.isNavigationRequest() && !loading.has(id);
    // Nobody lets it go once the program has ended.
    if (leaves && (await ask<boolean>("navigate", { id, url }).catch(() => true))) {
      blocked.push(url);
      // As one that was taken back: any other end would put Chromium's page about errors in its place.
      return route.abort("aborted");
    }
    const headers = { ...request.headers() };
    for (const name of ["origin", "referer"])
      if (headers[name] !== undefined) headers[name] = toReal(`${headers[name]}/`).replace(/\/$/, "");
    const body = request.postData();
    const answered = await ask<Answered | undefined>("request", {
      ...{ url, method: request.method(), headers },
      ...(body === null ? {} : { body }),
    }).catch(() => undefined);
    if (answered === undefined) {
      blocked.push(url);
      return route.abort();
    }
    return route.fulfill({ ...answered, body: Buffer.from(answered.body, "base64") });
  }

  async function take({ kind, id, op = "", data }: Message): Promise<void> {
    if (kind !== "call") {
      const asked = waiting.get(id);
      waiting.delete(id);
      if (kind === "result") asked?.resolve(data);
      else asked?.reject(new Error(String(data)));
      return;
    }
    try {
      const result = await ops[op]?.(data as never);
      send({ kind: "result", id, data: result });
    } catch (error) {
      send({ kind: "failure", id, data: String(error) });
    }
  }
  child.on("message", (message) => void take(message as Message));

  return {
    ...{ child, ask, exited, blocked, pageErrors, emptyPage },
    window: openedPage,
    async openAt(place) {
      // An address that differs behind its # only would not load the page.
      const page = await emptyPage();
      await page.goto(`${shown}#${place}`);
      return page;
    },
    output: () => printed,
    async stop() {
      if (child.exitCode === null) child.kill("SIGKILL");
      await exited;
      await context.close();
    },
  };
}

/** In the page. */
function hear({ channel, args }: { channel: string; args: unknown[] }): void {
  const { __fromMain } = globalThis as unknown as { __fromMain?: (channel: string, args: unknown[]) => void };
  __fromMain?.(channel, args);
}

/** In the page: what Electron would hear of it without being told. */
const watchPage = `(() => {
  const opening = window.__opening, title = window.__title;
  delete window.__opening;
  delete window.__title;
  window.open = (url) => (void opening(new URL(url, location.href).href), null);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[target=_blank]") : null;
    if (link === null) return;
    event.preventDefault();
    void opening(link.href);
  });
  addEventListener("DOMContentLoaded", () => {
    const tell = () => void title(document.title);
    new MutationObserver(tell).observe(document.head, { subtree: true, childList: true, characterData: true });
    tell();
  });
})();`;
