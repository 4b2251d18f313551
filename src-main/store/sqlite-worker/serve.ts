/** The worker's side: answers each request by calling the module's function of that name. */
import { parentPort } from "node:worker_threads";
import type { Answer } from "./failure.ts";
import { failureOf } from "./failure.ts";
import type { SyncModule, WorkerReply, WorkerRequest } from "./protocol.ts";

/** Call once, as the last line of a worker's file. The thread ends after it has answered `close`. */
export function serve<Module extends SyncModule<Module>>(module: Module): void {
  const port = parentPort;
  if (port === null) throw new Error("This file is a worker thread's; it cannot run by itself.");
  port.on("message", ({ id, method, input }: WorkerRequest) => {
    const reply: WorkerReply = { id, answer: answerFrom(module, method, input) };
    port.postMessage(reply);
    if (method === "close") port.close();
  });
}

/** Calls `module[method](input)`; what it throws becomes data. */
export function answerFrom<Module extends SyncModule<Module>>(
  module: Module,
  method: string,
  input: unknown,
): Answer<unknown> {
  const known: Readonly<Record<string, unknown>> = { ...module };
  const found = known[method];
  if (typeof found !== "function") {
    return { ok: false, failure: { kind: "refused", reason: `There is no method ${method}.` } };
  }
  try {
    // The connection is typed by the same module, so the input is what the function takes.
    return { ok: true, value: (found as (input: unknown) => unknown)(input) };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}
