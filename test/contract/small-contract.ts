// A contract of a few methods and events, with an engine behind it that tests drive by hand.
import { z } from "zod";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { Source } from "../../src-shared/rpc/broadcast.ts";
import type { EventOf } from "../../src-shared/rpc/contract-shape.ts";
import type { Handlers } from "../../src-shared/rpc/handlers.ts";
import { refuse } from "../../src-shared/rpc/rpc-error.ts";

const nothing = z.object({});
export const smallContract = {
  protocolVersion: 7,
  methods: {
    echo: { params: z.object({ text: z.string() }), result: z.object({ text: z.string() }) },
    wait: { params: nothing, result: nothing },
    deny: { params: nothing, result: nothing },
    crash: { params: nothing, result: nothing },
    misfit: { params: nothing, result: z.object({ count: z.int() }) },
    leak: { params: nothing, result: z.object({ name: z.string() }) },
    big: { params: z.object({ chars: z.int() }), result: z.object({ text: z.string() }) },
  },
  events: { count: z.object({ to: z.int() }), word: z.object({ word: z.string() }) },
  snapshot: z.object({ count: z.int() }),
} as const;
export type SmallContract = typeof smallContract;
type SmallEvent = EventOf<SmallContract>;
type Numbered = { readonly seq: number } & SmallEvent;

export const plantedSecret = "planted-secret-Zx81";

export interface SmallEngine {
  readonly source: Source<SmallContract>;
  readonly handlers: Handlers<SmallContract>;
  /** Requests `wait` that have begun; aborted ones say so. */
  readonly waits: AbortSignal[];
  /** How many listen at the source. */
  listeners(): number;
  count(): void;
  say(word: string): void;
  /** An event that nobody gets: a gap. */
  skip(): void;
  tell(event: string, data: unknown): void;
}

export function createSmallEngine(): SmallEngine {
  const listeners = new Set<(event: Numbered) => void>();
  const waits: AbortSignal[] = [];
  let seq = 0;
  let count = 0;
  function tell(event: string, data: unknown): void {
    seq += 1;
    for (const listener of listeners) listener({ seq, event, data } as Numbered);
  }
  return {
    source: {
      seq: () => seq,
      snapshot: () => ({ count, secret: plantedSecret }),
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    handlers: {
      echo: ({ text }) => ({ text }),
      wait: (_params, { signal }) => {
        waits.push(signal);
        return new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(new Error("aborted")));
        });
      },
      deny: () => refuse("not-allowed", "Only the desktop may do that."),
      crash: () => Promise.reject(new Error(`cannot open ${plantedSecret}`)),
      misfit: () => ({ count: 0.5 }),
      leak: () => ({ name: "crm", secret: plantedSecret }),
      big: ({ chars }) => ({ text: "x".repeat(chars) }),
    },
    waits,
    listeners: () => listeners.size,
    count() {
      count += 1;
      tell("count", { to: count });
    },
    say: (word) => tell("word", { word, secret: plantedSecret }),
    skip() {
      seq += 1;
      count += 1;
    },
    tell,
  };
}

/** Nothing ever times out by itself; `fire` lets everything that waits happen. */
export function createHandClock(): Clock & { fire(): void; readonly waiting: number } {
  const waiting = new Set<() => void>();
  return {
    nowMs: () => 0,
    after(_delayMs, run) {
      waiting.add(run);
      return () => waiting.delete(run);
    },
    fire() {
      for (const run of [...waiting]) {
        waiting.delete(run);
        run();
      }
    },
    get waiting() {
      return waiting.size;
    },
  };
}

export function createLogBook(): Logger & { readonly lines: string[] } {
  const lines: string[] = [];
  const note = (level: string) => (message: string, fields?: object) =>
    void lines.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`);
  return { lines, debug: note("debug"), info: note("info"), warn: note("warn"), error: note("error") };
}
