/** An engine that is none: answers what a test tells it to, and remembers what it was asked. */
import type {
  contract,
  EventData,
  EventName,
  MethodName,
  MethodParams,
  MethodResult,
} from "../../../src-shared/contract/contract.ts";
import type { Snapshot } from "../../../src-shared/contract/snapshot.ts";
import type { RpcAnswer, RpcErrorCode } from "../../../src-shared/rpc/rpc-error.ts";
import type { ClientEvents } from "../../../src-renderer/client/client-types.ts";
import type {
  ConnectionState,
  MonitorClient,
  MonitorEvent,
} from "../../../src-renderer/store/monitor-client.ts";

/** Answers by method; what is missing is refused with `not-known`. Throw a `RequestFailure` to refuse. */
export type FakeAnswers = {
  readonly [Name in MethodName]?: (
    params: MethodParams<Name>,
  ) => MethodResult<Name> | Promise<MethodResult<Name>>;
};

export class RequestFailure extends Error {
  readonly code: RpcErrorCode;
  constructor(code: RpcErrorCode, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

export interface FakeClient extends MonitorClient {
  /** Every request, in order. */
  readonly asked: readonly { readonly method: MethodName; readonly params: unknown }[];
  push<Name extends EventName>(event: Name, data: EventData<Name>): void;
  tell(snapshot: Snapshot): void;
  become(state: ConnectionState): void;
  readonly reconnects: number;
}

export function createFakeClient({
  snapshot,
  answers = {},
  state: first = { kind: "connected", serviceVersion: "0.1.0" },
}: {
  /** Without one the window is still connecting. */
  readonly snapshot?: Snapshot;
  readonly answers?: FakeAnswers;
  readonly state?: ConnectionState;
}): FakeClient {
  const listeners = new Set<ClientEvents<typeof contract>>();
  const asked: { method: MethodName; params: unknown }[] = [];
  let state = first;
  let known = snapshot;
  let reconnects = 0;

  async function answer<Name extends MethodName>(
    method: Name,
    params: MethodParams<Name>,
  ): Promise<RpcAnswer<MethodResult<Name>>> {
    asked.push({ method, params });
    const reply: FakeAnswers[Name] = answers[method];
    if (reply === undefined) {
      return { ok: false, error: { code: "not-known", sentence: `The test answers nothing to ${method}.` } };
    }
    try {
      return { ok: true, result: await reply(params) };
    } catch (error) {
      if (error instanceof RequestFailure) {
        return { ok: false, error: { code: error.code, sentence: error.message } };
      }
      throw error;
    }
  }

  return {
    asked,
    get reconnects() {
      return reconnects;
    },
    state: () => state,
    snapshot: () => known,
    heardAtMs: () => undefined,
    subscribe(events) {
      listeners.add(events);
      return () => listeners.delete(events);
    },
    request: answer,
    connectNow: () => void (reconnects += 1),
    push(event, data) {
      // The pair belongs together by the signature; a union of pairs cannot be built from generic parts.
      const pushed = { event, data } as MonitorEvent;
      for (const listener of listeners) listener.onEvent?.(pushed);
    },
    tell(next) {
      known = next;
      for (const listener of listeners) listener.onSnapshot?.(next);
    },
    become(next) {
      state = next;
      for (const listener of listeners) listener.onState?.(next);
    },
  };
}
