/** What a row is found by: worked out when it is written, and again from what somebody looks for. Pure. */
import type { NewLibraryRow } from "../../recordings/types.ts";

export type Searched = Pick<
  NewLibraryRow,
  "fileName" | "otherNumber" | "otherName" | "mp3Name" | "chainId" | "link"
>;

export interface SearchValues {
  /** The id that receivers get. */
  readonly linkId: string | undefined;
  /** The number backwards, so that its last digits are a beginning. */
  readonly numberEnd: string;
  readonly haystack: string;
}

/** Fields whose change changes what a row is found by. */
export const searchedFields: ReadonlySet<string> = new Set<keyof Searched>([
  "fileName",
  "otherNumber",
  "otherName",
  "mp3Name",
  "chainId",
  "link",
]);

export function searchValuesOf(row: Searched): SearchValues {
  const { chainId, link, fileName, mp3Name = "", otherNumber, otherName } = row;
  return {
    linkId: chainId === undefined ? undefined : `${chainId}-${link ?? ""}`,
    numberEnd: reversed(otherNumber),
    haystack: folded([fileName, mp3Name, otherNumber, otherName].join("\n")),
  };
}

/** `0301234`, `+49 30 1234` and `1234` all find 49301234. Empty: not asked for. */
export function numberEndAskedFor(number: string): string {
  return reversed(number.replaceAll(/[^A-Za-z0-9]/g, "").replace(/^0+(?=.)/, ""));
}

/** Patterns for GLOB, which is twice as quick as instr; all of them must fit a haystack. */
export function patternsAskedFor(text: string): string[] {
  return folded(text)
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => `*${word.replaceAll(/[*?[]/g, "[$&]")}*`);
}

/** Without NUL, where SQLite would take a pattern or what it is held against for over. */
function folded(text: string): string {
  return text.normalize("NFC").toLowerCase().replaceAll("\0", " ");
}

function reversed(number: string): string {
  return [...number.toLowerCase().replaceAll(/[^a-z0-9]/g, "")].toReversed().join("");
}
