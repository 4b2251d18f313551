/** What the window's store and views know of the connection to the engine. */
import type { ClientPeer } from "../../src-shared/rpc/client-peer.ts";
import type { CloseReason } from "../../src-shared/rpc/close-reason.ts";
import type { EventOf, RpcContract, SnapshotOf } from "../../src-shared/rpc/contract-shape.ts";

/** Trying again by itself would not help: a person has to do something first. */
export type RefusedReason = Extract<
  CloseReason,
  | "login-needed"
  | "session-ended"
  | "remote-off"
  | "switched-off"
  | "not-allowed"
  | "version"
  | "second-instance"
>;

export type ClientState =
  | { readonly kind: "connecting" }
  | { readonly kind: "connected"; readonly serviceVersion: string }
  | {
      readonly kind: "reconnecting";
      /** Wall clock: since when there is no connection. */
      readonly sinceMs: number;
      /** Wall clock; absent while a try is under way. */
      readonly nextTryAtMs?: number;
      readonly reason: CloseReason;
    }
  | {
      readonly kind: "refused";
      readonly reason: RefusedReason;
      readonly sentence: string;
      /** With `version`: what the service is; `windowVersion` is what this window is. */
      readonly serviceVersion?: string;
      readonly windowVersion: string;
    };

export interface ClientEvents<C extends RpcContract> {
  onState?(state: ClientState): void;
  /** Replaces all that was known, also after a reconnect or a gap. */
  onSnapshot?(snapshot: SnapshotOf<C>): void;
  /** In order; belongs on top of the last snapshot. */
  onEvent?(event: EventOf<C>): void;
}

export interface Client<C extends RpcContract> {
  start(): void;
  stop(): void;
  state(): ClientState;
  /** The last one that came, without the events since; stays while the connection is away. */
  snapshot(): SnapshotOf<C> | undefined;
  /** Wall clock when the engine was last heard of. */
  heardAtMs(): number | undefined;
  subscribe(events: ClientEvents<C>): () => void;
  /** Never rejects; without a connection the answer is the error `disconnected`, at once. */
  readonly request: ClientPeer<C>["request"];
  /** Tries now: after a login, on a button, or when the machine is back on the network. */
  connectNow(): void;
  /** While the page cannot be seen no timer runs; when it shows again, the line is tried at once. */
  setHidden(hidden: boolean): void;
}
