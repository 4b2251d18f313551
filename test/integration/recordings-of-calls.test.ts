/** A call says how many recordings of it there are: when they come, after a restart, and when they are gone. */
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { createRealClock } from "../../src-main/clock.ts";
import { createLogger } from "../../src-main/log.ts";
import { startProgram } from "../../src-main/program.ts";
import {
  beginTalk,
  closeWorlds,
  conversionS,
  createRecordingsWorld,
  endTalk,
  pause,
  type RecordingsWorld,
} from "./recordings-world.ts";
import { until } from "./service-process.ts";

afterEach(closeWorlds);

const dayMs = 86_400_000;

async function start({ folder }: RecordingsWorld, aheadMs = 0) {
  let text = "";
  const real = createRealClock();
  const started = await startProgram({
    settingsPath: folder.settings,
    dataPath: join(folder.path, "data"),
    log: createLogger({ level: "info", output: { write: (line) => (text += line) } }),
    clock: { nowMs: () => real.nowMs() + aheadMs, after: real.after },
  });
  if (!started.ok) throw new Error(started.text);
  const { program } = started;
  const count = async () => (await program.engine.history?.page({}))?.rows[0]?.recordings;
  const untilCount = (wanted: number) =>
    until(
      async () => ((await count()) === wanted ? true : undefined),
      () => `there were never ${wanted} recordings:\n${text}`,
      conversionS,
    );
  return { program, count, untilCount };
}

it("counts the recordings of a call", { timeout: 240_000 }, async () => {
  const world = await createRecordingsWorld("folder");
  const first = await start(world);
  await until(
    () => (first.program.health().pbx.state === "connected" ? true : undefined),
    () => "not connected",
  );
  await beginTalk(world, "+420774852629");
  await pause(1200);
  endTalk(world, "+420774852629");
  await first.untilCount(1);
  await until(
    () => (world.links().length > 0 ? true : undefined),
    () => "no link came",
    conversionS,
  );
  expect(await first.count()).toBe(1);
  await first.program.stop();

  const second = await start(world);
  await second.untilCount(1);
  await second.program.stop();

  const monthLater = await start(world, 31 * dayMs);
  await monthLater.untilCount(0);
  await monthLater.program.stop();
});
