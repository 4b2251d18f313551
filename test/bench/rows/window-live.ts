// The window while a thousand calls change: does it stay fluent, and does it stay small?
import { setTimeout as sleep } from "node:timers/promises";
import { type BenchRow, find, type Running } from "../harness.ts";
import { createWindowStage, shareStage, watchedOf, watchFrames } from "../window-stage.ts";

const calls = 1_024;
const perSecond = 100;
const forMs = 20_000;

const takeStage = shareStage(async () => {
  const stage = await createWindowStage({ extensions: calls });
  await stage.pbx.ask("setOpen", calls);
  // The first picture of a thousand calls is not what is asked for here.
  await sleep(3_000);
  return stage;
});

async function prepare(place: string, changing: boolean): Promise<Running> {
  const stage = await takeStage();
  return {
    async round() {
      const { page, counters, close } = await stage.open(place);
      await page.getByRole("main").waitFor();
      await sleep(2_000);
      const before = await counters();
      await page.evaluate(watchFrames);
      if (changing) await stage.pbx.ask("churn", { open: calls, perSecond, forMs });
      else await sleep(forMs);
      const { gaps, tasks, shifted } = await watchedOf(page);
      const after = await counters();
      await close();
      const busyS = (after.get("TaskDuration") ?? 0) - (before.get("TaskDuration") ?? 0);
      return {
        frames: [(gaps.length * 1000) / gaps.reduce((sum, gap) => sum + gap, 0)],
        gap: gaps,
        long: [tasks.reduce((sum, ms) => sum + ms, 0) / (forMs / 1000)],
        busy: [(busyS * 100_000) / forMs],
        heap: [(after.get("JSHeapUsedSize") ?? 0) / 1e6],
        shift: [shifted * 100],
      };
    },
    close: stage.close,
  };
}

const names = {
  still: "nothing changes",
  calls: `${perSecond} changes/s, view Calls`,
  overview: `${perSecond} changes/s, view Overview`,
};

export const windowLive: BenchRow = {
  name: "window-live",
  title: `The window with ${calls} live calls`,
  how: `Chromium without a graphics card, the service and the simulated PBX share the machine. ${calls} calls are open; for ${forMs / 1000} s single ones change at random moments, ${perSecond} times a second on average.`,
  measures: [
    { name: "frames", says: "frames per second", unit: "per s" },
    { name: "gap", says: "time from one frame to the next", unit: "ms" },
    { name: "long", says: "tasks over 50 ms, their whole time per second", unit: "ms" },
    { name: "busy", says: "the page's main thread", unit: "% of a core" },
    { name: "heap", says: "script memory at the end", unit: "MB" },
    { name: "shift", says: "cumulative layout shift, in hundredths", unit: "%" },
  ],
  variants: [
    { name: names.still, prepare: () => prepare("/calls", false) },
    { name: names.calls, prepare: () => prepare("/calls", true) },
    { name: names.overview, prepare: () => prepare("/overview", true) },
  ],
  mostRounds: 1,
  goals(result) {
    const frames = find(result, "frames", names.calls);
    const shift = find(result, "shift", names.calls);
    if (frames === undefined || shift === undefined) return [];
    return [
      { aim: "above 50 frames/s", value: `${frames.p50.toFixed(0)} frames/s`, met: frames.p50 > 50 },
      { aim: "no layout shift", value: (shift.p50 / 100).toFixed(3), met: shift.p50 === 0 },
    ];
  },
};
