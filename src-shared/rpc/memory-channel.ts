/** A transport inside one process: for tests, and for a window without a wire. */
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
  const early: string[] = [];
  let other: End | undefined;
  let onMessage: ((text: string) => void) | undefined;
  let onClose: ((reason: CloseReason) => void) | undefined;
  let reasonOfEnd: CloseReason | undefined;

  function closed(reason: CloseReason): void {
    if (reasonOfEnd !== undefined) return;
    reasonOfEnd = reason;
    onClose?.(reason);
  }

  function take(text: string): void {
    if (reasonOfEnd !== undefined) return;
    if (onMessage === undefined) early.push(text);
    else onMessage(text);
  }

  const channel: Channel = {
    send(text) {
      if (reasonOfEnd === undefined) later(() => other?.take(text));
    },
    onMessage(listener) {
      onMessage = listener;
      for (const text of early.splice(0)) listener(text);
    },
    onClose(listener) {
      onClose = listener;
      if (reasonOfEnd !== undefined) listener(reasonOfEnd);
    },
    close(reason) {
      if (reasonOfEnd !== undefined) return;
      later(() => other?.closed(reason));
      closed(reason);
    },
  };
  return { channel, connect: (end) => (other = end), take, closed };
}
