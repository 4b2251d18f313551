// What can be fuzzed: something that takes what others send, and what must hold whatever that is.
import { TextDecoder } from "node:util";

export interface FuzzTarget {
  /** Also the name of its folder in the corpus. */
  readonly name: string;
  /** Words that mean something to it, put in by mutations. */
  readonly words: readonly string[];
  /** The input is JSON: values of it are changed, too. */
  readonly json?: boolean;
  /** Throws, or rejects, when what came out of it is not as promised. */
  run(input: Uint8Array): void | Promise<void>;
}

export function textOf(input: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(input);
}

/** A promise that was not kept. */
export function insist(holds: boolean, promise: string): void {
  if (!holds) throw new Error(`Not as promised: ${promise}`);
}

/** A moment that can be written as a date. */
export function insistMoment(ms: number | undefined, what: string): void {
  insist(ms === undefined || !Number.isNaN(new Date(ms).getTime()), `${what} is a moment, not ${ms}`);
}
