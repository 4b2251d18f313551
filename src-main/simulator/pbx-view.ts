/** The model as Call Control shows it: with second devices that ring along where that fault is on. */
import type { FaultSet } from "./faults/fault-set.ts";
import type { PbxModel, SimChange, SimDn, SimParticipant } from "./model/types.ts";

export interface PbxView {
  dns(): SimDn[];
  findDn(dn: string): SimDn | undefined;
  findLeg(dn: string, participantId: number): SimParticipant | undefined;
  onChange(listener: (change: SimChange) => void): () => void;
  stop(): void;
}

/** Phantom legs carry the id of their real one plus this. */
const phantomOffset = 500_000;

export function createPbxView(model: PbxModel, faults: FaultSet): PbxView {
  const listeners = new Set<(change: SimChange) => void>();
  /** DN by id of the phantom legs that were announced. */
  const phantoms = new Map<number, string>();
  const tell = (change: SimChange) => listeners.forEach((listener) => listener(change));

  function dns(): SimDn[] {
    return faults.has("phantom-devices") ? model.dns().map(withPhantoms) : model.dns();
  }

  function findDn(dn: string): SimDn | undefined {
    const found = model.dns().find((entry) => entry.dn === dn);
    return found !== undefined && faults.has("phantom-devices") ? withPhantoms(found) : found;
  }

  function findLeg(dn: string, participantId: number): SimParticipant | undefined {
    return findDn(dn)?.participants.find((leg) => leg.id === participantId);
  }

  function removePhantom(participantId: number): void {
    const dn = phantoms.get(participantId);
    if (phantoms.delete(participantId) && dn !== undefined) tell({ kind: "remove", dn, participantId });
  }

  function follow(change: SimChange): void {
    tell(change);
    const participantId = change.participantId + phantomOffset;
    const rings = change.kind === "upsert" && findLeg(change.dn, participantId) !== undefined;
    if (!rings) return removePhantom(participantId);
    phantoms.set(participantId, change.dn);
    tell({ kind: "upsert", dn: change.dn, participantId });
  }

  const stopFollowing = model.onChange(follow);
  faults.watch("phantom-devices", (on) => {
    if (!on) [...phantoms.keys()].forEach(removePhantom);
  });
  return {
    dns,
    findDn,
    findLeg,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: stopFollowing,
  };
}

function withPhantoms(dn: SimDn): SimDn {
  if (dn.type !== "Wextension") return dn;
  const deviceId = `sip:${dn.dn}@127.0.0.1:5999;rinstance=second`;
  const ringing = dn.participants.filter((leg) => leg.status === "Ringing");
  return {
    ...dn,
    devices: [...dn.devices, { dn: dn.dn, device_id: deviceId, user_agent: "Second device" }],
    participants: [
      ...dn.participants,
      ...ringing.map((leg) => ({
        ...leg,
        id: leg.id + phantomOffset,
        legid: leg.legid + 100,
        device_id: deviceId,
      })),
    ],
  };
}
