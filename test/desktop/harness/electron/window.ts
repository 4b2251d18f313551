// `BrowserWindow` and its page: a page of a real browser, which the other process owns.
import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import type {
  BrowserWindow as RealWindow,
  BrowserWindowConstructorOptions,
  Rectangle,
  WebContents,
  WindowOpenHandlerResponse,
} from "electron";
import { fakeApp, preventable, windowsOf } from "./app.ts";
import { answer, call } from "./link.ts";
import { strict } from "./strict.ts";

type Opening = (details: { readonly url: string }) => WindowOpenHandlerResponse;
type FakedContents = Pick<WebContents, "id" | "send" | "getURL" | "isDestroyed">;

class FakeContents extends EventEmitter implements FakedContents {
  readonly id: number;
  readonly mainFrame = { url: "" };
  openHandler: Opening | undefined;
  destroyed = false;
  constructor(id: number) {
    super();
    this.id = id;
  }
  send(channel: string, ...args: unknown[]): void {
    if (this.destroyed) throw new TypeError("Object has been destroyed");
    // As Electron: what cannot be cloned throws here.
    void call("send", { id: this.id, channel, args: structuredClone(args) });
  }
  getURL(): string {
    return this.mainFrame.url;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  setWindowOpenHandler(handler: Opening): void {
    this.openHandler = handler;
  }
}

type FakedWindow = Pick<
  RealWindow,
  | "id"
  | "show"
  | "hide"
  | "isVisible"
  | "isMinimized"
  | "restore"
  | "maximize"
  | "isMaximized"
  | "getNormalBounds"
  | "setTitle"
  | "loadURL"
  | "isDestroyed"
  | "close"
  | "destroy"
>;

const windows = new Map<number, BrowserWindow>();
let last = 0;

export class BrowserWindow extends EventEmitter implements FakedWindow {
  static fromWebContents(contents: unknown): BrowserWindow | null {
    return [...windows.values()].find((window) => window.webContents === contents) ?? null;
  }
  readonly id: number;
  readonly webContents: FakeContents;
  readonly options: BrowserWindowConstructorOptions;
  readonly state: { visible: boolean; maximized: boolean; title: string; shown: number; destroyed: boolean };
  private readonly opened: Promise<unknown>;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    if (!fakeApp.isReadyNow) throw new Error("Cannot create BrowserWindow before app is ready");
    last += 1;
    this.id = last;
    this.options = options;
    this.state = {
      ...{ visible: options.show !== false, maximized: false, title: options.title ?? "", shown: 0 },
      destroyed: false,
    };
    this.webContents = strict("webContents", new FakeContents(this.id));
    const { width = 800, height = 600, webPreferences } = options;
    const preload = webPreferences?.preload;
    this.opened = call("open", {
      ...{ id: this.id, width, height },
      preload: preload === undefined ? "" : readFileSync(preload, "utf8"),
    });
    const strictly = strict<BrowserWindow>("BrowserWindow", this);
    windows.set(this.id, strictly);
    fakeApp.emit("web-contents-created", {}, this.webContents);
    // oxlint-disable-next-line no-constructor-return -- every use goes through the strict one
    return strictly;
  }
  async loadURL(url: string): Promise<void> {
    await this.opened;
    const samePage = this.webContents.mainFrame.url.split("#")[0] === url.split("#")[0];
    this.webContents.mainFrame.url = url;
    await call("load", { id: this.id, url });
    if (samePage) return;
    this.webContents.emit("did-finish-load", {});
    this.emit("ready-to-show", {});
  }
  show(): void {
    this.state.visible = true;
    this.state.shown += 1;
  }
  hide(): void {
    this.state.visible = false;
  }
  isVisible(): boolean {
    return this.state.visible;
  }
  isMinimized(): boolean {
    return false;
  }
  restore(): void {}
  maximize(): void {
    this.state.maximized = true;
  }
  isMaximized(): boolean {
    return this.state.maximized;
  }
  getNormalBounds(): Rectangle {
    const { x = 10, y = 10, width = 800, height = 600 } = this.options;
    return { x, y, width, height };
  }
  setTitle(title: string): void {
    this.state.title = title;
  }
  isDestroyed(): boolean {
    return this.state.destroyed;
  }
  close(): void {
    if (this.state.destroyed) return;
    const event = preventable();
    this.emit("close", event);
    if (!event.defaultPrevented) this.destroy();
  }
  destroy(): void {
    if (this.state.destroyed) return;
    this.state.destroyed = true;
    this.webContents.destroyed = true;
    windows.delete(this.id);
    void call("close", { id: this.id });
    this.webContents.emit("destroyed");
    this.emit("closed", {});
    if (windows.size > 0) return;
    if (fakeApp.listenerCount("window-all-closed") === 0) fakeApp.quit();
    else fakeApp.emit("window-all-closed");
  }
}

windowsOf.closeAll = () => {
  for (const window of windows.values()) window.close();
  return windows.size === 0;
};

const contentsOf = (id: number) => windows.get(id)?.webContents;

answer("windows", () =>
  [...windows.values()].map(({ id, options, state, webContents }) => {
    const { icon: _icon, ...shown } = options;
    return { id, options: shown, ...state, url: webContents.getURL() };
  }),
);
answer("close-window", ({ id }: { id: number }) => windows.get(id)?.close());
answer("title", ({ id, title }: { id: number; title: string }) => {
  const window = windows.get(id);
  const event = preventable();
  window?.emit("page-title-updated", event, title, true);
  if (!event.defaultPrevented) window?.setTitle(title);
});
answer("window-open", ({ id, url }: { id: number; url: string }) => contentsOf(id)?.openHandler?.({ url }));
answer("navigate", ({ id, url }: { id: number; url: string }) => {
  const event = preventable();
  contentsOf(id)?.emit("will-navigate", { ...event, url, preventDefault: event.preventDefault }, url);
  return event.defaultPrevented;
});
answer("crash", ({ id }: { id: number }) => {
  contentsOf(id)?.emit("render-process-gone", {}, { reason: "crashed", exitCode: 1 });
});

/** The parts of a message's event that tell who sent it. */
export function senderOf(id: number): { sender: unknown; senderFrame: unknown } | undefined {
  const contents = contentsOf(id);
  return contents === undefined ? undefined : { sender: contents, senderFrame: contents.mainFrame };
}
