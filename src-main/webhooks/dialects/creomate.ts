/**
 * Creomate's dialect (source: creomate.com/3cx-webhook-documentation, creomate.com/3cx-crm-bundle,
 * creomate.com/3cx-dialer-bundle): Komplit's fields, other words for the answer, and a longer tail.
 */
import type {
  DialingEvent,
  EndedEvent,
  HungUpBy,
  RingingEvent,
  StartedEvent,
} from "../../../src-shared/telephony/call-event.ts";
import { chidOf } from "./chid.ts";
import type { Dialect, Fields } from "./dialect.ts";
import { callRequest } from "./dialect.ts";
import { endedFields, recordingRequest, ringingFields, startedFields } from "./komplit.ts";

type CreomateCallEvent = RingingEvent | DialingEvent | StartedEvent | EndedEvent;

export const creomate: Dialect = (event, context) => {
  switch (event.type) {
    case "ringing":
    case "dialing":
      return callRequest([...ringingFields(event), ...tailFields(event)], context);
    case "started":
      return callRequest([...startedFields(event, "pickup"), ...tailFields(event)], context);
    case "ended":
      return callRequest(creomateEndedFields(event), context);
    case "recording":
      return recordingRequest(event, creomateEndedFields(event.ended), context);
    case "queued":
    case "ringing_stopped":
    case "transfer":
    case "voicemail":
    case "chain_ended":
      return undefined;
    default: {
      const _never: never = event;
      return _never;
    }
  }
};

function creomateEndedFields(event: EndedEvent): Fields {
  return [
    ...endedFields(event, [["breakside", breakside(event)]]),
    ...tailFields(event),
    ["termination_reason_details", event.cause],
    ["source_presentation", sourcePresentation(event)],
  ];
}

function tailFields(event: CreomateCallEvent): Fields {
  return [
    ["chid", chidOf(event.chainId)],
    ["inbound_did", inboundDid(event)],
    ["sip_displayname", sipDisplayName(event)],
    ["phonebook", phonebookName(event)],
    ["call_id1", event.callerLeg],
    ["call_id2", event.otherLeg],
  ];
}

/** Outgoing calls have no DID: published samples print the dialled number there, but only at the end. */
function inboundDid(event: CreomateCallEvent): string {
  if (event.direction !== "outgoing") return event.didNumber;
  return event.type === "ended" ? event.callerId : "";
}

/** The PBX shows one name only. Its contacts are written `Last, First`, so the comma tells them apart. */
function phonebookName(event: CreomateCallEvent): string {
  return event.callerName.includes(",") ? event.callerName : "";
}

/** The network's name, which often is the number again. Nobody displays a name on an outgoing call. */
function sipDisplayName(event: CreomateCallEvent): string {
  if (event.direction === "outgoing") return "";
  return phonebookName(event) === "" && event.callerName !== "" ? event.callerName : event.callerId;
}

/** `<phonebook>:<did>`, without the colon when one of them is missing; the own number when outgoing. */
function sourcePresentation(event: EndedEvent): string {
  if (event.direction === "outgoing") return event.didNumber;
  return [phonebookName(event), event.did].filter((part) => part !== "").join(":");
}

function breakside(event: EndedEvent): "Internal" | "External" | "Undef" {
  return event.finish === "missed" ? "Undef" : sideWord(event.hungUpBy);
}

function sideWord(side: HungUpBy): "Internal" | "External" | "Undef" {
  switch (side) {
    case "internal":
      return "Internal";
    case "external":
      return "External";
    case "unknown":
      return "Undef";
    default: {
      const _never: never = side;
      return _never;
    }
  }
}
