// A run that is interrupted leaves nothing behind: Node tidies up (listeners of "exit") only when it ends by
// itself, not when a signal ends it, and a child that listens to nobody outlives its parent.
import type { ChildProcess } from "node:child_process";

const endings = new Set<() => void>();
const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

process.on("exit", () => {
  for (const end of endings) end();
});

/** `end` runs when this process ends, unless the returned function was called before. It may not wait for anything. */
export function atExit(end: () => void): () => void {
  endings.add(end);
  return () => void endings.delete(end);
}

/** The child ends with this process at the latest. */
export function endWithUs(child: ChildProcess): void {
  const forget = atExit(() => child.kill("SIGKILL"));
  child.once("exit", forget);
}

/** Call in each process of the benchmark: a signal ends it in order, with the exit code that shells expect. */
export function endInOrderBySignals(): void {
  for (const [signal, code] of Object.entries(signals)) process.once(signal, () => process.exit(code));
}
