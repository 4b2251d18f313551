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
  readonly previous: readonly Uint8Array[];
}

/** What is to be had under a name. */
export type ServedFile =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "purged" }
  | { readonly kind: "unknown" };
