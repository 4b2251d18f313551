// A PBX with as many extensions as wanted, on each of which a call can be open. The simulated company of
// the demo is small and copies its legs for each question; here the PBX must not be what is measured.
import { createPbxModel } from "../../src-main/simulator/model/pbx-model.ts";
import type {
  PbxModel,
  SimActiveCall,
  SimChange,
  SimDn,
  SimParticipant,
} from "../../src-main/simulator/model/types.ts";
import { createRealClock } from "../../src-main/clock.ts";

export interface BusyPbx {
  readonly model: PbxModel;
  /** From now on exactly this many calls are open, on the first extensions. */
  setOpen(calls: number): void;
  /**
   * The next thing happens to the call on an open extension: it is answered, or it ends and another one
   * rings at once. Returns the callid and what the leg is now.
   */
  step(extension: number): { readonly callId: number; readonly now: "Ringing" | "Connected" };
}

const trunk = { dn: "10007", text: "10007 Trunk" } as const;

export function createBusyPbx(extensions: number): BusyPbx {
  const company = createPbxModel({ clock: createRealClock(), random: () => 0.5 });
  const listeners = new Set<(change: SimChange) => void>();
  const dns: SimDn[] = Array.from({ length: extensions }, (_, index) => extension(String(1000 + index)));
  const collections = { ...company.collections(), Peers: [...company.collections().Peers, ...dns.map(peer)] };
  const startedAt = new Date().toISOString();
  const rows = new Map<SimDn, SimActiveCall>();
  let listed: readonly SimActiveCall[] | undefined;
  let lastId = 0;

  /** The list is asked for page by page, so rows are made when something changes and not when they are read. */
  function put(owner: SimDn, leg: SimParticipant | undefined): void {
    owner.participants = leg === undefined ? [] : [leg];
    if (leg === undefined) rows.delete(owner);
    else rows.set(owner, row(leg, startedAt));
    listed = undefined;
  }

  function tell(kind: SimChange["kind"], leg: SimParticipant): void {
    for (const listener of listeners) listener({ kind, dn: leg.dn, participantId: leg.id });
  }

  function ring(owner: SimDn): SimParticipant {
    lastId += 1;
    const leg = ringingLeg(owner.dn, lastId);
    put(owner, leg);
    tell("upsert", leg);
    return leg;
  }

  function end(owner: SimDn): void {
    const [leg] = owner.participants;
    put(owner, undefined);
    if (leg !== undefined) tell("remove", leg);
  }

  const model: PbxModel = {
    dns: () => dns,
    activeCalls: () => (listed ??= [...rows.values()]),
    callLog: () => [],
    collections: () => collections,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    restart: () => {},
  };

  return {
    model,
    setOpen(calls) {
      for (const [index, owner] of dns.entries()) {
        const isOpen = owner.participants.length > 0;
        if (index < calls && !isOpen) ring(owner);
        else if (index >= calls && isOpen) end(owner);
      }
    },
    step(index) {
      const owner = at(dns, index);
      const [leg] = owner.participants;
      if (leg?.status === "Ringing") {
        const answered: SimParticipant = { ...leg, status: "Connected" };
        put(owner, answered);
        tell("upsert", answered);
        return { callId: leg.callid, now: "Connected" };
      }
      end(owner);
      return { callId: ring(owner).callid, now: "Ringing" };
    },
  };
}

function at(dns: readonly SimDn[], index: number): SimDn {
  const owner = dns[index];
  if (owner === undefined) throw new RangeError(`There is no extension ${index}.`);
  return owner;
}

function extension(dn: string): SimDn {
  const devices = [{ dn, device_id: `sip:${dn}@127.0.0.1:5483`, user_agent: "3CX Web Client" }];
  return { dn, type: "Wextension", devices, participants: [] };
}

function peer({ dn }: SimDn): Record<string, unknown> {
  return { Id: Number(dn), Number: dn, Name: `Extension ${dn}`, Type: "Extension", MemberOf: [] };
}

function callerOf(callId: number): string {
  return `+4915${String(100_000_000 + callId)}`;
}

function ringingLeg(dn: string, id: number): SimParticipant {
  return {
    id,
    status: "Ringing",
    dn,
    party_caller_name: "Jürgen Groß",
    party_dn: trunk.dn,
    party_caller_id: callerOf(id),
    party_did: "",
    device_id: `sip:${dn}@127.0.0.1:5483`,
    party_dn_type: "Wexternalline",
    direct_control: false,
    originated_by_dn: "ROUTER",
    originated_by_type: "Wroutepoint",
    referred_by_dn: "",
    referred_by_type: "None",
    on_behalf_of_dn: "",
    on_behalf_of_type: "None",
    callid: id,
    legid: 2,
  };
}

function row(leg: SimParticipant, startedAt: string): SimActiveCall {
  return {
    Id: leg.callid,
    Caller: `${trunk.text} (${callerOf(leg.callid)})`,
    Callee: `${leg.dn} Extension ${leg.dn}`,
    Status: leg.status === "Connected" ? "Talking" : "Routing",
    LastChangeStatus: startedAt,
    EstablishedAt: startedAt,
    /** Another one in each answer: no answer of a PBX is like the one before. */
    get ServerNow() {
      return new Date().toISOString();
    },
  };
}
