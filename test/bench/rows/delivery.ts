// What order, retries, a record of each attempt and a disk cost, against sending and forgetting.
import { startChild } from "../child.ts";
import type { ReceiverQuestions } from "../children/receiver.ts";
import type { SenderKind, WebhooksQuestions } from "../children/webhooks.ts";
import { type BenchRow, find, type Goal, type RowResult, type Running } from "../harness.ts";
import { formatMs } from "../table.ts";

const events = 3000;
const perSecond = 500;

async function prepare(kind: SenderKind): Promise<Running> {
  const receiver = startChild<ReceiverQuestions>("receiver");
  const sender = startChild<WebhooksQuestions>("webhooks");
  const { url } = await receiver.ask("start", "well");
  await sender.ask("start", { kind, url, others: "" });
  return {
    async round() {
      const rate = await sender.ask("burst", events);
      await sender.ask("takeCommits", undefined);
      const answered = await sender.ask("paced", { perSecond, forMs: 2000 });
      const commit = await sender.ask("takeCommits", undefined);
      await receiver.ask("take", undefined);
      return { rate: [rate], answered, commit };
    },
    async close() {
      await Promise.all([sender.end(), receiver.end()]);
    },
  };
}

const names = {
  undici: "raw undici, signed",
  axios: "axios, fire and forget, not signed",
  memory: "webhooks, outbox in memory",
  full: "webhooks, outbox on disk (FULL)",
  normal: "webhooks, outbox on disk (NORMAL)",
};

export const delivery: BenchRow = {
  name: "delivery",
  title: "Delivery",
  how:
    `${events.toLocaleString("en")} events of ${(events / 3).toLocaleString("en")} calls at once, at most 32 requests at a time, to a receiver in another process; ` +
    `then ${perSecond} events a second at random moments. Webhooks of one call leave in order, one after the other; raw undici and axios know no order. ` +
    "A commit's time is that of the thread that writes, from the first row to the disk's word; those that only note outcomes need no word (NORMAL) and are quicker.",
  measures: [
    { name: "rate", says: "events until the receiver's 2xx", unit: "per s" },
    { name: "answered", says: `from the event to the receiver's 2xx at ${perSecond} events/s`, unit: "ms" },
    { name: "commit", says: `one commit to the disk at ${perSecond} events/s`, unit: "ms" },
  ],
  variants: [
    { name: names.undici, prepare: () => prepare("undici") },
    { name: names.axios, prepare: () => prepare("axios") },
    { name: names.memory, prepare: () => prepare({ room: "memory" }) },
    { name: names.full, prepare: () => prepare({ room: "full" }) },
    { name: names.normal, prepare: () => prepare({ room: "normal" }) },
  ],
  goals(result) {
    const share = (of: string, to: string, aim: string, least: number): Goal[] => {
      const own = find(result, "rate", of);
      const other = find(result, "rate", to);
      if (own === undefined || other === undefined) return [];
      const reached = (own.p50 / other.p50) * 100;
      return [{ aim, value: `${reached.toFixed(0)} %`, met: reached >= least }];
    };
    return [
      ...share(names.full, names.undici, "on disk (FULL) at least 50 % of raw signed undici", 50),
      ...share(names.full, names.undici, "on disk (FULL) 70 % of raw signed undici", 70),
      ...share(names.full, names.memory, "on disk (FULL) at least 80 % of the same without disk", 80),
      ...share(names.memory, names.axios, "in memory no slower than axios, fire and forget", 100),
      ...addedGoals(result),
    ];
  },
};

/** What the disk adds to an event's way, against the time of a commit that it has to wait for in any case. */
function addedGoals(result: RowResult): Goal[] {
  const full = find(result, "answered", names.full);
  const memory = find(result, "answered", names.memory);
  const commit = find(result, "commit", names.full);
  if (full === undefined || memory === undefined || commit === undefined) return [];
  const goal = (aim: string, addedMs: number, mostMs: number): Goal => ({
    aim: `at ${perSecond} events/s the disk (FULL) adds at most ${aim}`,
    // Below zero is noise: waiting for a disk makes nothing quicker.
    value: `${formatMs(Math.max(0, addedMs))} of ${formatMs(mostMs)}`,
    met: addedMs <= mostMs,
  });
  return [
    goal("1.5 × the p50 of a commit + 1 ms to the p50", full.p50 - memory.p50, 1.5 * commit.p50 + 1),
    goal(
      "3 × the p99 of a commit + 5 ms to the p99",
      full.roundP99 - memory.roundP99,
      3 * commit.roundP99 + 5,
    ),
  ];
}
