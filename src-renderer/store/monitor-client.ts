/** What the window needs of whoever talks to the engine: the transport behind it does not matter here. */
import type { contract, MethodName, MethodParams, MethodResult } from "../../src-shared/contract/contract.ts";
import type { Snapshot } from "../../src-shared/contract/snapshot.ts";
import type { CloseReason } from "../../src-shared/rpc/close-reason.ts";
import type { EventOf } from "../../src-shared/rpc/contract-shape.ts";
import type { RpcAnswer } from "../../src-shared/rpc/rpc-error.ts";

export type MonitorEvent = EventOf<typeof contract>;

/** `refused`: trying again by itself would not help; a person has to do something. */
export type ConnectionState =
  | { readonly kind: "connecting" }
  | { readonly kind: "connected" }
  | { readonly kind: "reconnecting"; readonly sinceMs: number }
  | {
      readonly kind: "refused";
      readonly reason: CloseReason;
      readonly sentence: string;
      /** With the reason `version`, as far as the other side told it. */
      readonly serviceVersion?: string;
    };

export interface MonitorListeners {
  onConnection(state: ConnectionState): void;
  /** After each (re)connection and after a gap. */
  onSnapshot(snapshot: Snapshot): void;
  onEvent(event: MonitorEvent): void;
}

export interface MonitorClient {
  /** Never rejects; see RpcAnswer. */
  request<Name extends MethodName>(
    method: Name,
    params: MethodParams<Name>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<RpcAnswer<MethodResult<Name>>>;
  /** Tells the state (and the last snapshot) at once and then every change; returns how to stop. */
  subscribe(listeners: MonitorListeners): () => void;
  /** Does not wait for the next planned try. */
  reconnect(): void;
}
