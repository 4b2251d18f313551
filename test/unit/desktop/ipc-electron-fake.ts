// As much of Electron's messages as the IPC transport touches: windows whose pages speak through a preload.
import { EventEmitter } from "node:events";

type Listener = (event: unknown, ...args: unknown[]) => void;
const inALaterTurn = (run: () => void) => void Promise.resolve().then(run);

/** What is sent arrives as a copy, as structured clone makes it. */
const copy = (args: unknown[]): unknown[] => structuredClone(args);

export const ownPage = "app://window/index.html";

class FakeContents extends EventEmitter {
  readonly mainFrame: { readonly url: string };
  readonly toPage = new EventEmitter();
  destroyed = false;
  constructor(url: string) {
    super();
    this.mainFrame = { url };
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  send(channel: string, ...args: unknown[]): void {
    if (this.destroyed) throw new TypeError("Object has been destroyed");
    const copied = copy(args);
    inALaterTurn(() => this.toPage.emit(channel, {}, ...copied));
  }
}

export class BrowserWindow {
  static readonly all = new Set<BrowserWindow>();
  static fromWebContents(contents: unknown): BrowserWindow | null {
    return [...BrowserWindow.all].find((window) => window.webContents === contents) ?? null;
  }
  readonly webContents: FakeContents;
  constructor(url: string = ownPage) {
    this.webContents = new FakeContents(url);
    BrowserWindow.all.add(this);
  }
  /** What this window's preload script gets; `frame`: which frame of it speaks. */
  renderer(frame: unknown = this.webContents.mainFrame) {
    const { toPage } = this.webContents;
    return {
      send: (channel: string, ...args: unknown[]) => {
        const copied = copy(args);
        const event = { sender: this.webContents, senderFrame: frame };
        inALaterTurn(() => ipcMain.emit(channel, event, ...copied));
      },
      on: (channel: string, listener: Listener) => toPage.on(channel, listener),
      removeListener: (channel: string, listener: Listener) => toPage.removeListener(channel, listener),
    };
  }
  close(): void {
    this.webContents.destroyed = true;
    this.webContents.emit("destroyed");
    BrowserWindow.all.delete(this);
  }
}

export const ipcMain = new EventEmitter();

/** The window whose page the preload script is loaded into. */
export const loading: { window: BrowserWindow | undefined } = { window: undefined };
const current = () => {
  if (loading.window === undefined) throw new Error("No window loads a page.");
  return loading.window.renderer();
};
export const ipcRenderer = {
  invoke: async () => ({ kind: "starting" }),
  send: (channel: string, ...args: unknown[]) => current().send(channel, ...args),
  on: (channel: string, listener: Listener) => current().on(channel, listener),
  removeListener: (channel: string, listener: Listener) => current().removeListener(channel, listener),
};

export const exposed: Record<string, unknown> = {};
export const contextBridge = {
  exposeInMainWorld: (name: string, api: unknown) => void (exposed[name] = api),
};
