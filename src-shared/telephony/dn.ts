/**
 * What a directory number (DN) of the PBX is. Names follow 3CX's PeerType without its "W";
 * `none` is an unset type on the wire, `unknown` a word that this program does not know.
 */
export type DnType =
  | "extension"
  | "queue"
  | "ring-group"
  | "ivr"
  | "route-point"
  | "external-line"
  | "special-menu"
  | "fax"
  | "conference"
  | "parking"
  | "group"
  | "none"
  | "unknown";

/** A DN together with its type, as the PBX names it on a leg. `dn` is never empty. */
export interface DnRef {
  readonly dn: string;
  readonly type: DnType;
}

/** The three kinds that receivers know: see docs on `usertype`. */
export type UserType = "ext" | "queue" | "other";

/** Maps a DN's type to the word receivers get. Everything that is neither phone nor queue is `other`. */
export function userTypeOf(type: DnType): UserType {
  if (type === "extension") return "ext";
  if (type === "queue") return "queue";
  return "other";
}
