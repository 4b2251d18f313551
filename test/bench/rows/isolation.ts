// What a good receiver feels of three bad ones beside it.
import { startChild } from "../child.ts";
import type { ReceiverQuestions } from "../children/receiver.ts";
import type { WebhooksQuestions } from "../children/webhooks.ts";
import { type BenchRow, find, type Running } from "../harness.ts";

const events = 2000;
const perSecond = 200;

async function prepare(bad: boolean): Promise<Running> {
  const live = startChild<ReceiverQuestions>("receiver");
  const tooMany = startChild<ReceiverQuestions>("receiver");
  const slow = startChild<ReceiverQuestions>("receiver");
  const sender = startChild<WebhooksQuestions>("webhooks");
  const { url } = await live.ask("start", "well");
  const addresses = {
    // Nothing listens on port 1.
    dead: "http://127.0.0.1:1",
    loris: (await slow.ask("start", "slow-loris")).url,
    busy: (await tooMany.ask("start", "too-many")).url,
  };
  const sections = Object.entries(addresses).map(
    ([name, address]) => `[endpoint.${name}]\nurl = ${address}/${name}\ndialect = native\n`,
  );
  await sender.ask("start", { kind: { room: "memory" }, url, others: bad ? sections.join("\n") : "" });
  return {
    async round() {
      const answered = await sender.ask("paced", { perSecond, forMs: 5000 });
      const before = await sender.ask("processorMs", undefined);
      const rate = await sender.ask("burst", events);
      const used = (await sender.ask("processorMs", undefined)) - before;
      for (const one of [live, tooMany, slow]) await one.ask("take", undefined);
      return { rate: [rate], answered, used: [used / events] };
    },
    async close() {
      await Promise.all([sender, live, tooMany, slow].map((child) => child.end()));
    },
  };
}

const names = { alone: "alone", beside: "beside a dead, a slow-loris and a 429 endpoint" };

export const isolation: BenchRow = {
  name: "isolation",
  title: "A live endpoint beside broken ones",
  how:
    `${perSecond} events a second for 5 s, then ${events.toLocaleString("en")} events at once, each for all endpoints. Beside it: a port where nothing listens, ` +
    "a receiver that sends headers and then a byte a second, and one that answers 429 with Retry-After. The outbox is in memory.",
  measures: [
    { name: "answered", says: "from the event to the live receiver's 2xx", unit: "ms" },
    { name: "rate", says: "events until the live receiver's 2xx", unit: "per s" },
    { name: "used", says: "the sender's processor time for one event of the burst", unit: "ms" },
  ],
  variants: [
    { name: names.alone, prepare: () => prepare(false) },
    { name: names.beside, prepare: () => prepare(true) },
  ],
  goals(result) {
    const alone = find(result, "answered", names.alone);
    const beside = find(result, "answered", names.beside);
    const rate = find(result, "rate", names.beside);
    if (alone === undefined || beside === undefined || rate === undefined) return [];
    const p99 = beside.roundP99 / alone.roundP99;
    return [
      { aim: "p99 at most ×1.25 of alone", value: `×${p99.toFixed(2)}`, met: p99 <= 1.25 },
      {
        aim: "throughput at least 90 % of alone",
        value: `${(rate.ratio * 100).toFixed(0)} %`,
        met: rate.ratio >= 0.9,
      },
    ];
  },
};
