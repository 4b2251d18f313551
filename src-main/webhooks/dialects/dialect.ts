/**
 * What a dialect is: a pure function from an event to the request that tells a receiver about it.
 * The two builders here are the only place where fields become a query or a body.
 */
import type { OutgoingEvent } from "../../../src-shared/telephony/call-event.ts";
import type { WebhookRequest } from "../types.ts";
import { queryOf, withQuery } from "./query.ts";

/** What a dialect must know besides the event. */
export interface DialectContext {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly recordingUrl: string;
  readonly recordingFullInfo: boolean;
  /** The event's `webhook-id`. */
  readonly eventId: string;
  readonly seq: number;
  /** IANA name of the PBX's time zone; `undefined`: that of this machine. */
  readonly timezone: string | undefined;
  /** A name for the PBX, empty when none is known. */
  readonly pbxName: string;
}

/** `undefined` when the dialect does not know this kind of event. */
export type Dialect = (event: OutgoingEvent, context: DialectContext) => WebhookRequest | undefined;

/** Names and values in the order in which the receiver gets them. */
export type Fields = readonly (readonly [name: string, value: string])[];

/** A call event of a compatible dialect: in the query of a GET, or as the JSON body of a POST. */
export function callRequest(fields: Fields, context: DialectContext): WebhookRequest {
  if (context.method === "POST") return jsonRequest(context.url, Object.fromEntries(fields));
  return { method: "GET", url: withQuery(context.url, queryOf(fields)), baseUrl: context.url };
}

/** A POST of `value` as JSON, keys in their order. */
export function jsonRequest(url: string, value: Readonly<Record<string, unknown>>): WebhookRequest {
  const plain = JSON.stringify(value);
  // A replacer is asked for every key, which costs more than all the rest: only where it is needed.
  const body = plain.includes(String.raw`\ud`) ? JSON.stringify(value, wellFormedText) : plain;
  return { method: "POST", url, baseUrl: url, contentType: "application/json", body };
}

/** Half a surrogate pair in a caller's name is valid JSON but makes many parsers refuse the whole body. */
function wellFormedText(_key: string, value: unknown): unknown {
  return typeof value === "string" ? value.toWellFormed() : value;
}
