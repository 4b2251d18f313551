/** The channels of all windows: when another engine takes over, they are ended and come back by themselves. */
import type { Channel } from "../../src-shared/rpc/channel.ts";
import type { CloseReason } from "../../src-shared/rpc/close-reason.ts";

export interface WindowLines {
  accept(channel: Channel): void;
  endAll(reason: CloseReason): void;
}

/** `hand`: gives a channel to whoever speaks for the present engine. */
export function createWindowLines(hand: (channel: Channel) => void): WindowLines {
  const open = new Set<Channel>();
  return {
    accept(channel) {
      open.add(channel);
      hand({
        ...channel,
        onClose(listener) {
          channel.onClose((reason) => {
            open.delete(channel);
            listener(reason);
          });
        },
      });
    },
    endAll(reason) {
      for (const channel of [...open]) channel.close(reason);
      open.clear();
    },
  };
}
