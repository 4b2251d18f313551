import type { DnType } from "./dn.ts";

/** A number of the PBX with its name. */
export interface DirectoryEntry {
  readonly dn: string;
  readonly type: DnType;
  readonly name: string;
  /** Queues only: callers may order a callback, so a missed end waits for the call log. */
  readonly offersCallback?: boolean;
}

/** An inbound rule: which DID of which trunk leads where. Its name is what receivers get as `did`. */
export interface InboundRule {
  readonly name: string;
  /** The DID's number, digits only; empty for a rule that is not bound to one. */
  readonly didNumber: string;
  readonly trunkDn: string;
  /** DNs that this rule leads to, in and out of office hours. */
  readonly destinations: readonly string[];
}

/** Names and types of the PBX's numbers. Refreshed now and then; empty when XAPI is out of reach. */
export interface Directory {
  readonly entries: Readonly<Record<string, DirectoryEntry>>;
  readonly inboundRules: readonly InboundRule[];
}

export const emptyDirectory: Directory = { entries: {}, inboundRules: [] };
