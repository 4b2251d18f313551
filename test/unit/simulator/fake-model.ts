/** A model made by hand: two extensions, a queue nobody may monitor, and whatever a test puts in. */
import type {
  PbxModel,
  SimActiveCall,
  SimCallLogRow,
  SimChange,
  SimCollections,
  SimDn,
  SimParticipant,
} from "../../../src-main/simulator/model/types.ts";

export interface FakeModel extends PbxModel {
  put(leg: SimParticipant): void;
  remove(dn: string, participantId: number): boolean;
  rows: SimActiveCall[];
  log: SimCallLogRow[];
  restarts: number;
}

export function leg(fields: Partial<SimParticipant> = {}): SimParticipant {
  return {
    id: 8106,
    status: "Ringing",
    dn: "101",
    party_caller_name: "+49123456789",
    party_dn: "10007",
    party_caller_id: "0123456789",
    party_did: "",
    device_id: "sip:101@127.0.0.1:5483",
    party_dn_type: "Wexternalline",
    direct_control: false,
    originated_by_dn: "ROUTER",
    originated_by_type: "Wroutepoint",
    referred_by_dn: "",
    referred_by_type: "None",
    on_behalf_of_dn: "",
    on_behalf_of_type: "None",
    callid: 1264,
    legid: 4,
    ...fields,
  };
}

export function activeCall(fields: Partial<SimActiveCall> = {}): SimActiveCall {
  return {
    Id: 1264,
    Caller: "10007 Trunk (+49123456789)",
    Callee: "101 Alice",
    Status: "Talking",
    LastChangeStatus: "2026-01-30T15:27:48Z",
    EstablishedAt: "2026-01-30T15:27:40Z",
    ServerNow: "2026-01-30T15:27:50Z",
    ...fields,
  };
}

export function createFakeModel(): FakeModel {
  const dns = new Map<string, SimDn>();
  for (const dn of ["101", "102", "103"]) {
    const device = { dn, device_id: `sip:${dn}@127.0.0.1:5483`, user_agent: "3CX Web Client" };
    dns.set(dn, { dn, type: "Wextension", devices: [device], participants: [] });
  }
  const listeners = new Set<(change: SimChange) => void>();
  const tell = (change: SimChange) => listeners.forEach((listener) => listener(change));

  const model: FakeModel = {
    rows: [],
    log: [],
    restarts: 0,
    dns: () => [...dns.values()],
    activeCalls: () => model.rows,
    callLog: () => model.log,
    collections,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    restart: () => {
      model.restarts += 1;
      for (const dn of dns.values()) dn.participants = [];
    },
    put: (changed) => {
      const dn = dns.get(changed.dn);
      if (!dn) return;
      dn.participants = [...dn.participants.filter((one) => one.id !== changed.id), changed];
      tell({ kind: "upsert", dn: changed.dn, participantId: changed.id });
    },
    remove: (number, participantId) => {
      const dn = dns.get(number);
      if (!dn?.participants.some((one) => one.id === participantId)) return false;
      dn.participants = dn.participants.filter((one) => one.id !== participantId);
      tell({ kind: "remove", dn: number, participantId });
      return true;
    },
  };
  return model;
}

function collections(): SimCollections {
  return {
    Peers: [
      { Id: 1, Number: "101", Name: "Alice", Type: "Extension" },
      { Id: 2, Number: "800", Name: "Support", Type: "Queue" },
    ],
    Users: Array.from({ length: 130 }, (_, index) => ({
      Id: index + 1,
      Number: String(101 + index),
      FirstName: `First ${index}`,
      LastName: "O'Neil",
    })),
    Queues: [{ Id: 30, Number: "800", Name: "Support", PollingStrategy: "RingAll", CallbackEnableTime: 0 }],
    RingGroups: [{ Id: 31, Number: "802", Name: "Sales", RingStrategy: "RingAll", RingTime: 20 }],
    Receptionists: [{ Id: 32, Number: "900", Name: "Welcome", IVRType: "Default", Timeout: 10 }],
    Trunks: [
      { Id: 33, Number: "10007", IsOnline: true, ExternalNumber: "+49301234", DidNumbers: ["49301234"] },
    ],
    InboundRules: [
      {
        Id: 34,
        RuleName: "PragueDID",
        Condition: "BasedOnDID",
        Data: "49301234",
        OfficeHoursDestination: { Number: "900", Name: "Welcome", To: "IVR", Type: "IVR" },
        TrunkDN: { Id: 33, Number: "10007", Name: "Trunk", Type: "ExternalLine" },
      },
    ],
    DidNumbers: [{ Number: "49301234", TrunkId: 33 }],
    Parkings: [{ Id: 35, Number: "SP0" }],
    Recordings: [
      {
        Id: 84,
        CallType: "InboundExternal",
        StartTime: "2026-01-30T15:27:48Z",
        EndTime: "2026-01-30T15:27:49Z",
        FromCallerNumber: "+18139975575",
        ToDn: "101",
        RecordingUrl: "101/%5BTampa%20South%5D_101-%2B18139975575_20260130152748(84).wav",
        IsArchived: false,
      },
      { Id: 85, CallType: "Local", StartTime: "2026-01-31T10:00:00Z", EndTime: "2026-01-31T10:00:02Z" },
    ],
  };
}
