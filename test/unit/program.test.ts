import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { createRealClock } from "../../src-main/clock.ts";
import type * as engineFile from "../../src-main/engine.ts";
import { createLogger } from "../../src-main/log.ts";
import { startProgram } from "../../src-main/program.ts";

const reason = "The queue cannot be read. Check the disk.";

vi.mock("../../src-main/engine.ts", async (original) => {
  const { createEngine } = await original<typeof engineFile>();
  const start = () => Promise.reject(new Error(reason));
  return { createEngine: (options: engineFile.EngineOptions) => ({ ...createEngine(options), start }) };
});

it("lets go of everything when its engine cannot start, so that it can be started again", async () => {
  const folder = mkdtempSync(join(tmpdir(), "3cx-webhook-program-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  vi.stubEnv("WEBHOOK_SERVER_PORT", "0");
  onTestFinished(() => void vi.unstubAllEnvs());
  const start = () =>
    startProgram({
      ...{ settingsPath: join(folder, "settings.ini"), dataPath: join(folder, "data") },
      log: createLogger({ level: "error", output: { write: () => {} } }),
      clock: createRealClock(),
    });
  const failed = { ok: false, exitCode: 1, text: reason };
  expect(await start()).toEqual(failed);
  expect(await start()).toEqual(failed);
});
