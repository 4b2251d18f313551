/**
 * What the simulated PBX knows, in the PBX's own words: the wire (server, socket, XAPI) shows it,
 * the model changes it. Field names and case are those of 3CX V20's interfaces.
 */
import type { RecordingSwitches } from "./recording-switches.ts";

export interface SimParticipant {
  id: number;
  status: "Dialing" | "Ringing" | "Connected";
  dn: string;
  party_caller_name: string;
  party_dn: string;
  party_caller_id: string;
  party_did: string;
  device_id: string;
  party_dn_type: string;
  direct_control: boolean;
  originated_by_dn: string;
  originated_by_type: string;
  referred_by_dn: string;
  referred_by_type: string;
  on_behalf_of_dn: string;
  on_behalf_of_type: string;
  callid: number;
  legid: number;
}

export interface SimDevice {
  dn: string;
  device_id: string;
  user_agent: string;
}

/** A DN as `GET /callcontrol` shows it. */
export interface SimDn {
  dn: string;
  /** `Wextension`, `Wqueue`, `Wivr`, `Wroutepoint`, `Wringgroup`, … */
  type: string;
  devices: SimDevice[];
  participants: SimParticipant[];
}

/** Row of XAPI `ActiveCalls`. A type, which fits where any row is wanted; an interface would have to be copied. */
export type SimActiveCall = {
  Id: number;
  Caller: string;
  Callee: string;
  Status: string;
  LastChangeStatus: string;
  EstablishedAt: string;
  ServerNow: string;
};

/** Row of `ReportCallLogData/Pbx.GetCallLogData`; only the official schema's field names. */
export type SimCallLogRow = Record<string, unknown>;

/** The entity collections of XAPI that the engine reads. Rows carry official field names only. */
export interface SimCollections {
  Peers: Record<string, unknown>[];
  Users: Record<string, unknown>[];
  Queues: Record<string, unknown>[];
  RingGroups: Record<string, unknown>[];
  Receptionists: Record<string, unknown>[];
  Trunks: Record<string, unknown>[];
  InboundRules: Record<string, unknown>[];
  DidNumbers: Record<string, unknown>[];
  Parkings: Record<string, unknown>[];
  Recordings: Record<string, unknown>[];
}

/** What changed on a leg; the wire turns it into a WebSocket event if its DN is monitored. */
export interface SimChange {
  kind: "upsert" | "remove";
  dn: string;
  participantId: number;
}

/** What is not known about recordings on the wire; the model's switches say which side holds. */
export interface SimRecordingSides {
  /** Whether a download may begin in the middle. */
  readonly ranges: boolean;
  /** Recordings that the PBX has moved to its archive: none, or all, which may still be handed out or not. */
  readonly archived: "none" | "handed-out" | "kept-away";
  /** Seconds from the end of a recording until its file can be downloaded. */
  readonly fileDelayS: number;
  /** What the sound is packed in. */
  readonly codec: RecordingSwitches["recordingCodec"];
}

/** The model as the wire sees it. */
export interface PbxModel {
  /** Every DN that could be monitored: extensions, and queues and IVRs where a switch says so. */
  dns(): SimDn[];
  activeCalls(): readonly SimActiveCall[];
  /** Rows of finished calls whose StartTime lies in the period, newest first. Delays are the model's business. */
  callLog(fromMs: number, toMs: number): SimCallLogRow[];
  collections(): SimCollections;
  /** Left out: ranges, no archive, no delay. */
  recordingSides?(): SimRecordingSides;
  /** Calls `listener` synchronously after each change of a leg; returns the unsubscriber. */
  onChange(listener: (change: SimChange) => void): () => void;
  /** All calls vanish, callids and participant ids start again. Finished calls stay in the log. */
  restart(): void;
}
