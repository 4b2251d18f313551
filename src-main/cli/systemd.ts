/**
 * Tells systemd how the service stands (sd_notify(3)): ready, alive, stopping. Node cannot send to the kind of
 * socket that systemd listens on; systemd's own systemd-notify can, so the unit has NotifyAccess=all.
 */
import { spawn } from "node:child_process";
import type { Clock } from "../../src-shared/ports/clock.ts";

export interface SystemdOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Resolves when the program's stores answer. While it does not, systemd hears nothing and restarts the service in the end. */
  readonly answers: () => Promise<unknown>;
  /** Default: runs systemd-notify. */
  readonly notify?: (lines: readonly string[]) => void;
}

export interface Systemd {
  /** The service runs; from now on it says so again and again where the unit has a watchdog. */
  ready(status: string): void;
  stopping(): void;
}

export function createSystemd({ env, clock, answers, notify = runSystemdNotify }: SystemdOptions): Systemd {
  const listens = (env["NOTIFY_SOCKET"] ?? "") !== "";
  const everyMs = watchdogMs(env);
  let stopped = false;
  let cancel = () => {};

  function next(): void {
    if (everyMs === undefined || stopped) return;
    cancel = clock.after(everyMs, () => {
      // An answer that comes late is an answer; one that never comes leaves no next time.
      void answers().finally(() => {
        if (stopped) return;
        notify(["WATCHDOG=1"]);
        next();
      });
    });
  }

  return {
    ready(status) {
      if (!listens) return;
      notify(["READY=1", `STATUS=${status}`]);
      next();
    },
    stopping() {
      stopped = true;
      cancel();
      if (listens) notify(["STOPPING=1", "STATUS=Stopping."]);
    },
  };
}

/** A third of what the unit allows, so that one late answer is forgiven. */
function watchdogMs(env: SystemdOptions["env"]): number | undefined {
  const allowedUs = Number(env["WATCHDOG_USEC"]);
  return allowedUs > 0 ? allowedUs / 3000 : undefined;
}

function runSystemdNotify(lines: readonly string[]): void {
  const child = spawn("systemd-notify", [`--pid=${process.pid}`, ...lines], { stdio: "ignore" });
  // Without it the unit's start times out, and systemd says so.
  child.on("error", () => {});
  child.unref();
}
