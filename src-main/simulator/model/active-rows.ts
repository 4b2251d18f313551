/** What XAPI `ActiveCalls` shows of a conversation; it follows from where the call stands. */
import { findStation, stationText, trunk } from "./company.ts";
import { type Conversation, type LiveCall, shownNumber } from "./conversation.ts";
import type { LegTable } from "./leg-table.ts";
import type { SimActiveCall } from "./types.ts";

interface Row {
  readonly call: LiveCall;
  readonly caller: string;
  readonly callee: string;
  readonly status: string;
}

/** The outside party in a row: `10007 Trunk (+49123456789)`. */
function outsideText(conversation: Conversation, number: string): string {
  const { party, switches } = conversation;
  const name = switches.rowNames === "caller" && party.name !== "" ? party.name : trunk.name;
  return number === "" ? `${trunk.dn} ${name}` : `${trunk.dn} ${name} (${number})`;
}

function voicemailText(conversation: Conversation, owner: string): string {
  if (conversation.switches.voicemailCallee === "menu") return stationText("666");
  return `Voicemail of ${findStation(owner)?.name ?? owner}`;
}

/** Extensions that ring for the conversation, each once. */
function ringingDns(conversation: Conversation, legs: LegTable): string[] {
  const ringing = legs.of(conversation.main.callId).filter((leg) => leg.status === "Ringing");
  return [...new Set(ringing.map((leg) => leg.dn))];
}

function mainRows(conversation: Conversation, legs: LegTable): Row[] {
  const { main: call, place, switches, direction } = conversation;
  const outside = outsideText(conversation, shownNumber(conversation));
  const inside = conversation.party.number;
  const transferred =
    place.at === "ringing" ? place.because === "transfer" : conversation.transferredBy !== undefined;
  const ringingStatus = transferred ? switches.transferStatus : switches.ringingStatus;
  const fromOutside = (callee: string, status: string): Row => ({ call, caller: outside, callee, status });
  switch (place.at) {
    case "nowhere":
      return [fromOutside("", "Initiating")];
    case "stage": {
      const status = place.kind === "ring-group" ? ringingStatus : switches.stageStatus;
      const agents = switches.queueRows === "with-agents" ? ringingDns(conversation, legs) : [];
      return [
        fromOutside(stationText(place.dn), status),
        ...agents.map((dn) => fromOutside(stationText(dn), ringingStatus)),
      ];
    }
    case "ringing":
      return [fromOutside(stationText(place.dn), ringingStatus)];
    case "talking": {
      if (direction === "internal")
        return [{ call, caller: stationText(inside), callee: stationText(place.dn), status: "Talking" }];
      if (conversation.callerSide === "extension")
        return [{ call, caller: stationText(place.dn), callee: outside, status: "Talking" }];
      return [fromOutside(stationText(place.dn), "Talking")];
    }
    case "parked":
      return [fromOutside(`${place.slot} Parking`, "Talking")];
    case "voicemail":
      return [fromOutside(voicemailText(conversation, place.of), "Talking")];
    case "mobile": {
      const mobile = findStation(place.of)?.mobile ?? "";
      const status = place.answered ? "Talking" : switches.ringingStatus;
      return [fromOutside(`${trunk.dn} ${trunk.name} (${mobile})`, status)];
    }
    case "conference": {
      const room = stationText("700");
      const members = place.members.map((dn) => ({
        call,
        caller: stationText(dn),
        callee: room,
        status: "Talking",
      }));
      return [fromOutside(room, "Talking"), ...members];
    }
    case "dialing": {
      const callee = place.trunkChosen ? outside : "";
      const status = place.trunkChosen ? switches.ringingStatus : "Initiating";
      return [{ call, caller: stationText(place.dn), callee, status }];
    }
    case "dialing-internal":
      return [
        {
          call,
          caller: stationText(place.dn),
          callee: stationText(place.to),
          status: switches.ringingStatus,
        },
      ];
    case "calling-back": {
      const status = place.answered ? "Talking" : switches.ringingStatus;
      return [{ call, caller: stationText(place.queue), callee: stationText(place.agent), status }];
    }
    default: {
      const never: never = place;
      return never;
    }
  }
}

function consultationRows(conversation: Conversation): Row[] {
  const { consultation, switches } = conversation;
  if (consultation === undefined) return [];
  const { call, from, to, answered } = consultation;
  const status = answered ? "Talking" : switches.ringingStatus;
  return [{ call, caller: stationText(from), callee: stationText(to), status }];
}

function rowKey(row: Row): string {
  return `${row.caller}\n${row.callee}\n${row.status}`;
}

function rowsOf(conversation: Conversation, legs: LegTable): Row[] {
  return [...mainRows(conversation, legs), ...consultationRows(conversation)];
}

/** Notes the time for rows that have just taken a new form. To be called after each change. */
export function stampRows(conversation: Conversation, legs: LegTable, nowMs: number): void {
  for (const call of [conversation.main, conversation.consultation?.call]) {
    if (call === undefined) continue;
    const rows = rowsOf(conversation, legs).filter((row) => row.call === call);
    const present = new Set(rows.map(rowKey));
    for (const key of call.rowChangedAtMs.keys()) if (!present.has(key)) call.rowChangedAtMs.delete(key);
    for (const key of present) if (!call.rowChangedAtMs.has(key)) call.rowChangedAtMs.set(key, nowMs);
  }
}

/** The rows as XAPI lists them; times are ISO 8601 in UTC. */
export function activeRows(conversation: Conversation, legs: LegTable, nowMs: number): SimActiveCall[] {
  return rowsOf(conversation, legs).map((row) => ({
    Id: row.call.callId,
    Caller: row.caller,
    Callee: row.callee,
    Status: row.status,
    LastChangeStatus: new Date(row.call.rowChangedAtMs.get(rowKey(row)) ?? nowMs).toISOString(),
    EstablishedAt: new Date(row.call.startedAtMs).toISOString(),
    ServerNow: new Date(nowMs).toISOString(),
  }));
}
