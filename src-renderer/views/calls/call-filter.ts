/** The list's filter: in the address, for the engine (finished calls), and for live ones in the window itself. */
import { callFilterSchema, type CallFilter, type CallView } from "../../../src-shared/contract/call-view.ts";

/** How live calls are grouped; `auto` in the address is absent. */
export const groupings = ["none", "state", "queue", "extension"] as const;
export type Grouping = (typeof groupings)[number];

export interface ListChoice {
  readonly filter: CallFilter;
  /** Absent: by their number. */
  readonly grouping?: Grouping;
  /** Finished calls of all days that are kept, not only today's. */
  readonly allDays: boolean;
}

/** What somebody typed into the address and is no filter is left out. */
export function choiceOf(query: Readonly<Record<string, string>>): ListChoice {
  const grouping = groupings.find((each) => each === query["group"]);
  const part = (name: "state" | "direction" | "dn" | "text"): CallFilter => {
    const parsed = callFilterSchema.safeParse({ [name]: query[name] });
    return parsed.success && query[name] !== undefined ? parsed.data : {};
  };
  return {
    filter: { ...part("state"), ...part("direction"), ...part("dn"), ...part("text") },
    ...(grouping === undefined ? {} : { grouping }),
    allDays: query["days"] === "all",
  };
}

export function isFiltered(filter: CallFilter): boolean {
  return Object.keys(filter).length > 0;
}

/** Removes every filter from the address. */
export const noFilter = { state: undefined, direction: undefined, dn: undefined, text: undefined };

/** The same rules as the engine has for finished calls. */
export function matches(call: CallView, filter: CallFilter): boolean {
  const { state, direction, dn, text, fromMs, toMs } = filter;
  return (
    (state === undefined || state === stateOf(call)) &&
    (direction === undefined || direction === call.direction) &&
    (dn === undefined || wasAt(call, dn)) &&
    (fromMs === undefined || call.arrivedAtMs >= fromMs) &&
    (toMs === undefined || call.arrivedAtMs < toMs) &&
    (text === undefined || text.trim() === "" || hasText(call, text.trim()))
  );
}

function stateOf(call: CallView): NonNullable<CallFilter["state"]> {
  if (call.endedAtMs === undefined) return "live";
  return call.state === "missed" ? "missed" : "ended";
}

function wasAt(call: CallView, dn: string): boolean {
  return (
    call.stages.some((stage) => stage.dn === dn) ||
    call.links.some((link) => link.user === dn) ||
    call.at.some((place) => place.dn === dn)
  );
}

/** Digits mean the end of a number, however it is written; whatever is typed may be part of a name or an id. */
function hasText(call: CallView, text: string): boolean {
  const words = [
    call.chainId,
    call.number,
    call.callerId,
    call.name,
    call.did,
    ...call.at.map(({ name }) => name),
    ...call.stages.map(({ name }) => name),
  ];
  const wanted = text.toLowerCase();
  if (words.some((word) => word.toLowerCase().includes(wanted))) return true;
  const digits = onlyDigits(text);
  return /^\d{3,}$/.test(digits) && onlyDigits(call.number).endsWith(digits);
}

function onlyDigits(text: string): string {
  return text.replaceAll(/[\s()./+-]/g, "");
}
