// The fake Electron of the main process: what the program uses of it and no more. Each part is checked
// against electron.d.ts by the compiler, and a member that is not here throws.
import { EventEmitter } from "node:events";
import { fakeApp } from "./app.ts";

export { app } from "./app.ts";
export { ipcMain } from "./ipc.ts";
export { net, protocol, session } from "./session.ts";
export {
  dialog,
  Menu,
  nativeImage,
  nativeTheme,
  Notification,
  safeStorage,
  screen,
  shell,
  Tray,
} from "./surface.ts";
export { BrowserWindow } from "./window.ts";

/** electron-updater tells it that the program quits for a newer version; nobody here listens. */
export const autoUpdater = new EventEmitter();

// After the modules of the program have run, as Electron does it.
setImmediate(() => setImmediate(() => fakeApp.boot()));
