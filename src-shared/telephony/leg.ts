import type { DnRef, DnType } from "./dn.ts";

/** 3CX reports only these three for a participant; a held call stays connected. */
export type LegStatus = "dialing" | "ringing" | "connected";

/** The other side of a leg, as the PBX describes it to the leg's owner. */
export interface LegParty {
  /** Internal DN of the other side; for outside calls the trunk. Empty when not known yet. */
  readonly dn: string;
  readonly type: DnType;
  /** Number of the other side exactly as shown (an outside number or an extension). May be empty. */
  readonly number: string;
  /** Contact or caller name, or the number again when unknown. Hostile text is possible. */
  readonly name: string;
}

/** One participant of a call: one device of one DN. Source: 3CX Call Control `participants`. */
export interface Leg {
  /** Participant id, rising within one run of the PBX. Unique together with `dn`. */
  readonly legId: number;
  readonly dn: string;
  readonly dnType: DnType;
  readonly status: LegStatus;
  /** Conversation id, shared by all legs of a call; starts again when the PBX restarts. */
  readonly callId: number;
  readonly party: LegParty;
  /** DID that was dialled, as shown; usually empty on extensions. */
  readonly did: string;
  readonly deviceId: string;
  /** Who caused this leg, who transferred the call here, for whose sake it rings; absent when unset. */
  readonly originatedBy?: DnRef;
  readonly referredBy?: DnRef;
  readonly onBehalfOf?: DnRef;
}
