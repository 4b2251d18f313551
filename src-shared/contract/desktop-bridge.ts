/** All that the page gets from the desktop program, put there by the preload script as `window.desktop`. */

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
 * page says `open`, nothing counts before the answer `opened`, and either side says `close`.
 */
export const ipcWords = { open: "open", opened: "opened", close: "close" } as const;
