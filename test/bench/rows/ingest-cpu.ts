// What hearing of a change costs the engine, against a bare socket with JSON.parse.
import { setTimeout as sleep } from "node:timers/promises";
import { startChild } from "../child.ts";
import type { BareQuestions } from "../children/bare.ts";
import type { EngineQuestions } from "../children/engine.ts";
import type { PbxQuestions } from "../children/pbx.ts";
import { type BenchRow, find, type Running } from "../harness.ts";

const calls = 100;
const changes = 2000;
const perSecond = 200;

/** The part of a listener that differs: how many events it has dealt with, and its processor time. */
interface Listener {
  dealtWith(): Promise<number>;
  processorMs(): Promise<number>;
  end(): Promise<void>;
}

async function prepare(attached: boolean, listen: (pbxUrl: string) => Promise<Listener>): Promise<Running> {
  const pbx = startChild<PbxQuestions>("pbx");
  const { url } = await pbx.ask("start", { extensions: calls, attached });
  const listener = await listen(url);
  await pbx.ask("setOpen", calls);

  async function rested(): Promise<void> {
    for (let before = -1, now = 0; now !== before; ) {
      before = now;
      await sleep(100);
      now = await listener.dealtWith();
    }
  }

  /** Processor time of the listener for each frame that `send` made the PBX send. */
  async function cost(send: () => Promise<unknown>): Promise<number> {
    await rested();
    const sentBefore = await pbx.ask("framesSent", undefined);
    const before = await listener.processorMs();
    await send();
    await rested();
    const used = (await listener.processorMs()) - before;
    return used / ((await pbx.ask("framesSent", undefined)) - sentBefore);
  }

  return {
    round: async () => ({
      // A burst that has to ask for each leg measures how many questions fall together, so there is none.
      ...(attached ? { burst: [await cost(() => pbx.ask("burst", { open: calls, changes }))] } : {}),
      paced: [await cost(() => pbx.ask("churn", { open: calls, perSecond, forMs: 3000 }))],
    }),
    async close() {
      await Promise.all([listener.end(), pbx.end()]);
    },
  };
}

async function bareLoop(pbxUrl: string): Promise<Listener> {
  const bare = startChild<BareQuestions>("bare");
  await bare.ask("start", { pbxUrl });
  return {
    dealtWith: () => bare.ask("events", undefined),
    processorMs: () => bare.ask("processorMs", undefined),
    end: () => bare.end(),
  };
}

async function wholeEngine(pbxUrl: string): Promise<Listener> {
  const engine = startChild<EngineQuestions>("engine");
  await engine.ask("start", { pbxUrl, settings: "active_calls_poll_s = 60", outbox: "memory" });
  return {
    dealtWith: () => engine.ask("legs", undefined),
    processorMs: () => engine.ask("processorMs", undefined),
    end: () => engine.end(),
  };
}

const names = {
  bare: "bare ws and JSON.parse",
  attached: "engine, events carry their leg",
  asking: "engine, asks for each leg",
};

export const ingestCpu: BenchRow = {
  name: "ingest-cpu",
  title: "Processor time for one event",
  how:
    `User and system time of the listening process, divided by the frames that the simulator sent, ${calls} calls open. ` +
    "To count the question for the leg separately, the simulator sends events that carry their leg, as some builds of 3CX do; " +
    "then nothing has to be asked, and everything else is the same: parsing, the state machine, the making of events. " +
    "Without endpoints, because delivery has its own row. The third line asks for each leg; the difference is the price of the question.",
  measures: [
    { name: "burst", says: `one event of ${changes.toLocaleString("en")} changes in one go`, unit: "ms" },
    { name: "paced", says: `one event at ${perSecond} changes/s`, unit: "ms" },
  ],
  variants: [
    { name: names.bare, prepare: () => prepare(true, bareLoop) },
    { name: names.attached, prepare: () => prepare(true, wholeEngine) },
    { name: names.asking, prepare: () => prepare(false, wholeEngine) },
  ],
  goals: (result) =>
    (["burst", "paced"] as const).flatMap((measure) => {
      const own = find(result, measure, names.attached);
      if (own === undefined) return [];
      const aim = `at most 5 times a bare loop, ${measure === "burst" ? "in a burst" : "one by one"}`;
      return [{ aim, value: `×${own.ratio.toFixed(1)}`, met: own.ratio <= 5 }];
    }),
};
