/** A store's module without its thread, so that a test can hold the file it works on. */
import { answerFrom } from "../../../src-main/store/sqlite-worker/serve.ts";
import type { Answer } from "../../../src-main/store/sqlite-worker/failure.ts";
import type { SyncModule, WorkerConnection } from "../../../src-main/store/sqlite-worker/protocol.ts";

export function connectInProcess<Module extends SyncModule<Module>>(
  module: Module,
): WorkerConnection<Module> {
  const call = async (method: string, input: unknown) => {
    // Like a thread: values are copied, and nothing happens before the caller has gone on.
    const copy: unknown = structuredClone(input);
    await new Promise((resolve) => setImmediate(resolve));
    return structuredClone(answerFrom(module, method, copy));
  };
  return {
    // Typed by the module, as the thread's connection is.
    call: (method, input) => call(method, input) as Promise<Answer<never>>,
    async close() {
      await call("close", undefined);
    },
  };
}
