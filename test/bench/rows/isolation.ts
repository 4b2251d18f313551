// What a good receiver feels of three bad ones beside it.
import { startChild } from "../child.ts";
import type { ReceiverQuestions } from "../children/receiver.ts";
import type { WebhooksQuestions } from "../children/webhooks.ts";
import { type BenchRow, find, type Running } from "../harness.ts";

const events = 2000;
/** One takes a quarter of a second, in which a single collection of garbage is much. */
const bursts = 5;
const perSecond = 200;
/** What a receiver takes that looks a caller up in a database. */
const thinkMs = 10;

type Others = "none" | "paused" | "broken";

async function prepare(others: Others): Promise<Running> {
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
  await sender.ask("start", {
    kind: { room: "memory" },
    url,
    others: others === "none" ? "" : sections.join("\n"),
    paused: others === "paused" ? Object.keys(addresses) : [],
  });
  return {
    async round() {
      const answered = await sender.ask("paced", { perSecond, forMs: 5000 });
      const before = await sender.ask("processorMs", undefined);
      const most: number[] = [];
      for (let burst = 0; burst < bursts; burst += 1) most.push(await sender.ask("burst", events));
      const used = (await sender.ask("processorMs", undefined)) - before;
      await live.ask("think", thinkMs);
      const rate = await sender.ask("burst", events);
      await live.ask("think", 0);
      for (const one of [live, tooMany, slow]) await one.ask("take", undefined);
      return { rate: [rate], most, answered, used: [used / (events * bursts)] };
    },
    async close() {
      await Promise.all([sender, live, tooMany, slow].map((child) => child.end()));
    },
  };
}

const names = {
  alone: "alone",
  paused: "beside the same three, paused by hand",
  beside: "beside a dead, a slow-loris and a 429 endpoint",
};

export const isolation: BenchRow = {
  name: "isolation",
  title: "A live endpoint beside broken ones",
  how:
    `${perSecond} events a second for 5 s, then ${bursts} times ${events.toLocaleString("en")} events at once to a live receiver that answers at once, and as many to one that takes ${thinkMs} ms for an answer. ` +
    "Each event is for all endpoints, so beside others it is accepted, kept and counted four times. Beside it: a port where nothing listens, " +
    "a receiver that sends headers and then a byte a second, and one that answers 429 with Retry-After; and, to tell the work of accepting from what broken receivers cost, the same three while they are paused and nothing is tried. The outbox is in memory.",
  measures: [
    { name: "answered", says: "from the event to the live receiver's 2xx", unit: "ms" },
    {
      name: "rate",
      says: `events until the live receiver's 2xx, when it takes ${thinkMs} ms: as many as it can`,
      unit: "per s",
    },
    {
      name: "most",
      says: "events until the live receiver's 2xx, when it answers at once: as many as the sender can",
      unit: "per s",
    },
    { name: "used", says: "the sender's processor time for one event of the burst", unit: "ms" },
  ],
  variants: [
    { name: names.alone, prepare: () => prepare("none") },
    { name: names.paused, prepare: () => prepare("paused") },
    { name: names.beside, prepare: () => prepare("broken") },
  ],
  goals(result) {
    const alone = find(result, "answered", names.alone);
    const beside = find(result, "answered", names.beside);
    const rate = find(result, "rate", names.beside);
    const most = find(result, "most", names.beside);
    const paused = find(result, "most", names.paused);
    if (alone === undefined || beside === undefined) return [];
    if (rate === undefined || most === undefined || paused === undefined) return [];
    const p99 = beside.roundP99 / alone.roundP99;
    return [
      { aim: "p99 at most ×1.25 of alone", value: `×${p99.toFixed(2)}`, met: p99 <= 1.25 },
      {
        aim: `throughput at least 90 % of alone, by what a receiver can that takes ${thinkMs} ms`,
        value: percent(rate.ratio),
        met: rate.ratio >= 0.9,
      },
      {
        aim: "throughput at least 90 % of alone, by what the sender can",
        value: `${percent(most.ratio)} (beside the same three, paused: ${percent(paused.ratio)})`,
        met: most.ratio >= 0.9,
      },
    ];
  },
};

function percent(ratio: number): string {
  return `${(ratio * 100).toFixed(0)} %`;
}
