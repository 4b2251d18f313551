/** A transport inside one process: for tests, and for a window without a wire. */
import { createEnds } from "./channel-ends.ts";
import type { Channel } from "./channel.ts";
import type { CloseReason } from "./close-reason.ts";

/**
 * Two ends of one line. Texts arrive in later turns, in order, as on a real wire; `later` runs something
 * in a later turn and is `queueMicrotask` or the like. A close arrives after the texts that were sent before it.
 */
export function createMemoryChannelPair(
  later: (run: () => void) => void = (run) => void Promise.resolve().then(run),
): readonly [Channel, Channel] {
  const a = createEnd(later);
  const b = createEnd(later);
  a.connect(b);
  b.connect(a);
  return [a.channel, b.channel];
}

interface End {
  readonly channel: Channel;
  connect(other: End): void;
  take(text: string): void;
  closed(reason: CloseReason): void;
}

function createEnd(later: (run: () => void) => void): End {
  const ends = createEnds();
  let other: End | undefined;
  const channel: Channel = {
    send(text) {
      if (!ends.isOver()) later(() => other?.take(text));
    },
    onMessage: ends.onMessage,
    onClose: ends.onClose,
    close(reason) {
      if (ends.isOver()) return;
      later(() => other?.closed(reason));
      ends.end(reason);
    },
  };
  return { channel, connect: (end) => (other = end), take: ends.take, closed: ends.end };
}
