// How soon the window can be used when there is much behind it: a month of calls and deliveries on disk, or nothing.
import { type BenchRow, find, type Running } from "../harness.ts";
import { copyHistory, keepHistory } from "../history-files.ts";
import { createWindowStage } from "../window-stage.ts";

const count = 100_000;

/** Place, and what shows that it can be used: the first rows, or the sentence that there are none. */
const places = [
  ["overview", "/overview", "Endpoints", "Endpoints"],
  ["calls", "/calls?days=all", "row", "No calls right now."],
  ["webhooks", "/webhooks", "row", "No webhook has been sent yet."],
] as const;

async function prepare(history: number): Promise<Running> {
  const stage = await createWindowStage({
    extensions: 250,
    settings: ["[endpoint.crm]", "url = http://127.0.0.1:9/crm", "mirror = yes", ...keepHistory],
    ...(history === 0 ? {} : { prepare: (folder: string) => copyHistory(history, folder) }),
  });
  return {
    async round() {
      const samples: Record<string, readonly number[]> = {};
      for (const [name, place, withRows, without] of places) {
        const sign = history === 0 ? without : withRows;
        const startedAtMs = performance.now();
        const { page, close } = await stage.open(place);
        const view = page.getByRole("main");
        const found = sign === "row" ? view.getByRole("row").nth(10) : view.getByText(sign);
        await found.first().waitFor();
        samples[name] = [performance.now() - startedAtMs];
        await close();
      }
      return samples;
    },
    close: stage.close,
  };
}

const names = { empty: "nothing yet", full: `${count.toLocaleString("en")} calls and deliveries` };

export const windowStart: BenchRow = {
  name: "window-start",
  title: "Opening the window",
  how: "From entering the address, in a browser that has nothing of the page yet, to what one came for: the first rows, or the sentence that there are none. The service has been running; it shares the machine with the browser and the simulated PBX.",
  measures: [
    { name: "overview", says: "Overview", unit: "ms" },
    { name: "calls", says: "Calls", unit: "ms" },
    { name: "webhooks", says: "Webhooks", unit: "ms" },
  ],
  variants: [
    { name: names.empty, prepare: () => prepare(0) },
    { name: names.full, prepare: () => prepare(count) },
  ],
  goals(result) {
    const slowest = Math.max(...places.map(([name]) => find(result, name, names.full)?.p50 ?? 0));
    return [
      {
        aim: `usable within 1.5 s with ${count.toLocaleString("en")} rows`,
        value: `${(slowest / 1000).toFixed(2)} s`,
        met: slowest <= 1_500,
      },
    ];
  },
};
