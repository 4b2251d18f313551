/** The part that all channels share: what is kept until somebody listens, and one end, for one reason. */
import type { CloseReason } from "./close-reason.ts";

export interface Ends {
  /** A text came. */
  take(text: string): void;
  /** It is over; later reasons do not count. */
  end(reason: CloseReason): void;
  isOver(): boolean;
  onMessage(listener: (text: string) => void): void;
  onClose(listener: (reason: CloseReason) => void): void;
}

/** `cleanUp` is called once, at the end, before whoever listens hears of it. */
export function createEnds(cleanUp: () => void = () => {}): Ends {
  const early: string[] = [];
  let onMessage: ((text: string) => void) | undefined;
  let onClose: ((reason: CloseReason) => void) | undefined;
  let over: CloseReason | undefined;
  return {
    take(text) {
      if (over !== undefined) return;
      if (onMessage === undefined) early.push(text);
      else onMessage(text);
    },
    end(reason) {
      if (over !== undefined) return;
      over = reason;
      cleanUp();
      onClose?.(reason);
    },
    isOver: () => over !== undefined,
    onMessage(listener) {
      onMessage = listener;
      for (const text of early.splice(0)) listener(text);
    },
    onClose(listener) {
      onClose = listener;
      if (over !== undefined) listener(over);
    },
  };
}
