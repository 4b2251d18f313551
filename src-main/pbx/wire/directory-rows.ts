/** Reads XAPI `Peers`, `InboundRules` and `Queues` into the directory's entries. */
import type { DirectoryEntry, InboundRule } from "../../../src-shared/telephony/directory.ts";
import { dnTypeOfWord } from "./dn-types.ts";
import { asObject, field, flag, integer, type JsonObject, text } from "./values.ts";

/** The number with its type and name, or `undefined` when the row has no number. */
export function parsePeer(row: unknown): DirectoryEntry | undefined {
  const object = asObject(row);
  const dn = object === undefined ? "" : text(object, "Number");
  if (object === undefined || dn === "") return undefined;
  return { dn, type: dnTypeOfWord(text(object, "Type")), name: text(object, "Name") };
}

/** The DN of a queue that lets its callers order a callback, or `undefined` for any other row. */
export function parseCallbackQueue(row: unknown): string | undefined {
  const object = asObject(row);
  if (object === undefined) return undefined;
  const offers =
    (integer(object, "CallbackEnableTime") ?? 0) > 0 || flag(object, "CallbackOfferOnly") === true;
  const dn = text(object, "Number");
  return offers && dn !== "" ? dn : undefined;
}

/**
 * The rule, or `undefined` when the row is none. Destinations outside office hours and on holidays count
 * unless the rule says that they do not differ: 3CX keeps old values in them.
 */
export function parseInboundRule(row: unknown): InboundRule | undefined {
  const object = asObject(row);
  if (object === undefined) return undefined;
  const trunk = asObject(field(object, "TrunkDN"));
  const byCaller = text(object, "Condition").toLowerCase() === "basedoncallerid";
  return {
    name: text(object, "RuleName"),
    didNumber: byCaller ? "" : text(object, "Data").replace(/\D/g, ""),
    trunkDn: trunk === undefined ? "" : text(trunk, "Number"),
    destinations: destinationsOf(object),
  };
}

function destinationsOf(rule: JsonObject): string[] {
  const found = new Set<string>();
  const add = (name: string) => {
    const destination = asObject(field(rule, name));
    const dn = destination === undefined ? "" : text(destination, "Number");
    if (dn !== "") found.add(dn);
  };
  add("OfficeHoursDestination");
  if (flag(rule, "AlterDestinationDuringOutOfOfficeHours") !== false) add("OutOfOfficeHoursDestination");
  if (flag(rule, "AlterDestinationDuringHolidays") !== false) add("HolidaysDestination");
  return [...found];
}
