// What order, retries, a record of each attempt and a disk cost, against sending and forgetting.
import { startChild } from "../child.ts";
import type { ReceiverQuestions } from "../children/receiver.ts";
import type { SenderKind, WebhooksQuestions } from "../children/webhooks.ts";
import { type BenchRow, find, type Goal, type Running } from "../harness.ts";

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
      const answered = await sender.ask("paced", { perSecond, forMs: 2000 });
      await receiver.ask("take", undefined);
      return { rate: [rate], answered };
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
    `then ${perSecond} events a second at random moments. Webhooks of one call leave in order, one after the other; raw undici and axios know no order.`,
  measures: [
    { name: "rate", says: "events until the receiver's 2xx", unit: "per s" },
    { name: "answered", says: `from the event to the receiver's 2xx at ${perSecond} events/s`, unit: "ms" },
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
    ];
  },
};
