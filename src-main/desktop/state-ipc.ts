/** The only thing the page may ask: how the engine is doing. */
import { BrowserWindow, ipcMain } from "electron";
import { type DesktopState, desktopStateChannel } from "../../src-shared/contract/desktop-state.ts";

/** Answers the main frame of a window of this program and nobody else (Electron security checklist, 17). */
export function answerState(state: () => DesktopState): void {
  ipcMain.handle(desktopStateChannel, (event) => {
    const window = BrowserWindow.fromWebContents(event.sender);
    if (window === null || event.senderFrame !== window.webContents.mainFrame) {
      throw new Error("Only the program's own window may ask.");
    }
    return state();
  });
}
