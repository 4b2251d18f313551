// As much of Electron as the desktop room touches; records what it is told.
import { EventEmitter } from "node:events";

type Handler = (event: { sender: unknown; senderFrame: unknown }) => unknown;

class FakeContents extends EventEmitter {
  readonly mainFrame = {};
  openHandler: ((details: { url: string }) => { action: string }) | undefined;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = [];
  static fromWebContents(contents: unknown): BrowserWindow | null {
    return BrowserWindow.all.find((window) => window.webContents === contents) ?? null;
  }
  readonly webContents = new FakeContents();
  readonly options: { readonly webPreferences: Record<string, unknown> };
  shown = 0;
  loaded = "";
  constructor(options: { readonly webPreferences: Record<string, unknown> }) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
  }
  async loadFile(file: string): Promise<void> {
    this.loaded = file;
  }
  isMinimized(): boolean {
    return false;
  }
  show(): void {
    this.shown += 1;
  }
}

export const handlers = new Map<string, Handler>();
export const ipcMain = {
  handle: (channel: string, handler: Handler) => void handlers.set(channel, handler),
};

type Check = (...args: unknown[]) => boolean;
type Request = (contents: unknown, permission: string, answer: (granted: boolean) => void) => void;
export const permissions: { check?: Check; request?: Request } = {};
export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: Request) => void (permissions.request = handler),
    setPermissionCheckHandler: (handler: Check) => void (permissions.check = handler),
  },
};
