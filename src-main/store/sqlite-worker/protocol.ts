/** What passes between the main thread and a worker thread that owns a SQLite file. */
import type { Answer } from "./failure.ts";

/** A module of synchronous functions, each from one plain value to another. They may throw. */
export type SyncModule<Module> = { readonly [Method in keyof Module]: (input: never) => unknown } & {
  /** Lets go of the file; nothing is called afterwards. */
  readonly close: (input: undefined) => void;
};

export interface WorkerRequest {
  readonly id: number;
  readonly method: string;
  readonly input: unknown;
}

export interface WorkerReply {
  readonly id: number;
  readonly answer: Answer<unknown>;
}

/** A module as the main thread sees it. Calls are served one after the other, in their order. */
export interface WorkerConnection<Module> {
  call<Method extends keyof Module & string>(
    method: Method,
    input: InputOf<Module[Method]>,
  ): Promise<Answer<OutputOf<Module[Method]>>>;
  /** Closes the module and ends the thread. Never rejects. */
  close(): Promise<void>;
}

export type InputOf<Method> = Method extends (input: infer Input) => unknown ? Input : never;
export type OutputOf<Method> = Method extends (input: never) => infer Output ? Output : never;
