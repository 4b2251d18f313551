/** The legs (participants) that could be watched, and the news of their changes. */
import type { LiveCall } from "./conversation.ts";
import type { SimChange, SimParticipant } from "./types.ts";

/** What a leg says about its other side. */
export type LegParty = Pick<
  SimParticipant,
  "party_caller_name" | "party_dn" | "party_caller_id" | "party_did" | "party_dn_type"
>;

export interface NewLeg {
  readonly dn: string;
  readonly status: SimParticipant["status"];
  readonly party: LegParty;
  readonly deviceId: string;
  readonly originatedBy?: DnWithType | undefined;
  readonly referredBy?: DnWithType | undefined;
  readonly onBehalfOf?: DnWithType | undefined;
}

export interface DnWithType {
  readonly dn: string;
  readonly type: string;
}

/** How 3CX writes an unset DN and its type. */
const unset: DnWithType = { dn: "", type: "None" };

export interface LegTable {
  add(call: LiveCall, leg: NewLeg): SimParticipant;
  change(id: number, patch: Partial<SimParticipant>): void;
  /** Tells of a leg again although nothing changed. */
  repeat(id: number): void;
  remove(id: number): void;
  find(dn: string, id: number): SimParticipant | undefined;
  /** Legs of a call in the order they came; of one DN when given. */
  of(callId: number, dn?: string): readonly SimParticipant[];
  onDn(dn: string): readonly SimParticipant[];
  /** Forgets all legs without a word, and starts numbering again. */
  reset(): void;
  onChange(listener: (change: SimChange) => void): () => void;
}

export function createLegTable(): LegTable {
  const legs = new Map<number, SimParticipant>();
  const listeners = new Set<(change: SimChange) => void>();
  let lastId = 0;

  function tell(kind: SimChange["kind"], leg: SimParticipant): void {
    for (const listener of [...listeners]) listener({ kind, dn: leg.dn, participantId: leg.id });
  }

  function add(call: LiveCall, leg: NewLeg): SimParticipant {
    lastId += 1;
    const originator = leg.originatedBy ?? unset;
    const referrer = leg.referredBy ?? unset;
    const principal = leg.onBehalfOf ?? unset;
    const participant: SimParticipant = {
      id: lastId,
      status: leg.status,
      dn: leg.dn,
      party_caller_name: leg.party.party_caller_name,
      party_dn: leg.party.party_dn,
      party_caller_id: leg.party.party_caller_id,
      party_did: leg.party.party_did,
      device_id: leg.deviceId,
      party_dn_type: leg.party.party_dn_type,
      direct_control: false,
      originated_by_dn: originator.dn,
      originated_by_type: originator.type,
      referred_by_dn: referrer.dn,
      referred_by_type: referrer.type,
      on_behalf_of_dn: principal.dn,
      on_behalf_of_type: principal.type,
      callid: call.callId,
      legid: call.nextLegId,
    };
    call.nextLegId += 1;
    legs.set(lastId, participant);
    tell("upsert", participant);
    return participant;
  }

  return {
    add,
    change: (id, patch) => {
      const leg = legs.get(id);
      if (leg === undefined) return;
      const changed = { ...leg, ...patch };
      legs.set(id, changed);
      tell("upsert", changed);
    },
    repeat: (id) => {
      const leg = legs.get(id);
      if (leg !== undefined) tell("upsert", leg);
    },
    remove: (id) => {
      const leg = legs.get(id);
      if (leg === undefined) return;
      legs.delete(id);
      tell("remove", leg);
    },
    find: (dn, id) => {
      const leg = legs.get(id);
      return leg?.dn === dn ? leg : undefined;
    },
    of: (callId, dn) =>
      [...legs.values()].filter((leg) => leg.callid === callId && (dn === undefined || leg.dn === dn)),
    onDn: (dn) => [...legs.values()].filter((leg) => leg.dn === dn),
    reset: () => {
      legs.clear();
      lastId = 0;
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
