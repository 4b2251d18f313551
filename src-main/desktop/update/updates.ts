/**
 * Newer versions of the desktop program: looked for now and then, fetched and installed only when a person says so,
 * and never while a call is in progress.
 */
import type { Clock } from "../../../src-shared/ports/clock.ts";
import type { Logger } from "../../../src-shared/ports/logger.ts";
import type { UpdaterPort } from "./updater-port.ts";

export type UpdateState =
  /** Not installed as a package, or made without an address where newer ones would be. */
  | { readonly kind: "off" }
  | { readonly kind: "none" }
  | { readonly kind: "found"; readonly version: string }
  | { readonly kind: "downloading"; readonly version: string; readonly percent: number }
  | { readonly kind: "ready"; readonly version: string }
  /** It was asked for and comes after the last call. */
  | { readonly kind: "waiting"; readonly version: string }
  | { readonly kind: "installing"; readonly version: string }
  /** Fetching or installing failed; it can be tried again. */
  | { readonly kind: "failed"; readonly version: string };

export interface UpdatesOptions {
  readonly port: UpdaterPort | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  readonly openCalls: () => number;
  /** Asked before anything is fetched. */
  readonly mayDownload: (version: string) => Promise<boolean>;
  /** Asked before it is installed; `calls` are in progress now. */
  readonly mayInstall: (version: string, calls: number) => Promise<boolean>;
  /** Everything that must be kept is on disk when this resolves. */
  readonly endEngine: () => Promise<void>;
  /** Goes on with this version. */
  readonly startEngine: () => Promise<void>;
  readonly onState: (state: UpdateState) => void;
}

export interface Updates {
  state(): UpdateState;
  /** The next step, as a person asks for it in the menu: fetch, or install. */
  proceed(): Promise<void>;
  /** To be called when calls end. */
  callsChanged(): void;
}

/** The start has enough to do. */
const firstLookMs = 60_000;
const lookAgainMs = 6 * 60 * 60_000;
/** An installation that works has ended this program long before. */
const stillHereMs = 60_000;

export function createUpdates(options: UpdatesOptions): Updates {
  const { port, clock, log, openCalls, onState } = options;
  let state: UpdateState = { kind: port === undefined ? "off" : "none" };
  let asking = false;

  function become(next: UpdateState): void {
    state = next;
    onState(next);
  }

  function lookIn(delayMs: number, from: UpdaterPort): void {
    clock.after(delayMs, () => {
      void look(from).then(() => lookIn(lookAgainMs, from));
    });
  }

  /** What was found stays found; a server that does not answer is nobody's worry. */
  async function look(from: UpdaterPort): Promise<void> {
    if (state.kind !== "none" && state.kind !== "found" && state.kind !== "failed") return;
    try {
      const version = await from.check();
      if (state.kind === "found" && state.version === version) return;
      if (version !== undefined) become({ kind: "found", version });
      else if (state.kind !== "none") become({ kind: "none" });
    } catch (error) {
      log.info("Nobody tells whether there is a newer version.", { reason: String(error) });
    }
  }

  async function download(from: UpdaterPort, version: string): Promise<void> {
    if (!(await options.mayDownload(version))) return;
    become({ kind: "downloading", version, percent: 0 });
    try {
      await from.download((percent) => {
        const whole = Math.floor(percent);
        if (state.kind !== "downloading" || state.percent === whole) return;
        become({ kind: "downloading", version, percent: whole });
      });
      become({ kind: "ready", version });
    } catch (error) {
      log.warn("The newer version could not be fetched as it was announced.", {
        version,
        reason: String(error),
      });
      become({ kind: "failed", version });
    }
  }

  async function install(from: UpdaterPort, version: string): Promise<void> {
    if (!(await options.mayInstall(version, openCalls()))) return;
    if (openCalls() > 0) return become({ kind: "waiting", version });
    await installNow(from, version);
  }

  async function installNow(from: UpdaterPort, version: string): Promise<void> {
    become({ kind: "installing", version });
    log.info("3CX Webhook ends for a newer version.", { version });
    try {
      await options.endEngine();
      clock.after(stillHereMs, () => void goOn(version, "the program was not ended"));
      from.install();
    } catch (error) {
      await goOn(version, String(error));
    }
  }

  async function goOn(version: string, reason: string): Promise<void> {
    if (state.kind !== "installing") return;
    log.warn("The newer version could not be installed; this one goes on.", { version, reason });
    become({ kind: "failed", version });
    await options.startEngine();
  }

  async function next(from: UpdaterPort): Promise<void> {
    switch (state.kind) {
      case "found":
      case "failed":
        return download(from, state.version);
      case "ready":
        return install(from, state.version);
      case "off":
      case "none":
      case "downloading":
      case "waiting":
      case "installing":
        return;
      default: {
        const _never: never = state;
        return _never;
      }
    }
  }

  if (port !== undefined) lookIn(firstLookMs, port);
  return {
    state: () => state,
    async proceed() {
      if (port === undefined || asking) return;
      asking = true;
      try {
        await next(port);
      } finally {
        asking = false;
      }
    },
    callsChanged() {
      if (port === undefined || state.kind !== "waiting" || openCalls() > 0) return;
      void installNow(port, state.version);
    },
  };
}
