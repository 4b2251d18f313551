/**
 * Pictures of the window in a real browser, over fake engines, to look at:
 * `node test/screenshots/run.ts --view overview --scene busy --out /tmp/shots`. Each view is shown light
 * and dark, narrow to very wide, and in German. Complaints of the page's console end with exit code 1.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Browser } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { servePage } from "./serve-page.ts";

const { values } = parseArgs({
  options: {
    /** A view or any route: `webhooks`, `webhooks/42?endpoint=crm`. */
    view: { type: "string", default: "overview" },
    scene: { type: "string", default: "busy" },
    out: { type: "string", default: "out/screenshots" },
    /** Only this look, such as `1100-dark`. */
    only: { type: "string" },
    /** As eyes without colour see it. */
    grey: { type: "boolean", default: false },
    /** Keys to press first, such as `Control+k`. */
    press: { type: "string", multiple: true, default: [] },
  },
});

interface Look {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly scheme: "light" | "dark";
  readonly language: "en" | "de";
  /** 2: as at 200 % zoom. */
  readonly zoom?: number;
}

const looks: readonly Look[] = [
  { name: "1100-light", width: 1100, height: 720, scheme: "light", language: "en" },
  { name: "1100-dark", width: 1100, height: 720, scheme: "dark", language: "en" },
  { name: "900-light-de", width: 900, height: 720, scheme: "light", language: "de" },
  { name: "1100-zoom-dark-de", width: 550, height: 360, scheme: "dark", language: "de", zoom: 2 },
  { name: "3840-light", width: 3840, height: 2160, scheme: "light", language: "en" },
];

const page = await servePage();
const browser = await launchBrowser();
let complaints = 0;
try {
  await mkdir(values.out, { recursive: true });
  for (const look of looks) {
    if (values.only === undefined || values.only === look.name) complaints += await shoot(browser, look);
  }
} finally {
  await browser.close();
  await page.close();
}
process.exitCode = complaints === 0 ? 0 : 1;

async function shoot(
  browser: Browser,
  { name, width, height, scheme, language, zoom = 1 }: Look,
): Promise<number> {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: zoom,
    colorScheme: scheme,
    locale: language === "de" ? "de-DE" : "en-GB",
    timezoneId: "Europe/Berlin",
  });
  const tab = await context.newPage();
  const said: string[] = [];
  tab.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") said.push(message.text());
  });
  tab.on("pageerror", (error) => said.push(error.message));
  await tab.goto(`${page.url}?scene=${encodeURIComponent(values.scene)}#/${values.view}`);
  await tab.waitForTimeout(500);
  for (const key of values.press) await tab.keyboard.press(key);
  if (values.grey) await tab.addStyleTag({ content: "html { filter: grayscale(1) }" });
  const what = [values.view.replaceAll(/\W+/g, "-"), values.scene, name, ...(values.grey ? ["grey"] : [])];
  const file = join(values.out, `${what.join("-")}.png`);
  await tab.screenshot({ path: file });
  const overflow = await tab.evaluate(
    "document.documentElement.scrollWidth > document.documentElement.clientWidth",
  );
  if (overflow === true) said.push("The page scrolls sideways.");
  await context.close();
  process.stdout.write(`${file}\n${said.map((line) => `  ${line}\n`).join("")}`);
  return said.length;
}
