/** Follows a service elsewhere for tray and notifications: connects, keeps the state, tries again. */
import { contract } from "../../../src-shared/contract/contract.ts";
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Channel } from "../../../src-shared/rpc/channel.ts";
import { createClientPeer } from "../../../src-shared/rpc/client-peer.ts";
import type { CloseReason } from "../../../src-shared/rpc/close-reason.ts";
import { afterEvent, watchedOf, type WatchedState } from "./watched-state.ts";

export interface FollowServiceOptions {
  readonly open: () => Promise<Channel | CloseReason>;
  readonly clock: Clock;
  readonly version: string;
  /** `undefined`: not connected; `connecting`: the first try is under way. */
  readonly onState: (state: WatchedState | undefined, connecting: boolean) => void;
}

export interface FollowedService {
  /** Tries now: somebody has logged in. */
  again(): void;
  stop(): void;
}

const tryAgainMs = 10_000;

export function followService({ open, clock, version, onState }: FollowServiceOptions): FollowedService {
  let state: WatchedState | undefined;
  let stopped = false;
  let channelNow: Channel | undefined;
  let trying = false;
  let cancel = () => {};

  function tell(next: WatchedState | undefined): void {
    state = next;
    if (!stopped) onState(state, false);
  }

  async function connect(): Promise<void> {
    if (stopped || trying || channelNow !== undefined) return;
    cancel();
    trying = true;
    const channel = await open();
    trying = false;
    if (typeof channel === "string" || stopped) {
      if (typeof channel !== "string") channel.close("closed");
      return later();
    }
    channelNow = channel;
    createClientPeer({
      ...{ contract, channel, version },
      listener: {
        onSnapshot: (snapshot) => tell(watchedOf(snapshot)),
        onEvent(event) {
          if (state === undefined) return;
          const after = afterEvent(state, event);
          if (after !== state) tell(after);
        },
        onClosed: later,
      },
    });
  }

  function later(): void {
    channelNow = undefined;
    if (stopped) return;
    tell(undefined);
    cancel();
    cancel = clock.after(tryAgainMs, () => void connect());
  }

  onState(undefined, true);
  void connect();
  return {
    again: () => void connect(),
    stop() {
      stopped = true;
      cancel();
      channelNow?.close("closed");
    },
  };
}
