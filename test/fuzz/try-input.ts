// Gives one input to a target and judges it: nothing is thrown that nobody expected, and the work is bounded.
import { threadCpuUsage } from "node:process";
import type { FuzzTarget } from "./target.ts";

export interface Finding {
  readonly target: string;
  readonly what: string;
  readonly input: Uint8Array;
}

/** Of this thread alone, so a busy machine makes nothing slow. The slowest real input takes a thousandth of it. */
const mostCpuMs = 4000;

/** `undefined`: all well. */
export async function tryInput(target: FuzzTarget, input: Uint8Array): Promise<Finding | undefined> {
  const before = threadCpuUsage();
  const finding = (what: string): Finding => ({ target: target.name, what, input });
  try {
    await target.run(Uint8Array.from(input));
  } catch (error) {
    return finding(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  const spent = threadCpuUsage(before);
  const ms = (spent.user + spent.system) / 1000;
  return ms > mostCpuMs ? finding(`It took ${Math.round(ms)} ms of the processor.`) : undefined;
}

const longestShrinkMs = 30_000;

/** Leaves out what does not matter to the finding, as long as there is time. */
export async function shrunk(target: FuzzTarget, found: Finding): Promise<Finding> {
  const untilMs = performance.now() + longestShrinkMs;
  let best = found;
  for (let piece = best.input.length >> 1; piece >= 1; piece >>= 1) {
    for (let at = 0; at < best.input.length && performance.now() < untilMs; ) {
      const smaller = Buffer.concat([best.input.subarray(0, at), best.input.subarray(at + piece)]);
      const again = await tryInput(target, smaller);
      if (again === undefined) at += piece;
      else best = again;
    }
  }
  return best;
}
