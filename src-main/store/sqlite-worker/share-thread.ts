/**
 * Several SQLite modules in one thread, for files that can wait for each other: a thread costs 12 MB of
 * memory, whatever it does. Each module keeps its own file, and fails and is opened anew alone.
 */
import type { SyncModule, WorkerConnection } from "./protocol.ts";

type AnyModule = Readonly<Record<string, (input: never) => unknown>>;

/** Modules by name; as one module, the method `put` of `calls` is called `calls.put`. */
export type JoinedModules = AnyModule & { readonly close: (input: undefined) => void };

export interface SharedThread<Modules> {
  /**
   * A connection to one of the modules. The thread begins with the first one and ends with the last; when
   * it has ended by itself, the next connection begins a new one.
   */
  connect<Name extends keyof Modules & string>(name: Name): WorkerConnection<Modules[Name]>;
}

/** The worker's side: what it serves. */
export function joinModules(modules: Readonly<Record<string, object>>): JoinedModules {
  const methods = Object.entries(modules).flatMap(([name, module]) =>
    Object.entries(module).map(([method, run]) => [`${name}.${method}`, run]),
  );
  return { ...Object.fromEntries(methods), close: () => {} };
}

/** The main thread's side. `start` begins a thread that serves the joined `Modules`. */
export function shareThread<Modules extends { readonly [Name in keyof Modules]: SyncModule<Modules[Name]> }>(
  start: () => WorkerConnection<JoinedModules>,
): SharedThread<Modules> {
  let current: { readonly connection: WorkerConnection<JoinedModules>; users: number } | undefined;

  return {
    connect(name) {
      current ??= { connection: start(), users: 0 };
      const thread = current;
      thread.users += 1;
      let closed = false;

      function leave(): void {
        if (current === thread) current = undefined;
      }

      async function call(method: string, input: unknown) {
        const answer = await thread.connection.call(`${name}.${method}`, input as never);
        if (!answer.ok && answer.failure.kind === "crashed") leave();
        return answer;
      }

      return {
        // Typed by the module of that name, which answers.
        call: (method, input) => call(method, input) as Promise<never>,
        async close() {
          if (closed) return;
          closed = true;
          await call("close", undefined);
          thread.users -= 1;
          if (thread.users > 0) return;
          leave();
          await thread.connection.close();
        },
      };
    },
  };
}
