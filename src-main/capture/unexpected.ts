/**
 * Names what the call state machine puts up with although nobody knows that a PBX does it: each is tolerated,
 * and each says something about 3CX that is written down nowhere. Looks at observations only.
 */
import type { Leg } from "../../src-shared/telephony/leg.ts";
import type { Observation } from "../../src-shared/telephony/observation.ts";

export type TellUnexpected = (code: string, sentence: string, example: unknown) => void;

const sentences = {
  "leg-begins-connected": "A leg was seen connected that had never rung or dialled.",
  "leg-goes-back": "A leg that was connected rings or dials again.",
  "leg-comes-back": "A leg came back that had gone.",
  "leg-gone-unseen": "A leg went that had never been seen.",
  "leg-of-unlisted-dn": "A leg belongs to a number that the list of visible numbers does not have.",
  "leg-type-unknown": "A leg names a type of number that this program does not know.",
  "leg-without-event": "A leg is listed and no event said so.",
  "leg-gone-without-event": "A leg is no longer listed and no event said so.",
  "leg-changed-without-event": "A leg is listed otherwise than its last event said.",
  "row-status-unknown": "A row of active calls has a status that this program does not know.",
  "row-names-nobody": "A row of active calls says neither who calls nor who is called.",
  "call-not-listed": "A call with a connected leg is missing from the active calls.",
  "directory-type-unknown": "The list of numbers has a type that this program does not know.",
  "log-type-unknown": "The call log names a type of number that this program does not know.",
  "log-goes-nowhere": "A call of the log names nobody whom it reached.",
  "log-ends-before-begin": "A call of the log ends before it begins.",
} as const;

type Code = keyof typeof sentences;

/** What it may tell. */
export const unexpectedCodes: readonly string[] = Object.keys(sentences);

type Seen<Type extends Observation["type"]> = Extract<Observation, { type: Type }>;

/** After so many lists of active calls without a call that has connected legs, it is missing. */
const missingLists = 3;
const mostGone = 1000;

export function createUnexpectedWatch(tell: TellUnexpected): (observation: Observation) => void {
  const legs = new Map<string, Leg>();
  /** Legs that went lately: a second goodbye is not news. */
  const gone = new Set<string>();
  const missing = new Map<number, number>();
  let monitored: ReadonlySet<string> | undefined;
  const odd = (code: Code, example: unknown) => tell(code, sentences[code], example);

  const seeLeg = (leg: Leg) => {
    const key = keyOf(leg);
    const before = legs.get(key);
    if (before === undefined && leg.status === "connected" && leg.dnType === "extension")
      odd("leg-begins-connected", leg);
    if (before?.status === "connected" && leg.status !== "connected") odd("leg-goes-back", leg);
    if (gone.has(key)) odd("leg-comes-back", leg);
    lookAtPlace(leg);
    lookAtTypes(leg);
    legs.set(key, leg);
    gone.delete(key);
  };

  const lookAtPlace = (leg: Leg) => {
    if (monitored !== undefined && !monitored.has(leg.dn)) odd("leg-of-unlisted-dn", leg);
  };

  const lookAtTypes = (leg: Leg) => {
    const refs = [leg.originatedBy, leg.referredBy, leg.onBehalfOf];
    const types = [leg.dnType, leg.party.type, ...refs.map((ref) => ref?.type)];
    if (types.includes("unknown")) odd("leg-type-unknown", leg);
  };

  const seeGone = ({ dn, legId }: Seen<"leg-gone">) => {
    const key = keyOf({ dn, legId });
    if (!legs.has(key) && !gone.has(key)) odd("leg-gone-unseen", { dn, legId });
    legs.delete(key);
    gone.add(key);
    const [oldest] = gone;
    if (gone.size > mostGone && oldest !== undefined) gone.delete(oldest);
  };

  const seeSnapshot = (seen: Seen<"snapshot">) => {
    monitored = new Set(seen.monitored.map(({ dn }) => dn));
    const listed = new Map(seen.legs.map((leg) => [keyOf(leg), leg]));
    if (!seen.afterGap) compare(listed);
    for (const leg of seen.legs) {
      lookAtPlace(leg);
      lookAtTypes(leg);
    }
    legs.clear();
    for (const [key, leg] of listed) legs.set(key, leg);
  };

  /** What a regular look at everything corrects had no event, or one that was lost. */
  const compare = (listed: ReadonlyMap<string, Leg>) => {
    for (const [key, leg] of legs) if (!listed.has(key)) odd("leg-gone-without-event", leg);
    for (const [key, leg] of listed) {
      const before = legs.get(key);
      if (before === undefined) odd("leg-without-event", leg);
      else if (before.status !== leg.status || before.callId !== leg.callId)
        odd("leg-changed-without-event", leg);
    }
  };

  const seeRows = (seen: Seen<"active-calls">) => {
    for (const row of seen.calls) {
      if (row.status === "unknown") odd("row-status-unknown", row);
      const sides = [row.caller, row.callee];
      if (sides.every(({ dn, number, name }) => dn === "" && number === "" && name === ""))
        odd("row-names-nobody", row);
    }
    const listed = new Set(seen.calls.map(({ callId }) => callId));
    const talking = [...legs.values()].filter((leg) => leg.status === "connected");
    for (const callId of missing.keys()) if (listed.has(callId)) missing.delete(callId);
    for (const leg of new Map(talking.map((each) => [each.callId, each])).values()) {
      if (listed.has(leg.callId)) continue;
      const times = (missing.get(leg.callId) ?? 0) + 1;
      missing.set(leg.callId, times);
      if (times === missingLists) odd("call-not-listed", leg);
    }
    if (seen.afterGap || legs.size === 0) missing.clear();
  };

  const seeDirectory = ({ directory }: Seen<"directory">) => {
    for (const entry of Object.values(directory.entries))
      if (entry.type === "unknown") odd("directory-type-unknown", entry);
  };

  const seeLog = (seen: Seen<"call-log">) => {
    for (const call of seen.calls) {
      if (call.segments.length === 0) odd("log-goes-nowhere", call);
      if (call.endedAtMs < call.startedAtMs) odd("log-ends-before-begin", call);
      for (const segment of call.segments) if (segment.dnType === "unknown") odd("log-type-unknown", segment);
    }
  };

  return (observation) => {
    switch (observation.type) {
      case "leg":
        return seeLeg(observation.leg);
      case "leg-gone":
        return seeGone(observation);
      case "snapshot":
        return seeSnapshot(observation);
      case "active-calls":
        return seeRows(observation);
      case "call-log":
        return seeLog(observation);
      case "source-lost":
        if (observation.source === "call-control") legs.clear();
        return;
      case "directory":
        return seeDirectory(observation);
      case "time":
        return;
      default: {
        const _never: never = observation;
        return _never;
      }
    }
  };
}

function keyOf({ dn, legId }: Pick<Leg, "dn" | "legId">): string {
  return `${dn}/${legId}`;
}
