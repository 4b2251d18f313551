/** Quitting, from wherever it is asked for: with calls in progress it asks, and it waits for what must be kept. */
import { app } from "electron";

export interface Quitting {
  /** False: go on running. */
  readonly mayQuit: () => Promise<boolean>;
  readonly end: () => Promise<void>;
}

export function holdQuitting({ mayQuit, end }: Quitting): void {
  let stage: "none" | "asking" | "ended" = "none";

  async function leave(): Promise<void> {
    stage = "asking";
    const may = await mayQuit().catch(() => true);
    if (!may) {
      stage = "none";
      return;
    }
    await end().catch(() => undefined);
    stage = "ended";
    app.quit();
  }

  app.on("before-quit", (event) => {
    if (stage === "ended") return;
    event.preventDefault();
    if (stage === "none") void leave();
  });
  // Without a listener Electron quits with the last window; the tray goes on.
  app.on("window-all-closed", () => {});
}
