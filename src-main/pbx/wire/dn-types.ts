/**
 * The PBX names types of numbers in three ways: `Wextension` on legs, `Extension` (PeerType) in
 * XAPI, and as code numbers in the call log. All become `DnType`; unknown words never throw.
 */
import type { DnType } from "../../../src-shared/telephony/dn.ts";

const words: ReadonlyMap<string, DnType> = new Map<string, DnType>([
  ["extension", "extension"],
  ["queue", "queue"],
  ["ringgroup", "ring-group"],
  ["ivr", "ivr"],
  ["routepoint", "route-point"],
  ["externalline", "external-line"],
  ["specialmenu", "special-menu"],
  ["fax", "fax"],
  ["conference", "conference"],
  ["parking", "parking"],
  ["group", "group"],
  ["none", "none"],
]);

/** `Wextension`, `Extension`, `extension` are one; empty counts as `none`. */
export function dnTypeOfWord(word: string): DnType {
  const plain = word.trim().toLowerCase();
  if (plain === "") return "none";
  return words.get(plain) ?? words.get(plain.replace(/^w/, "")) ?? "unknown";
}

/** Codes of the call log, seen in exporters of call history (16 as "group"); 2 is inferred from the order of types. */
const codes: ReadonlyMap<number, DnType> = new Map<number, DnType>([
  [0, "extension"],
  [1, "external-line"],
  [2, "ring-group"],
  [4, "queue"],
  [5, "special-menu"],
  [6, "ivr"],
  [7, "fax"],
  [8, "parking"],
  [16, "ring-group"],
]);

export function dnTypeOfCode(code: number | undefined): DnType {
  return code === undefined ? "unknown" : (codes.get(code) ?? "unknown");
}
