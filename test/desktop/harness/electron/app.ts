// `app`: life of the program, folders, languages, login item.
import { EventEmitter } from "node:events";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App, LoginItemSettings, Settings } from "electron";
import { answer, call } from "./link.ts";
import { strict } from "./strict.ts";

type Faked = Pick<
  App,
  | "isPackaged"
  | "whenReady"
  | "exit"
  | "quit"
  | "setPath"
  | "getPath"
  | "getVersion"
  | "getName"
  | "relaunch"
  | "getLocale"
  | "getPreferredSystemLanguages"
  | "setAppUserModelId"
  | "enableSandbox"
  | "requestSingleInstanceLock"
  | "setLoginItemSettings"
  | "getLoginItemSettings"
>;

/** Something that can be kept from happening. */
export function preventable() {
  const event = { defaultPrevented: false, preventDefault: () => void (event.defaultPrevented = true) };
  return event;
}

/** How the open windows are asked to close; brought by the windows, which know the app. */
export const windowsOf: { closeAll: () => boolean } = { closeAll: () => true };

class FakeApp extends EventEmitter implements Faked {
  readonly isPackaged = process.env["FAKE_PACKAGED"] === "1";
  readonly seen = { sandbox: false, modelId: "", login: undefined as Settings | undefined };
  private readonly paths = new Map<string, string>();
  private readonly ready = Promise.withResolvers<void>();
  isReadyNow = false;

  boot(): void {
    this.isReadyNow = true;
    this.emit("ready", {}, {});
    this.ready.resolve();
  }
  whenReady(): Promise<void> {
    return this.ready.promise;
  }
  exit(code = 0): void {
    void call("exit", { code });
    setImmediate(() => process.exit(code));
  }
  quit(): void {
    const before = preventable();
    this.emit("before-quit", before);
    if (before.defaultPrevented || !windowsOf.closeAll()) return;
    const will = preventable();
    this.emit("will-quit", will);
    if (!will.defaultPrevented) this.exit(0);
  }
  setPath(name: string, path: string): void {
    mkdirSync(path, { recursive: true });
    this.paths.set(name, path);
  }
  getPath(name: string): string {
    return this.paths.get(name) ?? (name === "exe" ? process.execPath : join(tmpdir(), name));
  }
  getVersion(): string {
    return "0.1.0";
  }
  getName(): string {
    return "3cx-webhook";
  }
  relaunch(): void {}
  getLocale(): string {
    return process.env["FAKE_LOCALE"] ?? "en-US";
  }
  getPreferredSystemLanguages(): string[] {
    return [this.getLocale()];
  }
  setAppUserModelId(id: string): void {
    this.seen.modelId = id;
  }
  enableSandbox(): void {
    if (this.isReadyNow) throw new Error("app.enableSandbox must be called before the app is ready.");
    this.seen.sandbox = true;
  }
  requestSingleInstanceLock(): boolean {
    return process.env["FAKE_LOCKED"] !== "1";
  }
  setLoginItemSettings(settings: Settings): void {
    this.seen.login = settings;
  }
  getLoginItemSettings(): LoginItemSettings {
    const openAtLogin = this.seen.login?.openAtLogin === true;
    return {
      ...{ openAtLogin, wasOpenedAtLogin: false, status: "not-registered" },
      ...{ executableWillLaunchAtLogin: openAtLogin, launchItems: [] },
    };
  }
}

export const fakeApp = new FakeApp();
export const app = strict("app", fakeApp);

answer("app", () => fakeApp.seen);
answer("second-instance", () => void fakeApp.emit("second-instance", {}, [], "", {}));
answer("quit", () => fakeApp.quit());
