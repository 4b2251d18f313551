/** A recording as it is found: number `n` began n seconds after `startMs`. */
import type { NewLibraryRow } from "../../../../src-main/recordings/types.ts";

export const startMs = Date.UTC(2026, 0, 30, 15, 0);

export function newRow(n: number, over: Partial<NewLibraryRow> = {}): NewLibraryRow {
  return {
    sourceKey: `folder:302/${n}.wav`,
    fileName: `[Tampa South]_302-+1813997557${n}_20260130152748(${n}).wav`,
    state: "matching",
    sentence: "",
    extension: "302",
    otherNumber: `+1813997557${n}`,
    otherName: "Tampa South",
    from: "302",
    to: `+1813997557${n}`,
    startedAtMs: startMs + n * 1000,
    sourceBytes: 960_044,
    foundAtMs: startMs + n * 1000 + 60_000,
    tries: 0,
    ...over,
  };
}
