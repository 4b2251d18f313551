// The window left open over a busy day: does it grow, and does anything move under the eyes?
import { setTimeout as sleep } from "node:timers/promises";
import { type BenchRow, find, type Running } from "../harness.ts";
import { createWindowStage, shareStage } from "../window-stage.ts";

const calls = 1_024;
const perSecond = 100;
const minutes = 10;
const warmUpMs = 15_000;

const takeStage = shareStage(async () => {
  const stage = await createWindowStage({ extensions: calls });
  await stage.pbx.ask("setOpen", calls);
  await sleep(3_000);
  return stage;
});

/** Only the sum: what is kept would be measured as the page's own. */
const watchShifts = `(() => {
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifted += value;
  }).observe({ type: "layout-shift" });
})()`;

async function prepare(place: string): Promise<Running> {
  const stage = await takeStage();
  let forMs = warmUpMs;
  return {
    async round() {
      const { page, usedHeap, close } = await stage.open(place);
      await page.getByRole("main").waitFor();
      // The first changes fill what any window keeps.
      await stage.pbx.ask("churn", { open: calls, perSecond, forMs: warmUpMs });
      await page.evaluate(watchShifts);
      const before = await usedHeap();
      await stage.pbx.ask("churn", { open: calls, perSecond, forMs });
      const after = await usedHeap();
      const shifted = Number(await page.evaluate("window.shifted"));
      await close();
      // Whoever measures runs a round to warm up first: it need not be a long one.
      forMs = minutes * 60_000;
      const mb = (bytes: number) => [bytes / 1e6];
      return { before: mb(before), after: mb(after), grown: mb(after - before), shift: [shifted * 100] };
    },
    close: stage.close,
  };
}

const names = { calls: "view Calls", overview: "view Overview" };

export const windowMemory: BenchRow = {
  name: "window-memory",
  title: `The window after ${minutes} minutes of ${calls} live calls`,
  how: `${calls} calls are open; single ones change at random moments, ${perSecond} times a second on average, for ${minutes} minutes after ${warmUpMs / 1000} s that are not measured. Script memory in use, each time after a garbage collection.`,
  measures: [
    { name: "before", says: "script memory at the start", unit: "MB" },
    { name: "after", says: "script memory at the end", unit: "MB" },
    { name: "grown", says: "the difference", unit: "MB" },
    { name: "shift", says: "cumulative layout shift, in hundredths", unit: "%" },
  ],
  variants: [
    { name: names.calls, prepare: () => prepare("/calls") },
    { name: names.overview, prepare: () => prepare("/overview") },
  ],
  mostRounds: 1,
  goals(result) {
    const grown = find(result, "grown", names.calls);
    const shift = find(result, "shift", names.calls);
    if (grown === undefined || shift === undefined) return [];
    return [
      { aim: "under 5 MB more after it", value: `${grown.p50.toFixed(1)} MB`, met: grown.p50 < 5 },
      { aim: "no layout shift", value: (shift.p50 / 100).toFixed(3), met: shift.p50 === 0 },
    ];
  },
};
