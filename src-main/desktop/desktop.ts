/** The desktop program once Electron is ready: window, tray and notifications around whoever has the calls. */
import { app, session } from "electron";
import type { DesktopChange, DesktopProgram } from "../../src-shared/contract/desktop-program.ts";
import type { UpdateView } from "../../src-shared/contract/update-view.ts";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import { setAppMenu } from "./app-menu.ts";
import { readServiceAddress } from "../attach/service-address.ts";
import { attachTo, type Attached } from "./follow/attachment.ts";
import { mayLeave, mayUpdate, sayFailed, showAbout, trustCertificate } from "./dialogs.ts";
import { listenForWindows } from "./ipc-transport.ts";
import type { KeptState } from "./kept-state.ts";
import { createLocalHost } from "./local-host.ts";
import { createLoginItem } from "./login-item.ts";
import { createNotifier } from "./notify/notifier.ts";
import { holdTraffic } from "./page-rules.ts";
import { isOwnPage } from "./page/page-address.ts";
import { recordingsOf, servePage } from "./page/serve-page.ts";
import { denyPermissions } from "./permissions.ts";
import { holdQuitting } from "./quitting.ts";
import type { Keyring } from "./secrets/keyring.ts";
import type { StageMaker } from "./stage.ts";
import { trayPicture, type Followed } from "./tray/picture.ts";
import { createTray } from "./tray/tray.ts";
import type { UpdaterPort } from "./update/updater-port.ts";
import { updateView } from "./update/update-view.ts";
import { createUpdates } from "./update/updates.ts";
import { createWindowLines } from "./window-lines.ts";
import { createMainWindow } from "./window/main-window.ts";
import { wordsFor } from "./words/words-for.ts";

export interface DesktopOptions extends StageMaker {
  readonly kept: KeptState;
  readonly keyring: Keyring;
  readonly pageFolder: string;
  readonly preload: string;
  /** A data: address of a PNG. */
  readonly icon: string;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** `undefined`: this program is not updated by itself. */
  readonly updater: UpdaterPort | undefined;
  /** Started at login: the window stays closed. */
  readonly hidden: boolean;
}

export interface Desktop {
  show(): void;
  startEngine(): Promise<void>;
  /** False when a person wants it to go on. */
  stopEngine(): Promise<boolean>;
  update(): UpdateView;
}

/** Notices come with time, too: "away for 15 minutes". */
const lookEveryMs = 15_000;

export function openDesktop(options: DesktopOptions): Desktop {
  const { kept, clock, version, log } = options;
  const words = wordsFor(app.getPreferredSystemLanguages());
  const loginItem = createLoginItem();
  const notifier = createNotifier({ words, nowMs: clock.nowMs, open: (route) => window.show(route) });
  let attached: Attached | undefined;

  const window = createMainWindow({
    ...{ preload: options.preload, icon: options.icon, nowMs: clock.nowMs },
    attachedTo: () => kept.read().attachedTo,
    keptPlace: () => kept.read().place,
    keepPlace: (place) => kept.change((all) => ({ ...all, place })),
    onHidden() {
      if (kept.read().toldOfTray) return;
      kept.change((all) => ({ ...all, toldOfTray: true }));
      notifier.say(words.staysInTray);
    },
  });
  const local = createLocalHost({ ...options, onChange: changed });
  const updates = createUpdates({
    ...{ port: options.updater, clock, log, openCalls: local.openCalls },
    ...{ endEngine: local.stop, startEngine: local.start },
    mayDownload: (next) => mayUpdate(words.update.mayDownload(next), "download", words),
    mayInstall: (next, calls) => mayUpdate(words.update.mayInstall(next, calls), "install", words),
    onState(state) {
      if (state.kind === "found") notifier.say(words.update.foundNotice(state.version));
      if (state.kind === "failed") notifier.say(words.update.failedNotice(state.version));
      changed();
    },
  });
  const lines = createWindowLines((channel) => (attached ?? local).accept(channel));
  const tray = createTray({
    ...{ words, platform: process.platform },
    actions: {
      open: (route) => window.show(route),
      start: () => void local.start(),
      stop: () => void stopEngine(),
      openAtLogin(on) {
        const problem = loginItem.set(on);
        if (problem !== undefined) sayFailed(words.login.failed(problem));
        changed();
      },
      about: () => showAbout(words, version),
      quit: () => app.quit(),
      update: () => void updates.proceed(),
      attach: (address) => void (address === undefined ? detach() : attach(address)),
    },
  });

  function followed(): Followed {
    if (attached === undefined) return { place: "here", engine: local.engine(), state: local.watched() };
    const { address: host, connecting, watched } = attached;
    return { place: "service", host, connecting: connecting(), state: watched() };
  }

  function changed(): void {
    const { connections, attachedTo } = kept.read();
    const { state } = followed();
    if (state !== undefined) notifier.look(state);
    tray.show({
      picture: trayPicture(followed(), words, clock.nowMs()),
      openAtLogin: loginItem.isOn(),
      services: connections.map(({ address }) => address),
      attachedTo,
      update: updates.state(),
    });
    updates.callsChanged();
  }

  function lookNowAndThen(): void {
    clock.after(lookEveryMs, () => {
      changed();
      lookNowAndThen();
    });
  }

  async function stopEngine(): Promise<boolean> {
    if (!(await mayLeave(local.openCalls(), "stop", words))) return false;
    await local.stop();
    return true;
  }

  /** Instead of the engine here: two that watch the same PBX would send everything twice. */
  async function attach(address: string): Promise<void> {
    if (attached === undefined && !(await stopEngine())) return changed();
    attached?.stop();
    attached = attachTo(address, {
      ...{ kept, clock, version, keyring: options.keyring, onChange: changed },
      trust: (question) => trustCertificate(question, words),
      onRefused: () => void detach(),
    });
    kept.change((all) => ({ ...all, attachedTo: attached?.address }));
    lookAtAnother();
  }

  async function detach(): Promise<void> {
    attached?.stop();
    attached = undefined;
    kept.change((all) => ({ ...all, attachedTo: undefined }));
    lookAtAnother();
    await local.start();
  }

  function programView(): DesktopProgram {
    const { connections, attachedTo } = kept.read();
    return {
      ...{ openAtLogin: loginItem.isOn(), keyring: options.keyring.available },
      engine: attached === undefined ? local.engine().kind : "elsewhere",
      services: connections.map(({ address, confirmedAtMs, sealedPassword }) => ({
        ...{ address, passwordKept: sealedPassword !== undefined && options.keyring.available },
        ...(confirmedAtMs === undefined ? {} : { confirmedAtMs }),
      })),
      ...(attachedTo === undefined ? {} : { attachedTo }),
    };
  }

  /** Empty when it was done; what takes long goes on after the answer. */
  async function change(asked: DesktopChange): Promise<string> {
    switch (asked.kind) {
      case "start":
        await local.start();
        return "";
      case "stop":
        await stopEngine();
        return "";
      case "open-at-login": {
        const problem = loginItem.set(asked.on);
        changed();
        return problem ?? "";
      }
      case "attach":
        if (readServiceAddress(asked.address) === undefined) return words.noAddress;
        void attach(asked.address);
        return "";
      case "detach":
        void detach();
        return "";
      case "forget":
        if (kept.read().attachedTo === asked.address) void detach();
        kept.change((all) => ({
          ...all,
          connections: all.connections.filter(({ address }) => address !== asked.address),
        }));
        changed();
        return "";
      case "update":
        void updates.proceed();
        return "";
      default: {
        const _never: never = asked;
        return _never;
      }
    }
  }

  function lookAtAnother(): void {
    notifier.forget();
    lines.endAll("stopping");
    changed();
  }

  denyPermissions(session.defaultSession);
  holdTraffic(session.defaultSession);
  setAppMenu(process.platform, app.isPackaged, words);
  servePage(session.defaultSession, {
    folder: options.pageFolder,
    recording: (name, range) => {
      if (attached !== undefined) return attached.client.recording(name, range);
      return recordingsOf(async (of) => (await local.stage()).findRecording(of))(name, range);
    },
    session: async () => attached?.client.session() ?? { access: "granted", sentence: "", password: false },
    async login(password) {
      const answer = await attached?.client.login(password);
      attached?.again();
      return answer ?? { outcome: "granted", sentence: "" };
    },
    logout: async () => attached?.client.logout(),
    program: () => programView(),
    change: async (asked) => ({ sentence: await change(asked), program: programView() }),
  });
  listenForWindows({ isOwnPage, accept: lines.accept, log });
  holdQuitting({
    mayQuit: () => mayLeave(local.openCalls(), "quit", words),
    async end() {
      window.letGo();
      attached?.stop();
      await local.end();
    },
  });
  app.on("activate", () => window.show());
  lookNowAndThen();
  const { attachedTo } = kept.read();
  if (!options.hidden) window.show();
  if (attachedTo === undefined) void local.start();
  else void attach(attachedTo);

  const update = () => updateView(updates.state());
  return { show: () => window.show(), startEngine: local.start, stopEngine, update };
}
