// How long a user waits: from the PBX's event to the webhook, with few and with many calls going on.
import { setTimeout as sleep } from "node:timers/promises";
import { startChild } from "../child.ts";
import type { BareQuestions } from "../children/bare.ts";
import type { EngineQuestions } from "../children/engine.ts";
import type { Mark, PbxQuestions } from "../children/pbx.ts";
import type { Arrival, ReceiverQuestions } from "../children/receiver.ts";
import { type BenchRow, find, type Running, type Samples } from "../harness.ts";
import type { OutboxKind } from "../outbox.ts";
import { formatMs } from "../table.ts";

const mostCalls = 1024;
const farCalls = 4096;
const perSecond = 100;
const forMs = 3000;

/** All three run on one PBX, engine and receiver: what differs is how many calls are open. */
interface Stage {
  readonly pbx: ReturnType<typeof startChild<PbxQuestions>>;
  readonly receiver: ReturnType<typeof startChild<ReceiverQuestions>>;
  readonly engine: ReturnType<typeof startChild<EngineQuestions>>;
}

interface Shared {
  readonly stage: Promise<Stage>;
  users: number;
}

const stages = new Map<string, Shared>();

async function openStage(outbox: OutboxKind, extensions: number): Promise<Stage> {
  const pbx = startChild<PbxQuestions>("pbx");
  const receiver = startChild<ReceiverQuestions>("receiver");
  const engine = startChild<EngineQuestions>("engine");
  const { url: pbxUrl } = await pbx.ask("start", { extensions, attached: false });
  const { url } = await receiver.ask("start", "well");
  await engine.ask("start", { pbxUrl, settings: `[endpoint.crm]\nurl = ${url}/crm`, outbox });
  await engine.ask("noteSent", undefined);
  return { pbx, receiver, engine };
}

async function prepare(calls: number, outbox: OutboxKind = "memory"): Promise<Running> {
  // A PBX of four thousand extensions would not be that of the others.
  const extensions = Math.max(mostCalls, calls);
  const key = `${outbox} ${extensions}`;
  const shared = stages.get(key) ?? { stage: openStage(outbox, extensions), users: 0 };
  stages.set(key, shared);
  shared.users += 1;
  const stage = await shared.stage;
  const { pbx, receiver, engine } = stage;
  return {
    async round() {
      await pbx.ask("setOpen", calls);
      await quiet(stage);
      await receiver.ask("take", undefined);
      await engine.ask("takeSent", undefined);
      const { marks, load } = await watched(stage, () => pbx.ask("churn", { open: calls, perSecond, forMs }));
      await quiet(stage);
      const arrivals = await receiver.ask("take", undefined);
      const sent = await engine.ask("takeSent", undefined);
      // Whoever is measured next shall not be disturbed by calls that this one keeps open.
      await pbx.ask("setOpen", 0);
      return { arrived: latencies(marks, arrivals), sent: latencies(marks, sent), ...load };
    },
    async close() {
      shared.users -= 1;
      if (shared.users > 0) return;
      stages.delete(key);
      await Promise.all([engine.end(), pbx.end(), receiver.end()]);
    },
  };
}

/** What each process had to do while the calls changed: it says whose time a latency is. */
async function watched({ pbx, engine }: Stage, churn: () => Promise<readonly Mark[]>) {
  await pbx.ask("load", undefined);
  await engine.ask("load", undefined);
  const marks = await churn();
  const [own, simulator] = [await engine.ask("load", undefined), await pbx.ask("load", undefined)];
  const load = {
    engine: [own.corePercent],
    simulator: [simulator.corePercent],
    "engine late": [own.latestMs],
    "simulator late": [simulator.latestMs],
  };
  return { marks, load };
}

/** Until nothing has arrived for a while, and the engine has nothing to do. */
async function quiet({ receiver, engine }: Stage): Promise<void> {
  let before = -1;
  for (let count = 0; count !== before; ) {
    before = count;
    await sleep(1300);
    count = await receiver.ask("count", undefined);
    if ((await engine.ask("busy", undefined)) > 1) before = -1;
  }
}

async function prepareBare(): Promise<Running> {
  const pbx = startChild<PbxQuestions>("pbx");
  const receiver = startChild<ReceiverQuestions>("receiver");
  const bare = startChild<BareQuestions>("bare");
  const { url: pbxUrl } = await pbx.ask("start", { extensions: 1, attached: false });
  const { url: receiverUrl } = await receiver.ask("start", "well");
  await bare.ask("start", { pbxUrl, receiverUrl });
  return {
    async round() {
      const marks = await pbx.ask("churn", { open: 1, perSecond, forMs });
      await sleep(100);
      return { arrived: latencies(marks, await receiver.ask("take", undefined)) };
    },
    async close() {
      await Promise.all([bare.end(), pbx.end(), receiver.end()]);
    },
  };
}

/** Marks and requests belong together by callid and what happened; what did not arrive is missing. */
function latencies(marks: readonly Mark[], requests: readonly Arrival[]): Samples[string] {
  const arrivedAtMs = new Map<string, number>();
  for (const { target, atMs } of requests) {
    const event = /[?&]event=(\w+)/.exec(target)?.[1];
    const callId = /[?&]id=\d+_(\d+)-/.exec(target)?.[1];
    arrivedAtMs.set(`${callId} ${event === "hangupincoming" ? "Connected" : event}`, atMs);
  }
  return marks.flatMap(({ callId, now, atMs }) => {
    const arrived = arrivedAtMs.get(`${callId} ${now === "Ringing" ? "ringing" : now}`);
    return arrived === undefined ? [] : [arrived - atMs];
  });
}

const bare = "bare ws, undici GET, undici GET; 1 call";
const names = {
  one: "engine, 1 call",
  hundred: "engine, 100 calls",
  most: `engine, ${mostCalls} calls`,
  far: `engine, ${farCalls} calls`,
  durable: `engine with the disk, ${mostCalls} calls`,
};

export const latency: BenchRow = {
  name: "latency",
  title: "From the PBX's event to the webhook",
  how:
    "The simulator, the engine and the receiver are processes of their own. Calls ring, are answered and end at random moments, " +
    `${perSecond} changes a second in all. The clock starts just before the simulator writes an upsert to the socket; ` +
    '"arrived" stops when the receiver has the head of the webhook, "sent" when the engine writes it. ' +
    "The engine asks the simulator for the leg in between, as it has to with 3CX. ActiveCalls is polled each second, with a row for each call. " +
    "Processor time and the delay of the event loop of engine and simulator say whose time it is. " +
    "The outbox is in memory, except where the disk is named: there each event is committed (FULL) before it is sent.",
  measures: [
    { name: "arrived", says: "from the simulator's upsert to the receiver's socket", unit: "ms" },
    { name: "sent", says: "from the simulator's upsert to the engine's write", unit: "ms" },
    { name: "engine", says: "processor time of the engine meanwhile", unit: "% of a core" },
    { name: "simulator", says: "processor time of the simulator meanwhile", unit: "% of a core" },
    { name: "engine late", says: "the longest that the engine's event loop came late", unit: "ms" },
    { name: "simulator late", says: "the longest that the simulator's event loop came late", unit: "ms" },
  ],
  variants: [
    { name: bare, prepare: prepareBare },
    { name: names.one, prepare: () => prepare(1) },
    { name: names.hundred, prepare: () => prepare(100) },
    { name: names.most, prepare: () => prepare(mostCalls) },
    { name: names.far, prepare: () => prepare(farCalls) },
    { name: names.durable, prepare: () => prepare(mostCalls, "full") },
  ],
  mostRounds: 5,
  goals(result) {
    const one = find(result, "arrived", names.one);
    const most = find(result, "arrived", names.most);
    const far = find(result, "arrived", names.far);
    const floor = find(result, "arrived", bare);
    if (one === undefined || most === undefined || far === undefined) return [];
    const growth = most.p50 / one.p50;
    return [
      {
        aim: "p99 under 10 ms with 1,024 calls",
        value: `${formatMs(most.roundP99)} (bare loop with 1 call: ${formatMs(floor?.roundP99 ?? Number.NaN)})`,
        met: most.roundP99 < 10,
      },
      {
        aim: "p99 under 20 ms with 4,096 calls",
        value: formatMs(far.roundP99),
        met: far.roundP99 < 20,
      },
      {
        aim: "p50 does not grow with the number of calls (1,024 to 1, at most ×1.25)",
        value: `×${growth.toFixed(2)}`,
        met: growth <= 1.25,
      },
    ];
  },
};
