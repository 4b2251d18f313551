/** What a released version left in its data folder is there for this one: nobody loses a webhook by an upgrade. */
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Clock } from "../../src-shared/ports/clock.ts";
import { createRealClock } from "../../src-main/clock.ts";
import { createLogger } from "../../src-main/log.ts";
import { startProgram } from "../../src-main/program.ts";

const fixtures = resolve(import.meta.dirname, "../fixtures/data-folder");

function copyOf(version: string) {
  const folder = mkdtempSync(join(tmpdir(), "3cx-webhook-data-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(fixtures, version), folder, { recursive: true });
  const settingsPath = join(folder, "settings.ini");
  chmodSync(settingsPath, 0o600);
  let text = "";
  const log = createLogger({ level: "warn", output: { write: (line) => (text += line) } });
  const clock = shiftedTo(Number(readFileSync(join(folder, "made-at-ms.txt"), "utf8")));
  const start = () => startProgram({ settingsPath, dataPath: folder, log, clock });
  return { folder, start, log: () => text };
}

/** As if the folder had just been left: webhooks expire and logs are cleaned by the clock. */
function shiftedTo(startMs: number): Clock {
  const { nowMs, after } = createRealClock();
  const aheadMs = nowMs() - startMs;
  return { nowMs: () => nowMs() - aheadMs, after };
}

describe.each(readdirSync(fixtures))("the data folder of version %s", (version) => {
  it("opens with its waiting webhooks, its log, its calls and its recordings", async () => {
    const { folder, start, log } = copyOf(version);
    const started = await start();
    if (!started.ok) throw new Error(started.text);
    const { engine, stop } = started.program;
    onTestFinished(stop);

    const waiting = engine.endpoints().find(({ name }) => name === "down")?.waiting ?? 0;
    expect(waiting).toBeGreaterThan(0);
    const calls = await engine.history?.page({});
    expect(calls?.rows.length).toBe(1);
    expect(engine.recordings?.status().counts.sent).toBe(1);
    expect(log()).not.toContain("damaged");
    expect(readdirSync(folder).filter((name) => name.includes("damaged"))).toEqual([]);
  });

  it("is refused with what to do when a later version has changed it", async () => {
    const { folder, start } = copyOf(version);
    const db = new DatabaseSync(join(folder, "queue.db"));
    db.exec("PRAGMA user_version = 999");
    db.close();
    const started = await start();
    expect(started).toMatchObject({ ok: false, exitCode: 1 });
    const said = started.ok ? "" : started.text;
    expect(said).toContain("has layout 999, but this version of 3CX Webhook knows layouts up to");
    expect(said).toContain("Install the version that was used last");
  });
});
