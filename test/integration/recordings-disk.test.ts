/** A disk that is full holds up MP3 files alone: it is told, calls and their webhooks go on, and nothing is lost. */
import { expect, onTestFinished, test } from "vitest";
import { createStage } from "../../src-main/demo/stage.ts";
import { findScenario } from "../../src-main/simulator/scenarios/catalogue.ts";
import { createVirtualClock } from "../../src-main/simulator/virtual-clock.ts";
import { nativeEventSchema } from "../../src-shared/webhooks/native-event.ts";

const minuteMs = 60_000;

test("a full disk is an alarm in /health; what was recorded meanwhile is converted once there is room", async () => {
  const clock = createVirtualClock({ startMs: Date.UTC(2026, 0, 5, 9) });
  const disk = { bavail: 0, blocks: 1e9, bsize: 4096 };
  const stage = await createStage({ clock, recordings: true, statfs: async () => ({ ...disk }) });
  onTestFinished(stage.stop);
  await stage.start();
  const { engine, player, receiver, model, settle } = stage;
  const events = () =>
    receiver
      .requests()
      .filter(({ path }) => path.startsWith("/native"))
      .map(({ body }) => nativeEventSchema.parse(JSON.parse(body)).event);
  const found = findScenario("inbound-answered");
  if (!found.found) throw new Error(found.message);
  let played = false;
  void player.play(found.scenario, { callerSuffix: "00", startInMs: 1500 }).then(() => (played = true));
  await clock.runUntil(() => played && model.underWay().length === 0, 10 * minuteMs, settle);
  // Hints of the operating system come by its own time; a minute has looks at the disk in it.
  await engine.recordings?.rescan();
  await clock.runFor(minuteMs, settle);
  const full = engine.health();
  expect(full).toMatchObject({ status: "degraded", recordings: { state: "paused-disk" } });
  expect(full.recordings.sentence).toContain("0 MB");
  expect(events()).toContain("ended");
  expect(events()).not.toContain("recording");

  disk.bavail = 1e9;
  await clock.runUntil(() => events().includes("recording"), 10 * minuteMs, settle);
  await clock.runFor(2000, settle);
  expect(events().filter((event) => event === "recording")).toHaveLength(model.recorded().length);
  expect(engine.health()).toMatchObject({ status: "ok", recordings: { state: "idle" } });
});
