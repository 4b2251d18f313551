// The same program in the real Electron, where its binary and a display exist; elsewhere this says what is missing.
// What only the real one can show: the isolated world, the scheme and its policy, the sandbox.
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { _electron } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { cannotStart } from "../../src-main/desktop/can-start.ts";
import { buildDesktop } from "./build.ts";

const dist =
  process.env["ELECTRON_OVERRIDE_DIST_PATH"] ??
  resolve(import.meta.dirname, "../../node_modules/electron/dist");
const names = { win32: "electron.exe", darwin: "Electron.app/Contents/MacOS/Electron" } as const;
const binary = join(
  dist,
  process.platform === "win32" || process.platform === "darwin" ? names[process.platform] : "electron",
);
const missing = cannotStart({
  platform: process.platform,
  env: process.env,
  hasElectron: existsSync(binary),
});

test.skipIf(missing !== undefined)(
  `the real Electron${missing === undefined ? "" : ` (left out: ${missing})`}`,
  async () => {
    const out = await buildDesktop();
    const data = await mkdtemp(join(tmpdir(), "real-electron-"));
    await writeFile(join(data, "settings.ini"), "[server]\nport = 0\n[recordings]\nsource = off\n", {
      mode: 0o600,
    });
    const app = await _electron.launch({
      executablePath: binary,
      args: [join(out, "main/main.js"), "--data", data],
    });
    onTestFinished(async () => {
      await app.close().catch(() => undefined);
      await rm(data, { recursive: true, force: true });
    });
    const page = await app.firstWindow();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.locator("#view").waitFor({ timeout: 30_000 });
    expect(page.url()).toMatch(/^app:\/\/3cx-webhook\//);
    expect(await page.evaluate("typeof require + typeof process")).toBe("undefinedundefined");
    expect(await page.evaluate("Object.keys(desktop).join()")).toBe("send,onMessage,facts");
    // The policy holds: neither eval nor another origin.
    expect(
      await page.evaluate(
        `(() => { try { return String(new Function("return 1")()); } catch { return "refused"; } })()`,
      ),
    ).toBe("refused");
    expect(await page.evaluate(`fetch("https://example.com/").then(() => "sent", () => "refused")`)).toBe(
      "refused",
    );
    expect(errors).toEqual([]);
  },
);
