// The fake Electron of the main process: what the program uses of it and no more. Each part is checked
// against electron.d.ts by the compiler, and a member that is not here throws.
import { fakeApp } from "./app.ts";

export { app } from "./app.ts";
export { ipcMain } from "./ipc.ts";
export { protocol, session } from "./session.ts";
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

// After the modules of the program have run, as Electron does it.
setImmediate(() => setImmediate(() => fakeApp.boot()));
