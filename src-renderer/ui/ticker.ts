/** One beat a second on the full second for all ages and clocks; none while nobody looks. */
import { useSyncExternalStore } from "react";

const beatMs = 1_000;
const listeners = new Set<() => void>();
let nowMs = Date.now();
let timer: ReturnType<typeof setTimeout> | undefined;

function beat(): void {
  timer = undefined;
  if (listeners.size === 0 || document.hidden) return;
  nowMs = Date.now();
  for (const listener of listeners) listener();
  plan();
}

function plan(): void {
  timer ??= setTimeout(beat, beatMs - (Date.now() % beatMs));
}

function onVisibility(): void {
  if (!document.hidden) beat();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    nowMs = Date.now();
    document.addEventListener("visibilitychange", onVisibility);
  }
  listeners.add(listener);
  plan();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
    document.removeEventListener("visibilitychange", onVisibility);
  };
}

/** This machine's wall clock in milliseconds, new once a second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => nowMs);
}
