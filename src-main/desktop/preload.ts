/** All that the page gets from the main process. Built into one CommonJS file, as the sandbox demands. */
import { contextBridge, ipcRenderer } from "electron";
import { type DesktopBridge, desktopStateChannel } from "../../src-shared/contract/desktop-state.ts";

const bridge: DesktopBridge = { state: () => ipcRenderer.invoke(desktopStateChannel) };
contextBridge.exposeInMainWorld("desktop", bridge);
