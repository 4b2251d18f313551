/** The thread that watches for a checkpoint and ends the process while it runs. */
import { workerData } from "node:worker_threads";
import type { WatchOrder } from "./checkpoint-killer.ts";
import { IDLE, RUNNING } from "./checkpoint-killer.ts";

const { state, firstDelayMs }: WatchOrder = workerData;

for (let delayMs = firstDelayMs; ; delayMs /= 2) {
  Atomics.wait(state, 0, IDLE);
  const fromMs = performance.now();
  while (performance.now() - fromMs < delayMs);
  if (Atomics.load(state, 0) === RUNNING) process.kill(process.pid, "SIGKILL");
}
