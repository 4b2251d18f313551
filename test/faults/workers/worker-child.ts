/** A delivery worker as a process of its own, to be killed: `URL LEASE_MS RECEIVER`. */
import { createRealClock } from "../../../src-main/clock.ts";
import { createWorkerStore } from "../../../src-main/store/postgres/worker-store.ts";
import { createHttpSender } from "../../../src-main/webhooks/delivery/http-sender.ts";
import { createWorker } from "../../../src-main/worker/create-worker.ts";
import { createLogBook } from "../../unit/webhooks/delivery/bench.ts";
import { workerEndpoints } from "./worker-endpoints.ts";

const [url = "", lease = "", receiver = ""] = process.argv.slice(2);
const leaseMs = Number(lease);
const { log } = createLogBook();
const worker = createWorker({
  open: (onNews) =>
    createWorkerStore({ url, name: `child ${process.pid}`, version: "9.9.9", leaseMs, onNews }),
  ...{ leaseMs, log, clock: createRealClock(), random: Math.random, version: "9.9.9" },
  monotonicMs: () => performance.now(),
  sender: createHttpSender({}),
});
worker.apply(workerEndpoints(receiver));
worker.start();
