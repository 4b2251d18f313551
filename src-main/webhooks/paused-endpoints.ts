/**
 * Which endpoints somebody paused by hand, kept in the outbox: after a restart or a crash nothing may leave
 * that a person had held back.
 */
import type { Logger } from "../../src-shared/ports/logger.ts";
import { reasonOf } from "../../src-shared/thrown.ts";
import type { Outbox, StoredState } from "./types.ts";

export interface PausedEndpoints {
  add(name: string): void;
  delete(name: string): void;
  /** Forgets those that are not in the settings. */
  keepOnly(names: ReadonlySet<string>): void;
  /** Takes over what an earlier run kept. */
  restore(state: StoredState): void;
  names(): Iterable<string>;
}

const KEY = "webhooks/paused";

export function createPausedEndpoints(outbox: Outbox, log: Logger): PausedEndpoints {
  const paused = new Set<string>();
  /** What is in the outbox; `undefined` until that is known, because it must not be written over. */
  let kept: string | undefined;

  /** Without a time: the calls' state is no newer for it. */
  function keep(): void {
    const json = JSON.stringify([...paused].toSorted());
    if (kept === undefined || json === kept) return;
    kept = json;
    outbox.accept([], { put: [{ key: KEY, json }], remove: [] }).catch((error: unknown) =>
      log.error("Which endpoints are paused could not be kept; pause them again after a restart.", {
        endpoints: [...paused].join(", "),
        reason: reasonOf(error),
      }),
    );
  }

  return {
    add(name) {
      paused.add(name);
      keep();
    },
    delete(name) {
      if (paused.delete(name)) keep();
    },
    keepOnly(names) {
      for (const name of paused) if (!names.has(name)) paused.delete(name);
      keep();
    },
    restore({ documents }) {
      const json = documents.find(({ key }) => key === KEY)?.json ?? "[]";
      for (const name of namesIn(json)) paused.add(name);
      kept = json;
      keep();
    },
    names: () => paused,
  };
}

/** What is not a list of names is none: a pause that is lost is seen in the window. */
function namesIn(json: string): string[] {
  try {
    const read: unknown = JSON.parse(json);
    return Array.isArray(read) ? read.filter((name) => typeof name === "string") : [];
  } catch {
    return [];
  }
}
