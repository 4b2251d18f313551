/** A window in a real browser that complains: of errors in its console, of its own policy, of secrets in sight. */
import axe from "axe-core";
import type { Browser, BrowserContext, ConsoleMessage, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { LaunchedApp } from "../desktop/harness/launch.ts";
import { planted } from "./world.ts";

export interface WindowOptions {
  readonly scheme?: "light" | "dark";
  readonly language?: "en" | "de";
  /** What the browser itself says of lines that a test cuts on purpose. */
  readonly expected?: RegExp;
  readonly size?: { readonly width: number; readonly height: number };
}

export interface MonitorWindow {
  readonly page: Page;
  readonly context: BrowserContext;
  /** The part of the page that belongs to the view. */
  readonly view: Locator;
  /** Resolves once the page has drawn what is there. `place`: what follows the `#`, such as `/calls`. */
  go(place: string): Promise<void>;
  /** Throws what went wrong in the page, then closes it. */
  close(): Promise<void>;
}

const usualSize = { width: 1100, height: 720 };
const usualTimeoutMs = 15_000;
const localeOf = { en: "en-GB", de: "de-DE" } as const;
const tellOfPolicy = `addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile, lineNumber, columnNumber }) => console.error("policy: " + [violatedDirective, blockedURI, sourceFile, lineNumber, columnNumber].join(" ")));`;

/** Opens `place` as somebody does who enters the address. */
export async function openWindow(
  browser: Browser,
  serviceUrl: string,
  place = "/overview",
  { scheme = "light", language = "en", expected, size = usualSize }: WindowOptions = {},
): Promise<MonitorWindow> {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: size,
    colorScheme: scheme,
    locale: localeOf[language],
    timezoneId: "Europe/Berlin",
  });
  const page = await context.newPage();
  await page.addInitScript(tellOfPolicy);
  const complaints = collectComplaints(page, expected);
  await page.goto(`${serviceUrl}/monitor/#${place}`);
  return windowOf(page, complaints, () => context.close());
}

/** The desktop program's own window at `place`, as new: what another test kept in it is gone. */
export async function openDesktopWindow(
  app: LaunchedApp,
  place = "/overview",
  { scheme = "light", language = "en", expected, size = usualSize }: WindowOptions = {},
): Promise<MonitorWindow> {
  const page = await app.window();
  await page.emulateMedia({ colorScheme: scheme });
  await page.setViewportSize(size);
  const session = await page.context().newCDPSession(page);
  const userAgent = String(await page.evaluate("navigator.userAgent"));
  await session.send("Emulation.setUserAgentOverride", { userAgent, acceptLanguage: localeOf[language] });
  await page.evaluate("localStorage.clear(), sessionStorage.clear()");
  const complaints = collectComplaints(page, expected);
  await app.openAt(place);
  return windowOf(page, complaints, async () => {
    complaints.stop();
    await session.detach();
  });
}

function windowOf(page: Page, complaints: Complaints, leave: () => Promise<void>): MonitorWindow {
  page.context().setDefaultTimeout(usualTimeoutMs);
  return {
    page,
    context: page.context(),
    view: page.getByRole("main"),
    async go(next) {
      await page.evaluate(`(${goInPage})(${JSON.stringify(`#${next}`)})`);
    },
    async close() {
      await lookForSecrets(page);
      await leave();
      expect(complaints.all).toEqual([]);
    },
  };
}

/** In the page: the hash changes at once, what hears of it draws later. */
const goInPage = `(hash) => new Promise((drawn) => {
  const soon = () => requestAnimationFrame(() => requestAnimationFrame(drawn));
  if (location.hash === hash) return soon();
  addEventListener("hashchange", soon, { once: true });
  location.hash = hash;
})`;

/** Once nothing loads and nothing has changed for a moment: as long as somebody waits before reading. */
export async function untilStill(page: Page): Promise<void> {
  await page.evaluate(stillInPage);
}

const stillInPage = `new Promise((still) => {
  const enoughMs = 250;
  let changedAtMs = performance.now();
  const changes = new MutationObserver(() => void (changedAtMs = performance.now()));
  changes.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  const look = () => {
    if (document.querySelector("[aria-busy=true]") !== null) changedAtMs = performance.now();
    if (performance.now() - changedAtMs < enoughMs) return void requestAnimationFrame(look);
    changes.disconnect();
    still();
  };
  look();
})`;

interface Complaints {
  /** What was gathered so far. */
  readonly all: readonly string[];
  stop(): void;
}

function collectComplaints(page: Page, expected: RegExp | undefined): Complaints {
  const all: string[] = [];
  const heard = (message: ConsoleMessage) => {
    const text = message.text();
    if (hasSecret(text)) all.push(`A secret in the console: ${text}`);
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (expected?.test(text) !== true) all.push(`${message.type()}: ${text}`);
  };
  const thrown = (error: Error) => void all.push(`thrown: ${error.stack ?? error.message}`);
  page.on("console", heard);
  page.on("pageerror", thrown);
  return { all, stop: () => void page.off("console", heard).off("pageerror", thrown) };
}

function hasSecret(text: string): boolean {
  return Object.values(planted).some((secret) => text.includes(secret));
}

/** In the document, in what its fields hold, and in what the browser keeps. */
export async function lookForSecrets(page: Page): Promise<void> {
  const all = String(
    await page.evaluate(
      `[document.documentElement.outerHTML, ...[...document.querySelectorAll("input,textarea")].map((field) => field.value), JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie].join("\\n")`,
    ),
  );
  expect(Object.entries(planted).flatMap(([name, secret]) => (all.includes(secret) ? [name] : []))).toEqual(
    [],
  );
}

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Nothing that axe complains about, in words that say where. */
export async function expectAccessible(page: Page, place: string): Promise<void> {
  await page.evaluate(axe.source);
  const found = (await page.evaluate(
    `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations)`,
  )) as readonly Violation[];
  const words = found.map(({ id, help, nodes }) =>
    [
      `${id}: ${help}`,
      ...nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 300)} ${failureSummary}`),
    ].join("\n  "),
  );
  expect(words, place).toEqual([]);
}
