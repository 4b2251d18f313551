/** The program's window: one page from the package, without rights, that leads nowhere else. */
import { join } from "node:path";
import { BrowserWindow } from "electron";

export interface StateWindow {
  /** Opens the window, or brings it to the front. */
  show(): void;
}

export function createStateWindow(): StateWindow {
  let window: BrowserWindow | undefined;

  function open(): BrowserWindow {
    const opened = new BrowserWindow({
      width: 640,
      height: 560,
      title: "3CX Webhook",
      autoHideMenuBar: true,
      webPreferences: {
        preload: join(import.meta.dirname, "../preload/preload.cjs"),
        contextIsolation: true,
        nodeIntegration: false,
        sandbox: true,
      },
    });
    opened.webContents.setWindowOpenHandler(() => ({ action: "deny" }));
    opened.webContents.on("will-navigate", (event) => event.preventDefault());
    opened.on("closed", () => (window = undefined));
    void opened.loadFile(join(import.meta.dirname, "../renderer/index.html"));
    return opened;
  }

  return {
    show() {
      window ??= open();
      if (window.isMinimized()) window.restore();
      window.show();
    },
  };
}
