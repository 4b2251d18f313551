/**
 * The main thread's side: a SQLite module in a thread of its own, so that a slow disk never keeps
 * calls or sockets waiting.
 */
import { Worker } from "node:worker_threads";
import { reasonOf } from "../../../src-shared/thrown.ts";
import type { Answer } from "./failure.ts";
import type { SyncModule, WorkerConnection, WorkerReply, WorkerRequest } from "./protocol.ts";

/**
 * Starts the thread. `url` is written as a `new URL` of a literal "./…-worker.ts" and import.meta.url:
 * Node runs that file as it is, and the build (scripts/build/worker-entries.ts) bundles it. When the thread ends by itself, open
 * and later calls are answered with a failure of kind `crashed`.
 */
export function connectWorker<Module extends SyncModule<Module>>(
  url: URL,
  name: string,
): WorkerConnection<Module> {
  const worker = new Worker(url, { name, execArgv: [] });
  const open = new Map<number, (answer: Answer<unknown>) => void>();
  let lastId = 0;
  let ended: string | undefined;

  worker.unref();
  worker.on("message", ({ id, answer }: WorkerReply) => settle(id, answer));
  worker.on("messageerror", (error) => {
    end(error.message);
    // It knows nothing of that and would go on.
    void worker.terminate();
  });
  worker.on("error", (error) => end(reasonOf(error)));
  const exited = new Promise<void>((resolve) => {
    worker.on("exit", (code) => {
      end(`exit code ${code}`);
      resolve();
    });
  });

  function settle(id: number, answer: Answer<unknown>): void {
    const resolve = open.get(id);
    open.delete(id);
    // The thread keeps the program alive only while somebody waits for it.
    if (open.size === 0) worker.unref();
    resolve?.(answer);
  }

  function end(reason: string): void {
    ended ??= reason;
    for (const id of open.keys()) settle(id, crashed(reason));
  }

  function request(method: string, input: unknown): Promise<Answer<unknown>> {
    if (ended !== undefined) return Promise.resolve(crashed(ended));
    const message: WorkerRequest = { id: ++lastId, method, input };
    return new Promise((resolve) => {
      open.set(message.id, resolve);
      worker.ref();
      worker.postMessage(message, []);
    });
  }

  return {
    // Both sides are typed by the same module, so the answer has its type.
    call: (method, input) => request(method, input) as Promise<Answer<never>>,
    async close() {
      await request("close", undefined);
      // It ends by itself then (serve.ts), so that nothing is stopped amid its work.
      worker.ref();
      await exited;
    },
  };
}

function crashed(reason: string): Answer<never> {
  return { ok: false, failure: { kind: "crashed", reason: `The store's thread ended (${reason}).` } };
}
