// The webhook log in the window when it is long: how soon one can use it, and whether it scrolls.
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type BenchRow, find, type Running } from "../harness.ts";
import { createWindowStage, watchedOf, watchFrames } from "../window-stage.ts";
import { makeLog } from "./log-page.ts";

const wheelPx = 600;
const turns = 150;

async function prepare(count: number): Promise<Running> {
  const log = makeLog(count);
  const stage = await createWindowStage({
    extensions: 50,
    settings: ["[log]", "keep_days = 3650"],
    prepare: (folder) => symlinkSync(log, join(folder, "log.db")),
  });
  return {
    async round() {
      const startedAtMs = performance.now();
      const { page, close } = await stage.open("/webhooks");
      const grid = page.getByRole("grid", { name: "Webhook log" });
      await grid.getByRole("row").nth(5).waitFor();
      const usable = performance.now() - startedAtMs;
      await sleep(1_000);
      await page.evaluate(watchFrames);
      await grid.hover();
      for (let turn = 0; turn < turns; turn += 1) {
        await page.mouse.wheel(0, turn % 10 === 9 ? -wheelPx : wheelPx);
        await sleep(16);
      }
      const { gaps, tasks } = await watchedOf(page);
      const scrolled = Number(
        await page.evaluate(`document.querySelector('[role="grid"][aria-label="Webhook log"]').scrollTop`),
      );
      await close();
      if (scrolled < wheelPx) throw new Error("The log did not scroll.");
      return { usable: [usable], gap: gaps, longest: [Math.max(0, ...tasks)] };
    },
    close: stage.close,
  };
}

const names = { some: "100,000 deliveries", many: "1,000,000 deliveries" };

export const windowLog: BenchRow = {
  name: "window-log",
  title: "The webhook log in the window",
  how: `A generated log. Usable: from opening the address in a browser that has nothing of the page yet to the first rows. Scrolled by the wheel, ${turns} times ${wheelPx} pixels with every tenth turn backwards, while pages are fetched.`,
  measures: [
    { name: "usable", says: "from the address to the first rows", unit: "ms" },
    { name: "gap", says: "time from one frame to the next while it scrolls", unit: "ms" },
    { name: "longest", says: "longest task over 50 ms while it scrolls, 0 for none", unit: "ms" },
  ],
  variants: [
    { name: names.some, prepare: () => prepare(100_000) },
    { name: names.many, prepare: () => prepare(1_000_000) },
  ],
  mostRounds: 3,
  goals(result) {
    const usable = find(result, "usable", names.some);
    const longest = find(result, "longest", names.many);
    if (usable === undefined || longest === undefined) return [];
    return [
      {
        aim: "usable within 1.5 s with 100,000 rows",
        value: `${(usable.p50 / 1000).toFixed(2)} s`,
        met: usable.p50 <= 1_500,
      },
      {
        aim: "no task over 50 ms while a million rows scroll",
        value: longest.p50 === 0 ? "none" : `${longest.p50.toFixed(0)} ms`,
        met: longest.p50 === 0,
      },
    ];
  },
};
