// What an open window costs while nobody calls and nobody looks at it.
import { setTimeout as sleep } from "node:timers/promises";
import { type BenchRow, type Running } from "../harness.ts";
import { createWindowStage, shareStage } from "../window-stage.ts";

const forMs = 10_000;

/** Counts what runs by itself, from the first line of the page on. */
const countTimers = `(() => {
  let ran = 0;
  const counted = (make) => (run, ...rest) => make((...values) => { ran += 1; return run(...values); }, ...rest);
  window.setTimeout = counted(window.setTimeout.bind(window));
  window.setInterval = counted(window.setInterval.bind(window));
  window.requestAnimationFrame = counted(window.requestAnimationFrame.bind(window));
  window.timersRan = () => ran;
})()`;

const takeStage = shareStage(() => createWindowStage({ extensions: 50 }));

async function prepare(place: string): Promise<Running> {
  const stage = await takeStage();
  return {
    async round() {
      const { page, counters, close } = await stage.open(place, countTimers);
      await page.getByRole("main").waitFor();
      await sleep(3_000);
      const before = await counters();
      const ranBefore = Number(await page.evaluate("window.timersRan()"));
      await sleep(forMs);
      const ran = Number(await page.evaluate("window.timersRan()")) - ranBefore;
      const after = await counters();
      await close();
      const busyS = (after.get("TaskDuration") ?? 0) - (before.get("TaskDuration") ?? 0);
      return { busy: [(busyS * 100_000) / forMs], timers: [(ran * 1000) / forMs] };
    },
    close: stage.close,
  };
}

export const windowIdle: BenchRow = {
  name: "window-idle",
  title: "The window at rest",
  how: `Connected to a service that polls its PBX, no calls, for ${forMs / 1000} s. Timers are all callbacks of setTimeout, setInterval and requestAnimationFrame.`,
  measures: [
    { name: "busy", says: "the page's main thread", unit: "% of a core" },
    { name: "timers", says: "timers that ran", unit: "per s" },
  ],
  variants: [
    { name: "Overview", prepare: () => prepare("/overview") },
    { name: "Calls", prepare: () => prepare("/calls") },
    { name: "Webhooks", prepare: () => prepare("/webhooks") },
    { name: "Settings", prepare: () => prepare("/settings") },
  ],
  mostRounds: 1,
  goals(result) {
    const most = (measure: string) =>
      Math.max(...result.variants.filter((one) => one.measure === measure).map(({ p50 }) => p50));
    const [busy, timers] = [most("busy"), most("timers")];
    return [
      { aim: "under 1 % of a core", value: `at most ${busy.toFixed(2)} %`, met: busy < 1 },
      {
        aim: "no timer faster than a second",
        value: `at most ${timers.toFixed(1)}/s in all`,
        met: timers <= 2,
      },
    ];
  },
};
