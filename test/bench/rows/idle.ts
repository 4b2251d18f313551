// What the program takes from a machine that has other things to do.
import { setTimeout as sleep } from "node:timers/promises";
import { machineMs, startChild } from "../child.ts";
import type { EngineQuestions } from "../children/engine.ts";
import type { PbxQuestions } from "../children/pbx.ts";
import type { ReceiverQuestions } from "../children/receiver.ts";
import { type BenchRow, find, type Running } from "../harness.ts";

const forMs = 10_000;
const calls = 50;
/** A call has two changes and three webhooks. */
const changesPerSecond = 33.4;

async function prepare(busy: boolean): Promise<Running> {
  const pbx = startChild<PbxQuestions>("pbx");
  const receiver = startChild<ReceiverQuestions>("receiver");
  const engine = startChild<EngineQuestions>("engine");
  const { url: pbxUrl } = await pbx.ask("start", { extensions: calls, attached: false });
  const { url } = await receiver.ask("start", "well");
  await engine.ask("start", { pbxUrl, settings: `[endpoint.crm]\nurl = ${url}/crm`, outbox: "full" });
  if (busy) await pbx.ask("setOpen", calls);
  const work = () =>
    busy ? pbx.ask("churn", { open: calls, perSecond: changesPerSecond, forMs }) : sleep(forMs);
  return {
    async round() {
      const startedAtMs = machineMs();
      const before = await engine.ask("processorMs", undefined);
      await work();
      const used = (await engine.ask("processorMs", undefined)) - before;
      await receiver.ask("take", undefined);
      return { share: [(used * 100) / (machineMs() - startedAtMs)] };
    },
    async close() {
      await Promise.all([engine.end(), pbx.end(), receiver.end()]);
    },
  };
}

const names = { idle: "connected, nobody calls", busy: "about 50 webhooks a second" };

export const idle: BenchRow = {
  name: "idle",
  title: "Processor time at rest and at work",
  how: `User and system time of the engine for ${forMs / 1000} s, connected to the simulator, ActiveCalls polled each second, each event committed to the disk (FULL).`,
  measures: [{ name: "share", says: "processor time of the engine", unit: "% of a core" }],
  variants: [
    { name: names.idle, prepare: () => prepare(false) },
    { name: names.busy, prepare: () => prepare(true) },
  ],
  mostRounds: 2,
  goals(result) {
    const busy = find(result, "share", names.busy);
    if (busy === undefined) return [];
    const value = `${busy.p50.toFixed(1)} %`;
    return [{ aim: "at 50 events/s at most 15 % of a core", value, met: busy.p50 <= 15 }];
  },
};
