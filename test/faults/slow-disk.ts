/** A disk that takes long to say that it has written: strace holds up each such call of a process. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";

/** Needs `strace`, and root, who may trace what is no child. */
export const canSlowDisk =
  process.getuid?.() === 0 && spawnSync("strace", ["-o", "/dev/null", "true"]).status === 0;

export interface SlowDisk {
  /** The disk is as fast as ever again. */
  end(): Promise<void>;
}

/** From when it resolves on, each `fsync` and `fdatasync` of the process takes `delayMs` longer. */
export async function slowDisk(pid: number, delayMs: number): Promise<SlowDisk> {
  const calls = "fsync,fdatasync";
  const strace: ChildProcess = spawn(
    "strace",
    [
      "-f",
      "-p",
      String(pid),
      "-o",
      "/dev/null",
      "-e",
      `trace=${calls}`,
      "-e",
      `inject=${calls}:delay_enter=${delayMs}ms`,
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const ended = once(strace, "exit");
  let said = "";
  await new Promise<void>((resolve, reject) => {
    strace.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (/attached/.test(said)) resolve();
    });
    strace.once("exit", () => reject(new Error(`strace ended: ${said}`)));
  });
  return {
    async end() {
      strace.kill("SIGTERM");
      await ended;
    },
  };
}
