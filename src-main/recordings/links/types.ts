/** What others need to know of links to recordings. */

/** What a link to `name` with the text after `?t=` is worth. */
export type LinkVerdict = "good" | "missing" | "wrong" | "expired";

export interface Links {
  /** The link to an MP3 by its name, such as `250917190514_45-1-1.mp3`. */
  urlFor(name: string): string;
  /** `t`: as it stands in the address; `undefined` when there is none. Takes the same time for every wrong one. */
  check(name: string, t: string | undefined): LinkVerdict;
  /** Whoever knows or guesses a name can listen. */
  readonly open: boolean;
}

/** 32 bytes each. */
export interface LinkKeys {
  /** Signs. */
  readonly current: Uint8Array;
  /** Those before it, which still verify. */
  readonly previous: readonly PreviousKey[];
}

export interface PreviousKey {
  readonly key: Uint8Array;
  /** When its links end (clock); absent: never. */
  readonly untilMs?: number;
}

/** The keys in use, for as long as the program runs. */
export interface LinkKeyRing {
  keys(): LinkKeys;
  /** Signs with a new key from now on; links with the one before work for so many more days, 0: not at all. */
  rotate(
    previousDays: number,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly sentence: string }>;
}

/** What is to be had under a name. */
export type ServedFile =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "purged" }
  | { readonly kind: "unknown" };
