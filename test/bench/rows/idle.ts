// What the program takes from a machine that has other things to do, with the window open and closed.
import { setTimeout as sleep } from "node:timers/promises";
import { machineMs, startChild } from "../child.ts";
import type { ReceiverQuestions } from "../children/receiver.ts";
import { type BenchRow, find, type Goal, type Running } from "../harness.ts";
import { type Usage, usualEntry } from "../service-process.ts";
import { createWindowStage } from "../window-stage.ts";

const forMs = 10_000;
const calls = 50;
/** A call has two changes and three webhooks. */
const changesPerWebhook = 2 / 3;

interface Load {
  /** 0: nobody calls. */
  readonly webhooksPerSecond: number;
  /** The place that the window shows; absent: it is closed. */
  readonly place?: string;
}

async function prepare({ webhooksPerSecond, place }: Load): Promise<Running | undefined> {
  if (process.platform !== "linux") return undefined;
  const receiver = startChild<ReceiverQuestions>("receiver");
  const { url } = await receiver.ask("start", "well");
  const { pbx, service, open, close } = await createWindowStage({
    ...{ extensions: calls, attached: false, entry: usualEntry() },
    settings: ["[endpoint.crm]", `url = ${url}/crm`],
  });
  if (webhooksPerSecond > 0) await pbx.ask("setOpen", calls);
  const perSecond = webhooksPerSecond * changesPerWebhook;
  const work = () => (perSecond > 0 ? pbx.ask("churn", { open: calls, perSecond, forMs }) : sleep(forMs));

  function used(): Usage {
    const usage = service.usage();
    if (usage === undefined) throw new Error("The system does not say what a process uses.");
    return usage;
  }

  return {
    async round() {
      const opened = place === undefined ? undefined : await open(place);
      await opened?.page.getByRole("main").waitFor();
      // What a start or a window leaves behind is not rest.
      await sleep(3000);
      const startedAtMs = machineMs();
      const before = used().processorMs;
      await work();
      const { processorMs, residentBytes } = used();
      const share = ((processorMs - before) * 100) / (machineMs() - startedAtMs);
      await receiver.ask("take", undefined);
      await opened?.close();
      return { share: [share], memory: [residentBytes / 1e6] };
    },
    async close() {
      await close();
      await receiver.end();
    },
  };
}

const names = {
  idle: "connected, nobody calls",
  watched: "the same with the window open (Overview)",
  some: "about 10 webhooks a second",
  busy: "about 50 webhooks a second",
  busyWatched: "the same with the window open (Calls)",
};

export const idle: BenchRow = {
  name: "idle",
  title: "Processor time and memory at rest and at work",
  how:
    `The service as it is built (else from its sources), all of its threads, by what Linux says of the process, for ${forMs / 1000} s each. ` +
    "It is connected to the simulator, ActiveCalls are polled each second, each event is committed to the disk (FULL); the window is a Chromium on the same machine, whose own work does not count here.",
  measures: [
    { name: "share", says: "processor time of the service", unit: "% of a core" },
    { name: "memory", says: "resident memory of the service", unit: "MB" },
  ],
  variants: [
    { name: names.idle, prepare: () => prepare({ webhooksPerSecond: 0 }) },
    { name: names.watched, prepare: () => prepare({ webhooksPerSecond: 0, place: "/overview" }) },
    { name: names.some, prepare: () => prepare({ webhooksPerSecond: 10 }) },
    { name: names.busy, prepare: () => prepare({ webhooksPerSecond: 50 }) },
    { name: names.busyWatched, prepare: () => prepare({ webhooksPerSecond: 50, place: "/calls" }) },
  ],
  mostRounds: 2,
  goals(result) {
    const goal = (measure: "share" | "memory", name: string, aim: string, most: number): Goal[] => {
      const own = find(result, measure, name);
      if (own === undefined) return [];
      const value = measure === "share" ? `${own.p50.toFixed(1)} %` : `${own.p50.toFixed(0)} MB`;
      return [{ aim, value, met: own.p50 <= most }];
    };
    return [
      ...goal("share", names.idle, "at rest at most 1 % of a core", 1),
      ...goal("memory", names.idle, "at rest under 120 MB", 120),
      ...goal("share", names.busy, "at 50 events/s at most 15 % of a core", 15),
    ];
  },
};
