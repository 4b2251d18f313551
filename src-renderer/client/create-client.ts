/** The window's connection to the engine: made, kept, made again, over whatever channel it is given. */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Channel } from "../../src-shared/rpc/channel.ts";
import { createClientPeer, type ClientPeer } from "../../src-shared/rpc/client-peer.ts";
import type { CloseReason } from "../../src-shared/rpc/close-reason.ts";
import type { RpcContract, SnapshotOf } from "../../src-shared/rpc/contract-shape.ts";
import { failure } from "../../src-shared/rpc/handlers.ts";
import { reconnectDelayMs } from "./backoff.ts";
import type { Client, ClientEvents, ClientState, RefusedReason } from "./client-types.ts";
import { createHeartbeat, type Heartbeat } from "./heartbeat.ts";

export interface ClientOptions<C extends RpcContract> {
  readonly contract: C;
  readonly connect: () => Channel;
  readonly clock: Clock;
  /** The window's own. */
  readonly version: string;
  /** 0 to 1; default: chance. */
  readonly random?: () => number;
}

const welcomeWithinMs = 10_000;
/** A connection that held so long was a good one: the next failure is a first one. */
const steadyAfterMs = 10_000;

export function createClient<C extends RpcContract>(options: ClientOptions<C>): Client<C> {
  const { contract, clock, version, random = Math.random } = options;
  const listeners = new Set<ClientEvents<C>>();
  let state: ClientState = { kind: "connecting" };
  let snapshot: SnapshotOf<C> | undefined;
  let heardAtMs: number | undefined;
  let peer: ClientPeer<C> | undefined;
  let heartbeat: Heartbeat | undefined;
  let stopWaiting = () => {};
  let tries = 0;
  let connectedAtMs: number | undefined;
  let hidden = false;
  /** The channel was closed before there was a peer to speak of. */
  let closedAtOnce = false;

  const steadyMs = () => clock.steadyMs?.() ?? clock.nowMs();

  function show(next: ClientState): void {
    state = next;
    for (const listener of [...listeners]) listener.onState?.(next);
  }

  function connect(): void {
    stopWaiting();
    if (state.kind === "reconnecting") {
      const { sinceMs, reason } = state;
      show({ kind: "reconnecting", sinceMs, reason });
    } else show({ kind: "connecting" });
    stopWaiting = clock.after(welcomeWithinMs, () => peer?.close("silent"));
    closedAtOnce = false;
    const opened = createClientPeer<C>({
      contract,
      channel: options.connect(),
      version,
      listener: {
        onHeard() {
          heardAtMs = clock.nowMs();
          heartbeat?.heard();
        },
        onSnapshot(fresh, serviceVersion) {
          snapshot = fresh;
          for (const listener of [...listeners]) listener.onSnapshot?.(fresh);
          if (state.kind !== "connected") connected(serviceVersion);
        },
        onEvent(event) {
          for (const listener of [...listeners]) listener.onEvent?.(event);
        },
        onClosed: closed,
      },
    });
    if (!closedAtOnce) peer = opened;
  }

  function connected(serviceVersion: string): void {
    stopWaiting();
    connectedAtMs = steadyMs();
    if (!hidden) beat();
    show({ kind: "connected", serviceVersion });
  }

  function beat(): void {
    const { ping, close } = peer ?? {};
    if (ping === undefined) return;
    heartbeat?.stop();
    heartbeat = createHeartbeat({ clock, ask: ping, dead: () => close?.("silent") });
  }

  function closed(
    reason: CloseReason,
    details: { readonly sentence: string; readonly version?: string },
  ): void {
    stopWaiting();
    heartbeat?.stop();
    heartbeat = undefined;
    peer = undefined;
    closedAtOnce = true;
    if (stopped) return;
    if (isRefusal(reason)) {
      const service = details.version === undefined ? {} : { serviceVersion: details.version };
      return show({
        kind: "refused",
        reason,
        sentence: details.sentence,
        windowVersion: version,
        ...service,
      });
    }
    if (connectedAtMs !== undefined && steadyMs() - connectedAtMs >= steadyAfterMs) tries = 0;
    connectedAtMs = undefined;
    tries += 1;
    const delayMs = reconnectDelayMs(tries, random());
    const nowMs = clock.nowMs();
    const sinceMs = state.kind === "reconnecting" ? state.sinceMs : nowMs;
    stopWaiting = clock.after(delayMs, connect);
    show({ kind: "reconnecting", sinceMs, nextTryAtMs: nowMs + delayMs, reason });
  }

  let stopped = true;
  return {
    start() {
      if (!stopped) return;
      stopped = false;
      connect();
    },
    stop() {
      stopped = true;
      stopWaiting();
      peer?.close("closed");
    },
    state: () => state,
    snapshot: () => snapshot,
    heardAtMs: () => heardAtMs,
    subscribe(events) {
      listeners.add(events);
      return () => listeners.delete(events);
    },
    request: (method, params, requestOptions) =>
      peer?.request(method, params, requestOptions) ??
      Promise.resolve(failure("disconnected", "There is no connection to the service.")),
    connectNow() {
      if (!stopped && peer === undefined) connect();
    },
    setHidden(next) {
      if (hidden === next) return;
      hidden = next;
      if (hidden) {
        heartbeat?.stop();
        heartbeat = undefined;
      } else if (state.kind === "connected") {
        beat();
        heartbeat?.askNow();
      } else if (state.kind === "reconnecting" && peer === undefined) connect();
    },
  };
}

const refusals: ReadonlySet<CloseReason> = new Set<RefusedReason>([
  "login-needed",
  "session-ended",
  "remote-off",
  "switched-off",
  "not-allowed",
  "version",
  "second-instance",
]);

function isRefusal(reason: CloseReason): reason is RefusedReason {
  return refusals.has(reason);
}
