// What it costs to look at a recordings folder that has been filled for years.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Child, startChild } from "../child.ts";
import type { RescanQuestions } from "../children/recordings-rescan.ts";
import { type BenchRow, find, type Running, type Samples } from "../harness.ts";
import { temporaryFolder } from "../outbox.ts";
import { formatValue } from "../table.ts";

const extensions = 100;
const each = 1000;
const files = extensions * each;
const mostGrowthMb = 100;
const rescanned = "rescan by the source";

let filled: string | undefined;

function fill(): string {
  const folder = temporaryFolder();
  for (let extension = 100; extension < 100 + extensions; extension += 1) {
    mkdirSync(join(folder, String(extension)));
    for (let n = 0; n < each; n += 1) {
      const name = `[Tampa South]_+18139975575-${extension}_20260130152748(${n}).wav`;
      writeFileSync(join(folder, String(extension), name), "RIFF");
    }
  }
  return folder;
}

type Work = (child: Child<RescanQuestions>, folder: string) => Promise<number>;

/** `before` is done once and not measured; memory counts from after it. */
async function prepare(work: Work, before?: Work): Promise<Running> {
  filled ??= fill();
  const folder = filled;
  const child = startChild<RescanQuestions>("recordings-rescan");
  const emptyBytes = await child.ask("peak", undefined);
  await before?.(child, folder);
  return {
    async round(): Promise<Samples> {
      const time = [await work(child, folder)];
      if ((await child.ask("told", undefined)) > 0)
        throw new Error("Something was told of a settled folder.");
      return { time, memory: [((await child.ask("peak", undefined)) - emptyBytes) / 1e6] };
    },
    close: () => child.end(),
  };
}

export const recordingsRescan: BenchRow = {
  name: "recordings-rescan",
  title: "Looking at a folder full of recordings",
  how:
    `${files.toLocaleString("en")} small files in ${extensions} folders, half of them settled, half older than the program. ` +
    "Each way of looking has a process of its own; its memory is the most that it ever had above an empty process. " +
    "The rescan is a thorough one, which looks at every file's size and time.",
  measures: [
    { name: "time", says: "one look at everything", unit: "ms" },
    { name: "memory", says: "growth of resident memory since the process began", unit: "MB" },
  ],
  variants: [
    {
      name: "names only, by readdir",
      prepare: () => prepare((child, folder) => child.ask("readNames", { folder })),
    },
    {
      name: "names, read as a stream",
      prepare: () => prepare((child, folder) => child.ask("walk", { folder, looks: false })),
    },
    {
      name: "names and lstat of each, one by one",
      prepare: () => prepare((child, folder) => child.ask("walk", { folder, looks: true })),
    },
    {
      name: rescanned,
      prepare: () =>
        prepare(
          (child) => child.ask("rescan", undefined),
          (child, folder) => child.ask("start", { folder }),
        ),
    },
  ],
  mostRounds: 5,
  goals: (result) => {
    const memory = find(result, "memory", rescanned);
    if (memory === undefined) return [];
    const aim = `a rescan of ${files.toLocaleString("en")} files with less than ${mostGrowthMb} MB more memory`;
    return [{ aim, value: formatValue(memory.p99, "MB"), met: memory.p99 < mostGrowthMb }];
  },
};
