/**
 * Reads rows of XAPI `ActiveCalls`. Who talks with whom is one text per side, such as
 * `10007 Trunk (+49123456789)` or `150 Alice` (format seen in zammad-bridge); names may hold anything.
 */
import type {
  ActiveCall,
  ActiveCallParty,
  ActiveCallStatus,
} from "../../../src-shared/telephony/active-call.ts";
import { asObject, integer, text, timeMs } from "./values.ts";

const statuses: ReadonlyMap<string, ActiveCallStatus> = new Map<string, ActiveCallStatus>([
  ["initiating", "initiating"],
  ["routing", "routing"],
  ["talking", "talking"],
  ["transferring", "transferring"],
  ["rerouting", "rerouting"],
]);

/** The row, or `undefined` when it has no call id. */
export function parseActiveCall(row: unknown): ActiveCall | undefined {
  const object = asObject(row);
  const callId = object === undefined ? undefined : integer(object, "Id");
  if (object === undefined || callId === undefined) return undefined;
  const establishedAtMs = timeMs(object, "EstablishedAt");
  return {
    callId,
    caller: parseParty(text(object, "Caller")),
    callee: parseParty(text(object, "Callee")),
    status: statuses.get(text(object, "Status").trim().toLowerCase()) ?? "unknown",
    ...(establishedAtMs === undefined ? {} : { establishedAtMs }),
  };
}

/** A trunk's DN has five digits, 10000 and up; a longer run of digits is an outside number. */
const longestDn = 6;

/**
 * Splits one side: a DN at the front, an outside number in the last parentheses, the name between.
 * A text that is nothing but a number (`+49123`, `0049123456`) is a number without DN.
 * Parking slots are DNs although they begin with letters: `SP0`.
 */
export function parseParty(source: string): ActiveCallParty {
  const shown = source.trim();
  const front = /^(?:(\+?\d+)|(SP\d{1,3}))(?=$|[\s(])/i.exec(shown);
  const head = front?.[0] ?? "";
  const isNumber = head.startsWith("+") || (front?.[1] !== undefined && head.length > longestDn);
  const dn = isNumber ? "" : head;
  const rest = shown.slice(head.length).trim();
  const { name, number } = splitNumber(rest, /^1\d{4}$/.test(dn));
  return { dn, name, number: number !== "" ? number : isNumber ? head : "" };
}

/** The last parentheses are the number if they look like one; behind a trunk any single word is. */
function splitNumber(rest: string, behindTrunk: boolean): { name: string; number: string } {
  const open = rest.lastIndexOf("(");
  if (open === -1) return { name: rest, number: "" };
  const closed = rest.endsWith(")");
  const inner = rest.slice(open + 1, closed ? -1 : undefined).trim();
  if (!looksLikeNumber(inner) && !(behindTrunk && closed && /^\S{1,128}$/.test(inner))) {
    return { name: rest, number: "" };
  }
  return { name: rest.slice(0, open).trim(), number: inner };
}

function looksLikeNumber(inner: string): boolean {
  if (/^(anonymous|unknown|restricted|private)$/i.test(inner)) return true;
  return /^\+?[\d\s./*#-]{3,40}$/.test(inner) && inner.replace(/\D/g, "").length >= 3;
}
