/**
 * Reads a message of the Call Control WebSocket. Documents spell the envelope in PascalCase, the wire
 * in snake_case; types are numbers, and some builds are known to write names (source: 3cx/call-control-examples).
 */
import { asObject, field, integer, text, toInteger } from "./values.ts";

export type SocketEvent =
  /** A leg is new or changed. `attached` is usually null, a full participant on some builds. */
  | { readonly type: "upsert"; readonly dn: string; readonly legId: number; readonly attached: unknown }
  | { readonly type: "remove"; readonly dn: string; readonly legId: number }
  /** Understood, but nothing for us: devices, DTMF, prompts, replies. */
  | { readonly type: "other"; readonly what: string };

export interface Envelope {
  readonly sequence: number | undefined;
  readonly event: SocketEvent;
}

const typeNames: ReadonlyMap<string, number> = new Map([
  ["upsert", 0],
  ["upset", 0],
  ["remove", 1],
]);

/** `undefined` when the message is not JSON, carries no event, or names a leg that cannot be made out. */
export function parseEnvelope(message: string): Envelope | undefined {
  const object = asObject(parseJson(message));
  const event = object === undefined ? undefined : asObject(field(object, "event"));
  if (object === undefined || event === undefined) return undefined;
  const typeField = field(event, "event_type");
  const type =
    typeof typeField === "string"
      ? (typeNames.get(typeField.toLowerCase()) ?? toInteger(typeField))
      : toInteger(typeField);
  if (type === undefined) return undefined;
  const sequence = integer(object, "sequence");
  if (type !== 0 && type !== 1)
    return {
      sequence,
      event: { type: "other", what: type >= 2 && type <= 9 ? `event type ${type}` : "unknown event type" },
    };
  const entity = text(event, "entity");
  const leg = parseEntity(entity);
  if (leg === undefined) {
    if (entity === "" || /\/participants(\/|$)/i.test(entity)) return undefined;
    return { sequence, event: { type: "other", what: "event of something else than a leg" } };
  }
  if (type === 1) return { sequence, event: { type: "remove", ...leg } };
  return { sequence, event: { type: "upsert", ...leg, attached: field(event, "attached_data") } };
}

/** `/callcontrol/{dn}/participants/{id}`; anything else is not a leg. */
function parseEntity(entity: string): { dn: string; legId: number } | undefined {
  const parts = /^\/?callcontrol\/([^/]{1,64})\/participants\/(\d{1,15})\/?$/i.exec(entity);
  if (parts?.[1] === undefined || parts[2] === undefined) return undefined;
  return { dn: decode(parts[1]), legId: Number(parts[2]) };
}

function decode(part: string): string {
  if (!part.includes("%")) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The parsed text, or `undefined` when it is not JSON. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body.charCodeAt(0) === 0xfeff ? body.slice(1) : body);
  } catch {
    return undefined;
  }
}
