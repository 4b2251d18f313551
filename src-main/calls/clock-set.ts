/**
 * What was seen goes along when somebody sets the machine's clock: how long a call has waited or talked stays
 * true, and no deadline is put off until a clock that went a year ahead is reached again.
 */
import type { CallsState } from "./call-state.ts";

/** Named so wherever a moment stands; the PBX's own times are in the rows, and stay. */
const moment = /(?:AtMs|SinceMs|[fF]romMs|^toMs|^atMs)$/;
const leftOut: ReadonlySet<string> = new Set(["rows", "directory", "monitored"]);

/** Moves every moment in the state by `byMs`, in place. */
export function setClock(state: CallsState, byMs: number): void {
  move(state, byMs);
  state.allChanged = true;
  // A new list, because the earliest of the old one is remembered.
  state.wakes = new Map(Array.from(state.wakes, ([chainId, atMs]) => [chainId, atMs + byMs]));
}

function move(value: unknown, byMs: number): void {
  if (typeof value !== "object" || value === null) return;
  if (value instanceof Map || Array.isArray(value)) {
    for (const inner of value.values()) move(inner, byMs);
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    // 0 stands for "never".
    if (typeof inner === "number" && inner !== 0 && moment.test(key)) Reflect.set(value, key, inner + byMs);
    else if (!leftOut.has(key)) move(inner, byMs);
  }
}
