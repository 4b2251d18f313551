/** A window in a real browser that complains: of errors in its console, of its own policy, of secrets in sight. */
import axe from "axe-core";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { expect } from "vitest";
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
  /** `place`: what follows the `#`, such as `/calls`. */
  go(place: string): Promise<void>;
  /** Throws what went wrong in the page, then closes it. */
  close(): Promise<void>;
}

/** Opens `place` as somebody does who enters the address. */
export async function openWindow(
  browser: Browser,
  serviceUrl: string,
  place = "/overview",
  { scheme = "light", language = "en", expected, size = { width: 1100, height: 720 } }: WindowOptions = {},
): Promise<MonitorWindow> {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    viewport: size,
    colorScheme: scheme,
    locale: language === "de" ? "de-DE" : "en-GB",
    timezoneId: "Europe/Berlin",
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    const text = message.text();
    if (hasSecret(text)) complaints.push(`A secret in the console: ${text}`);
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (expected?.test(text) !== true) complaints.push(`${message.type()}: ${text}`);
  });
  page.on("pageerror", (error) => complaints.push(`thrown: ${error.stack ?? error.message}`));
  await page.addInitScript(
    `addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile, lineNumber, columnNumber }) => console.error("policy: " + [violatedDirective, blockedURI, sourceFile, lineNumber, columnNumber].join(" ")));`,
  );
  await page.goto(`${serviceUrl}/monitor/#${place}`);
  return {
    page,
    context,
    view: page.getByRole("main"),
    async go(next) {
      await page.evaluate(`location.hash = ${JSON.stringify(next)}`);
    },
    async close() {
      await lookForSecrets(page);
      await context.close();
      expect(complaints).toEqual([]);
    },
  };
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
