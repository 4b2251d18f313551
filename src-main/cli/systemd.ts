/**
 * Tells systemd how the service stands (sd_notify(3)): ready, alive, stopping. Node cannot send to the kind of
 * socket that systemd listens on; systemd's own systemd-notify can, so the unit has NotifyAccess=all.
 */
import { spawn } from "node:child_process";
import type { Clock } from "../../src-shared/ports/clock.ts";

export interface SystemdOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Default: runs systemd-notify. Resolves when systemd has heard it, or never will. */
  readonly notify?: (lines: readonly string[]) => Promise<void>;
}

/** What runs, as systemd hears of it. */
export interface Living {
  /** Said at the start. */
  readonly first: string;
  /** Said with each later sign of life; `systemctl status` shows it. */
  readonly status: () => string;
  /** Resolves when the program's stores answer. While it does not, systemd hears nothing and restarts the service in the end. */
  readonly answers: () => Promise<unknown>;
}

export interface Systemd {
  /** The service runs; from now on it says so again and again where the unit has a watchdog. */
  ready(living: Living): void;
  stopping(): void;
  /** Why it ends. `systemctl status` shows no lines of the log while a unit waits for its next try. */
  failed(sentence: string): Promise<void>;
}

export function createSystemd({ env, clock, notify = runSystemdNotify }: SystemdOptions): Systemd {
  const listens = (env["NOTIFY_SOCKET"] ?? "") !== "";
  const everyMs = watchdogMs(env);
  let stopped = false;
  let cancel = () => {};

  function next({ answers, status }: Omit<Living, "first">): void {
    if (everyMs === undefined || stopped) return;
    cancel = clock.after(everyMs, () => {
      // An answer that comes late is an answer; one that never comes leaves no next time.
      void answers().finally(() => {
        if (stopped) return;
        // READY again: before its version 246 systemd could lose a message whose sender had ended.
        void notify(["READY=1", "WATCHDOG=1", `STATUS=${status()}`]);
        next({ answers, status });
      });
    });
  }

  return {
    ready({ first, ...living }) {
      if (!listens) return;
      void notify(["READY=1", `STATUS=${first}`]);
      next(living);
    },
    stopping() {
      stopped = true;
      cancel();
      if (listens) void notify(["STOPPING=1", "STATUS=Stopping."]);
    },
    async failed(sentence) {
      // A line break would begin the next assignment.
      if (listens) await notify([`STATUS=${sentence.replaceAll(/\s*\n\s*/g, " ")}`]);
    },
  };
}

/** A third of what the unit allows, so that one late answer is forgiven. */
function watchdogMs(env: SystemdOptions["env"]): number | undefined {
  const allowedUs = Number(env["WATCHDOG_USEC"]);
  return allowedUs > 0 ? allowedUs / 3000 : undefined;
}

function runSystemdNotify(lines: readonly string[]): Promise<void> {
  const child = spawn("systemd-notify", [`--pid=${process.pid}`, ...lines], { stdio: "ignore" });
  return new Promise((resolve) => {
    child.on("close", () => resolve());
    // Without it the unit's start times out, and systemd says so.
    child.on("error", () => resolve());
  });
}
