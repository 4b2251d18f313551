/** Keeps an event in a queue and reads it back. Argument: the file. */
import { createRealClock } from "../../../src-main/clock.ts";
import { createDurableOutbox } from "../../../src-main/store/queue/durable-outbox.ts";

const silent = () => undefined;
const started = await createDurableOutbox({
  path: process.argv[2] ?? "",
  durability: "full",
  clock: createRealClock(),
  log: { debug: silent, info: silent, warn: silent, error: silent },
  onAlarm: silent,
});
if (!started.ok) throw new Error(started.sentence);
const request = { method: "GET", url: "https://crm/", baseUrl: "https://crm/" } as const;
await started.outbox.accept([
  {
    id: "1",
    chainId: "a",
    linkId: "a-0",
    seq: 1,
    type: "ringing",
    acceptedAtMs: 0,
    deliveries: [{ endpoint: "crm", request, deadlineAtMs: 1 }],
  },
]);
const { events } = await started.outbox.loadPending();
await started.outbox.close();
process.stdout.write(`${events.length} event is kept\n`);
