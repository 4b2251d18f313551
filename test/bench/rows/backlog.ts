// What it costs to keep the promise to a receiver that is down: memory for each webhook that waits, and
// whether waiting alone makes it more.
import { setTimeout as sleep } from "node:timers/promises";
import { join } from "node:path";
import { machineMs, startChild } from "../child.ts";
import type { BacklogQuestions } from "../children/backlog.ts";
import { type BenchRow, find, type Goal, type Running, type Samples } from "../harness.ts";
import { temporaryFolder } from "../outbox.ts";
import { copyPending } from "../pending-file.ts";
import { median } from "../statistics.ts";
import { formatValue } from "../table.ts";

const sizes = [0, 100_000, 500_000] as const;
const forMs = 30_000;
/** Collecting the garbage of a large heap takes a second. */
const everyMs = 3000;
const mostSpanPercent = 110;

/** Of the process for which nothing waits. */
let emptyBytes = Number.NaN;

async function prepare(count: number): Promise<Running> {
  const room = startChild<BacklogQuestions>("backlog");
  const folder = temporaryFolder();
  const path = count === 0 ? join(folder, "queue.db") : copyPending(count, folder);
  await room.ask("start", { path });
  let window = begin(everyMs);

  function begin(watchMs: number): Promise<number[]> {
    const begun = watch(watchMs);
    // The round that asks for it finds a failure; until then it is nobody's.
    begun.catch(() => {});
    return begun;
  }

  /** Samples of `watchMs`; all sizes wait at the same time, they do not disturb each other. */
  async function watch(watchMs: number): Promise<number[]> {
    const bytes: number[] = [];
    for (const endsAtMs = machineMs() + watchMs; machineMs() < endsAtMs; ) {
      await sleep(everyMs);
      bytes.push(await room.ask("memory", undefined));
    }
    const waiting = await room.ask("waiting", undefined);
    if (waiting !== count) throw new Error(`${waiting} webhooks wait, not ${count}.`);
    return bytes;
  }

  return {
    async round() {
      const samples = samplesOf(await window, count);
      window = begin(forMs);
      return samples;
    },
    close: () => room.end(),
  };
}

function samplesOf(bytes: readonly number[], count: number): Samples {
  const middle = median(bytes);
  if (count === 0) emptyBytes = middle;
  const memory = bytes.map((value) => value / 1e6);
  const span = [(Math.max(...bytes) * 100) / Math.min(...bytes)];
  return count === 0 ? { memory, span } : { memory, span, each: [(middle - emptyBytes) / count] };
}

const nameOf = (count: number) =>
  count === 0 ? "nothing waits" : `${count.toLocaleString("en")} webhooks wait`;

export const backlog: BenchRow = {
  name: "backlog",
  title: "Memory while a receiver is down",
  how:
    "The webhooks room with its queue on disk in a process of its own, to a port where nothing listens. It reads what waits from a file, " +
    `then waits ${forMs / 1000} s; every ${everyMs / 1000} s its garbage is collected and its resident memory noted. ` +
    "Each webhook is the end of another call, in the native dialect, which says most. All sizes wait at the same time.",
  measures: [
    { name: "memory", says: "resident memory after collecting garbage", unit: "MB" },
    { name: "span", says: "the highest sample of a round, as a share of its lowest", unit: "%" },
    { name: "each", says: "memory for each webhook that waits", unit: "bytes" },
  ],
  variants: [
    { name: nameOf(sizes[0]), prepare: () => prepare(sizes[0]) },
    { name: nameOf(sizes[1]), prepare: () => prepare(sizes[1]) },
    { name: nameOf(sizes[2]), prepare: () => prepare(sizes[2]) },
  ],
  mostRounds: 1,
  goals: (result) =>
    sizes.flatMap((count): Goal[] => {
      const span = find(result, "span", nameOf(count));
      const each = find(result, "each", nameOf(count));
      if (span === undefined || each === undefined) return [];
      const aim = `memory within ${mostSpanPercent - 100} % while ${nameOf(count)}`;
      const value = `within ${(span.p99 - 100).toFixed(1)} %, ${formatValue(each.p50, "bytes")} for each`;
      return [{ aim, value, met: span.p99 <= mostSpanPercent }];
    }),
};
