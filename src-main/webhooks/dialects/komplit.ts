/**
 * The default dialect, as published by Komplit (source: komplit.eu/3cx-webhook). Order, names and
 * case of the fields are the contract; every value is a string.
 */
import type {
  DialingEvent,
  EndedEvent,
  RecordingEvent,
  RingingEvent,
  StartedEvent,
  TransferType,
} from "../../../src-shared/telephony/call-event.ts";
import { linkId } from "../../../src-shared/telephony/call-event.ts";
import type { WebhookRequest } from "../types.ts";
import type { Dialect, DialectContext, Fields } from "./dialect.ts";
import { callRequest, jsonRequest } from "./dialect.ts";
import { titleOf } from "./titles.ts";

export const komplit: Dialect = (event, context) => {
  switch (event.type) {
    case "ringing":
      return callRequest(ringingFields(event), context);
    case "started":
      return callRequest(startedFields(event, "hangup"), context);
    case "ended":
      return callRequest(endedFields(event), context);
    case "recording":
      return recordingRequest(event, endedFields(event.ended), context);
    case "dialing":
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

/** An internal call is named like an incoming one: receivers know no third word. */
export function directionWord(event: { readonly direction: string }): "incoming" | "outgoing" {
  return event.direction === "outgoing" ? "outgoing" : "incoming";
}

export function finishWord(event: EndedEvent): "Ok" | "Missed" {
  return event.finish === "ok" ? "Ok" : "Missed";
}

export function ringingFields(event: RingingEvent | DialingEvent): Fields {
  return [
    ["event", event.type],
    ["callerid", event.callerId],
    ["user", event.user],
    ["usertype", event.userType],
    ["did", event.did],
    ["id", linkId(event)],
  ];
}

/** `callerid` comes before `event` here, and only here. */
export function startedFields(event: StartedEvent, verb: "hangup" | "pickup"): Fields {
  return [
    ["callerid", event.callerId],
    ["event", `${verb}${directionWord(event)}`],
    ["user", event.user],
    ["did", event.did],
    ["trtype", transferWord(event.transferType)],
    ["id", linkId(event)],
  ];
}

export function endedFields(event: EndedEvent, afterTransfer: Fields = []): Fields {
  return [
    ["event", directionWord(event)],
    ["callerid", event.callerId],
    ["user", event.user],
    ["finishtype", finishWord(event)],
    ["transfer", event.transferred ? "True" : "False"],
    ...afterTransfer,
    ["did", event.did],
    ["title", titleOf(event)],
    ["id", linkId(event)],
  ];
}

/** `FILES` and `id`; with `recording_full_info` everything that `ended` said (the id among it). */
export function recordingRequest(
  event: RecordingEvent,
  ended: Fields,
  context: DialectContext,
): WebhookRequest {
  const rest: Fields = context.recordingFullInfo ? ended : [["id", linkId(event)]];
  return jsonRequest(context.recordingUrl, { FILES: event.files, ...Object.fromEntries(rest) });
}

function transferWord(type: TransferType): "NotDef" | "Blind" | "Accomp" {
  switch (type) {
    case "none":
      return "NotDef";
    case "blind":
      return "Blind";
    case "attended":
      return "Accomp";
    default: {
      const _never: never = type;
      return _never;
    }
  }
}
