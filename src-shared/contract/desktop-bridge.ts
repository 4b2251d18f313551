/** All that the page gets from the desktop program, put there by the preload script as `window.desktop`. */
import { isCloseReason, type CloseReason } from "../rpc/close-reason.ts";

export interface DesktopBridge {
  /** One text to the engine. */
  send(text: string): void;
  /** Texts from the engine; returns how to stop listening. */
  onMessage(listener: (text: string) => void): () => void;
  readonly facts: DesktopFacts;
}

export interface DesktopFacts {
  /** Of Node: `win32`, `darwin`, `linux` … */
  readonly platform: string;
}

/** The names of Electron's two channels: one each way. */
export const toEngine = "monitor:to-engine";
export const toWindow = "monitor:to-window";

/**
 * Between messages of the contract, which are JSON objects, these words open and close a connection: the
 * page says `open`, and nothing counts before the answer `opened`. Either side says `close malformed`, with
 * the reason as its second word.
 */
export const ipcOpen = "open";
export const ipcOpened = "opened";

export function ipcClose(reason: CloseReason): string {
  return `close ${reason}`;
}

/** Why the other side closes; `undefined` when the text says something else. */
export function readIpcClose(text: string): CloseReason | undefined {
  const [word, reason = ""] = text.length > 40 ? [] : text.split(" ");
  return word === "close" && isCloseReason(reason) ? reason : undefined;
}
