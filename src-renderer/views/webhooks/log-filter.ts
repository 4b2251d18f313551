/** The log's filter as it stands in the address, and what the engine is asked for it. Pure. */
import { eventTypes } from "../../../src-shared/contract/word-lists.ts";
import {
  type DeliveryState,
  deliveryStates,
  type LogFilter,
  logFilterSchema,
} from "../../../src-shared/webhooks/log-query.ts";
import { searchKindOf } from "../../ui/search-kind.ts";

/** Filters in the address: `endpoint=crm,desk`, `state=failed`, `time=today`, `from=2026-11-22T13:00:00.000Z`. */
export const filterNames = [
  "endpoint",
  "state",
  "event",
  "text",
  "number",
  "id",
  "user",
  "time",
  "from",
  "to",
  "test",
  "mirror",
  "again",
] as const;
export type FilterName = (typeof filterNames)[number];

/** States that belong together for whoever looks for trouble. */
export const stateGroups = {
  failed: ["gave-up", "expired", "dropped"],
  open: ["waiting", "retry", "paused"],
} as const satisfies Readonly<Record<string, readonly DeliveryState[]>>;

/** `dayStartMs`: when today began, in the PBX's time zone. */
export function logFilterOf(query: Readonly<Record<string, string>>, dayStartMs: number): LogFilter {
  const endpoints = listIn(query["endpoint"]);
  const types = listIn(query["event"]);
  const states = statesIn(query["state"]);
  const fromMs = query["time"] === "today" ? dayStartMs : timeIn(query["from"]);
  const toMs = query["time"] === "today" ? undefined : timeIn(query["to"]);
  return {
    ...(endpoints.length === 0 ? {} : { endpoints }),
    ...(types.length === 0 ? {} : { types }),
    ...(states.length === 0 ? {} : { states }),
    ...searchIn(query),
    ...textOf("user", query["user"]),
    ...(fromMs === undefined ? {} : { fromMs }),
    ...(toMs === undefined ? {} : { toMs }),
    ...flagIn("test", query["test"]),
    ...flagIn("mirror", query["mirror"]),
    ...flagIn("replayed", query["again"]),
  };
}

/** Filters of the same content have the same key. */
export function keyOf(filter: LogFilter): string {
  return JSON.stringify(filter);
}

export function filterOfKey(key: string): LogFilter {
  return logFilterSchema.parse(JSON.parse(key));
}

export function isFiltered(query: Readonly<Record<string, string>>): boolean {
  return filterNames.some((name) => (query[name] ?? "") !== "");
}

/** For `setQuery`: every filter off. */
export function noFilter(): Readonly<Record<FilterName, undefined>> {
  return {
    ...{ endpoint: undefined, state: undefined, event: undefined, text: undefined, number: undefined },
    ...{ id: undefined, user: undefined, time: undefined, from: undefined, to: undefined },
    ...{ test: undefined, mirror: undefined, again: undefined },
  };
}

/** The list with `value` added, or taken out when it is in it; empty: every one. */
export function toggledIn(list: string | undefined, value: string): string {
  const values = listIn(list);
  return (values.includes(value) ? values.filter((known) => known !== value) : [...values, value]).join(",");
}

export function listIn(value: string | undefined): string[] {
  return (value ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .slice(0, 100);
}

/** Event types that the engine knows, in their order; the address may hold others. */
export const knownEvents: readonly string[] = eventTypes;

function statesIn(value: string | undefined): DeliveryState[] {
  return listIn(value).flatMap((name): readonly DeliveryState[] => {
    if (name === "failed") return stateGroups.failed;
    if (name === "open") return stateGroups.open;
    return deliveryStates.filter((state) => state === name);
  });
}

/** The search field and the filters that an address may name for themselves. */
function searchIn(query: Readonly<Record<string, string>>): Pick<LogFilter, "text" | "number" | "callId"> {
  const text = (query["text"] ?? "").trim();
  const kind = searchKindOf(text);
  return {
    ...(kind === undefined ? {} : textOf(kind === "id" ? "callId" : kind, text)),
    ...textOf("number", query["number"]),
    ...textOf("callId", query["id"]),
  };
}

function textOf(name: "text" | "number" | "callId" | "user", value: string | undefined): LogFilter {
  const text = (value ?? "").trim().slice(0, name === "text" ? 500 : 200);
  return text === "" ? {} : { [name]: text };
}

function flagIn(name: "test" | "mirror" | "replayed", value: string | undefined): LogFilter {
  return value === "only" ? { [name]: true } : value === "none" ? { [name]: false } : {};
}

/** An ISO time or milliseconds since 1970. */
export function timeIn(value: string | undefined): number | undefined {
  if (value === undefined || value === "") return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) : Date.parse(value);
  return Number.isFinite(ms) && ms >= 0 && ms < 4_000_000_000_000 ? Math.floor(ms) : undefined;
}
