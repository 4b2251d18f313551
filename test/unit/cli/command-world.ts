/** A folder with settings for a command, and what it says. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { CommandWorld } from "../../../src-main/cli/types.ts";
import { createRealClock } from "../../../src-main/clock.ts";

export function createWorld(settings: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "3cx-webhook-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const settingsPath = join(folder, "settings.ini");
  writeFileSync(settingsPath, `${settings.join("\n")}\n`, { mode: 0o600 });
  const printed: string[] = [];
  const complained: string[] = [];
  const world: CommandWorld = {
    places: { settingsPath, settingsNamed: true, dataPath: join(folder, "data") },
    env,
    clock: createRealClock(),
    print: (text) => void printed.push(text),
    complain: (text) => void complained.push(text),
  };
  return { world, folder, settingsPath, said: () => printed.join("\n"), wrong: () => complained.join("\n") };
}
