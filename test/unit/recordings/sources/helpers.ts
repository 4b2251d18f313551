/** What the tests of both sources share: a listener that remembers, a clock that waits for the source. */
import type {
  RecordingSource,
  SourceCondition,
  SourceListener,
  SourceNews,
} from "../../../../src-main/recordings/types.ts";
import { createVirtualClock, type VirtualClock } from "../../../../src-main/simulator/virtual-clock.ts";
import { toneWav } from "../../../../src-main/simulator/wav.ts";

export const startMs = Date.UTC(2026, 0, 30, 16);
export const quietLog = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export interface Memory {
  readonly listener: SourceListener;
  readonly news: SourceNews[];
  readonly conditions: SourceCondition[];
  /** Keys that are settled, as after a restart. */
  readonly settled: Set<string>;
  /** While true, the list of settled keys cannot be read. */
  broken: boolean;
  /** `complete folder:…` and so on, in order. */
  told(): string[];
}

export function createMemory(): Memory {
  const news: SourceNews[] = [];
  const conditions: SourceCondition[] = [];
  const settled = new Set<string>();
  const memory: Memory = {
    ...{ news, conditions, settled, broken: false },
    listener: {
      onNews: (each) => void news.push(each),
      onCondition: (each) => void conditions.push(each),
      known: async (keys) => {
        if (memory.broken) throw new Error("The list is closed.");
        return new Set(keys.filter((key) => settled.has(key)));
      },
    },
    told: () => news.map((each) => `${each.type} ${each.type === "gone" ? each.key : each.file.key}`),
  };
  return memory;
}

export function createClock(): VirtualClock {
  return createVirtualClock({ startMs });
}

/** Lets a source and what it talks to come to rest before time goes on. */
export function settleOf(source: RecordingSource, othersAtRest: () => boolean = () => true) {
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return async () => {
    for (let quiet = 0, turns = 0; quiet < 3; turns += 1) {
      if (turns > 100_000) throw new Error("The source never comes to rest.");
      await turn();
      quiet = (source.busy?.() ?? 0) === 0 && othersAtRest() ? quiet + 1 : 0;
    }
  };
}

export const wav = (lengthMs = 100) => toneWav(lengthMs);
