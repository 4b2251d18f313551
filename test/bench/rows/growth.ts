// Whether an event costs more when years of calls lie on the disk.
import { setTimeout as sleep } from "node:timers/promises";
import { startChild } from "../child.ts";
import type { PbxQuestions } from "../children/pbx.ts";
import type { ReceiverQuestions } from "../children/receiver.ts";
import { type BenchRow, find, type Running } from "../harness.ts";
import { copyHistory, keepHistory } from "../history-files.ts";
import { temporaryFolder } from "../outbox.ts";
import { startService, type Usage, usualEntry, writeSettings } from "../service-process.ts";

const sizes = [10_000, 100_000, 1_000_000] as const;
const calls = 100;
const perSecond = 100;
const forMs = 8000;
/** History and log are written in batches some time after the event. */
const settleMs = 2000;
const mostGrowth = 1.2;

async function prepare(count: number): Promise<Running | undefined> {
  if (process.platform !== "linux") return undefined;
  const pbx = startChild<PbxQuestions>("pbx");
  const receiver = startChild<ReceiverQuestions>("receiver");
  const { url: pbxUrl } = await pbx.ask("start", { extensions: calls, attached: false });
  const { url } = await receiver.ask("start", "well");
  const folder = temporaryFolder();
  copyHistory(count, folder);
  const settings = writeSettings(folder, [
    ...["[pbx]", `url = ${pbxUrl}`, "client_id = webhook", "client_secret = simulator"],
    ...["[endpoint.crm]", `url = ${url}/crm`, "[server]", "port = 0", ...keepHistory],
  ]);
  const connected = pbx.ask("nextSocket", undefined);
  const service = startService(usualEntry(), settings, folder);
  await Promise.race([connected, service.died]);
  await pbx.ask("setOpen", calls);
  await sleep(settleMs);

  function used(): Usage {
    const usage = service.usage();
    if (usage === undefined) throw new Error("The system does not say what a process uses.");
    return usage;
  }

  return {
    async round() {
      await receiver.ask("take", undefined);
      const before = used().processorMs;
      await pbx.ask("churn", { open: calls, perSecond, forMs });
      await sleep(settleMs);
      const { processorMs, residentBytes } = used();
      const webhooks = (await receiver.ask("take", undefined)).length;
      return { cost: [(processorMs - before) / webhooks], memory: [residentBytes / 1e6] };
    },
    async close() {
      await service.stop("SIGTERM");
      await Promise.all([pbx.end(), receiver.end()]);
    },
  };
}

const nameOf = (count: number) => `${count.toLocaleString("en")} calls and deliveries`;

export const growth: BenchRow = {
  name: "growth",
  title: "An event's cost as history grows",
  how:
    `The service with a data folder that holds this many ended calls and as many logged deliveries. ${calls} calls are open, ${perSecond} changes a second for ${forMs / 1000} s; ` +
    `counted is the processor time of the whole process, until ${settleMs / 1000} s later, for each webhook that arrived: hearing, asking for the leg, state, queue on disk (FULL), delivery, history and log.`,
  measures: [
    { name: "cost", says: "processor time for one webhook", unit: "ms" },
    { name: "memory", says: "resident memory", unit: "MB" },
  ],
  variants: [
    { name: nameOf(sizes[0]), prepare: () => prepare(sizes[0]) },
    { name: nameOf(sizes[1]), prepare: () => prepare(sizes[1]) },
    { name: nameOf(sizes[2]), prepare: () => prepare(sizes[2]) },
  ],
  mostRounds: 3,
  goals(result) {
    const most = find(result, "cost", nameOf(sizes[2]));
    if (most === undefined) return [];
    const aim = `an event costs the same with ${nameOf(sizes[2])} as with ${sizes[0].toLocaleString("en")} (at most ×${mostGrowth})`;
    return [{ aim, value: `×${most.ratio.toFixed(2)}`, met: most.ratio <= mostGrowth }];
  },
};
