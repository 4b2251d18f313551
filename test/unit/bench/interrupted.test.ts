/** Who interrupts a benchmark gets the machine back: no process and no folder of it stays. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterEach, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../../..");
const data = resolve(root, "out/bench");
const started = new Set<number>();

afterEach(() => {
  for (const pid of started) if (isAlive(pid)) process.kill(pid, "SIGKILL");
  started.clear();
});

/** Nobody may have asked yet how a process has ended (state Z): it is over all the same. */
function isAlive(pid: number): boolean {
  try {
    return !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return text.split(" ").filter(Boolean).map(Number);
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

/** None before the first benchmark on this machine. */
const folders = () => (existsSync(data) ? readdirSync(data) : []).filter((name) => name.startsWith("data-"));

// Where the system shows who has started whom.
it.skipIf(process.platform !== "linux")(
  "ends with all its processes and folders when it is interrupted",
  async () => {
    const run = spawn(process.execPath, ["test/bench/run.ts", "start", "--rounds", "1000"], {
      cwd: root,
      stdio: "ignore",
    });
    const pid = run.pid ?? 0;
    started.add(pid);
    const before = new Set(folders());
    const ended = once(run, "exit");
    let children: number[] = [];
    await expect
      .poll(
        () => {
          children = childrenOf(pid);
          return children.some((child) => commandOf(child).includes("headless"));
        },
        { timeout: 60_000, interval: 5 },
      )
      .toBe(true);
    for (const child of children) started.add(child);
    // A simulator for each way of starting the service, and the service.
    expect(children.length).toBeGreaterThan(1);
    const own = folders().filter((name) => !before.has(name));
    expect(own.length).toBeGreaterThan(0);
    run.kill("SIGINT");
    expect(await ended).toEqual([130, null]);
    await expect.poll(() => children.filter(isAlive)).toEqual([]);
    const left = new Set(folders());
    expect(own.filter((name) => left.has(name))).toEqual([]);
  },
);
