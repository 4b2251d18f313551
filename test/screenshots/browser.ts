/** A Chromium to look at pages with: that of the system, else the one that comes as a package. */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const systemPaths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export async function launchBrowser(): Promise<Browser> {
  const system = systemPaths.find((path) => existsSync(path));
  return chromium.launch({ executablePath: system ?? (await packagedPath()), args: flags });
}

async function packagedPath(): Promise<string> {
  const packaged = await import("@sparticuz/chromium");
  return packaged.default.executablePath();
}
