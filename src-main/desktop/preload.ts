/** All that the page gets from the main process. Built into one CommonJS file, as the sandbox demands. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from "electron";
import { type DesktopBridge, toEngine, toWindow } from "../../src-shared/contract/desktop-bridge.ts";

const bridge: DesktopBridge = {
  send: (text) => ipcRenderer.send(toEngine, String(text)),
  onMessage(listener) {
    // The event itself stays here: it would lead the page to ipcRenderer.
    const hear = (_event: IpcRendererEvent, text: unknown) => listener(String(text));
    ipcRenderer.on(toWindow, hear);
    return () => void ipcRenderer.removeListener(toWindow, hear);
  },
  facts: { platform: process.platform },
};
contextBridge.exposeInMainWorld("desktop", bridge);
