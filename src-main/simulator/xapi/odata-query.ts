/** The part of OData's query options that clients of 3CX use: page, select, expand, filter, order, count. */
import { compileFilter } from "./odata-filter.ts";
import type { Row } from "./odata-reply.ts";

export interface QueryRules {
  /** Largest `$top`; asking for more is a mistake. Source: seen live by a plug-in for 3CX. */
  readonly longestPage: number;
  /** The call log pages before it filters, and counts the page. Source: a recordings exporter. */
  readonly pageFirst: boolean;
  /** Properties that are left out unless `$expand` names them. */
  readonly navigation: readonly string[];
}

export type QueryResult =
  | { readonly rows: readonly Row[]; readonly count: number | undefined }
  | { readonly mistake: string };

export function applyQuery(all: readonly Row[], query: URLSearchParams, rules: QueryRules): QueryResult {
  const top = pageNumber(query.get("$top"));
  const skip = pageNumber(query.get("$skip"));
  if (top === null || skip === null) return { mistake: "$top and $skip must be whole numbers from 0 on." };
  if (top !== undefined && top > rules.longestPage) {
    return { mistake: `The limit of '${rules.longestPage}' for Top query has been exceeded.` };
  }
  const wanted = query.get("$filter") ?? "";
  const filter = compileFilter(wanted);
  if (typeof filter === "string") return { mistake: filter };
  // Each page of a long list goes through here: nothing is done for the rows of the others.
  const keep = (rows: readonly Row[]) => (wanted.trim() === "" ? rows : rows.filter(filter));

  const ordered = order(all, query.get("$orderby") ?? "");
  const page = (rows: readonly Row[]) =>
    rows.slice(skip ?? 0, top === undefined ? undefined : (skip ?? 0) + top);
  const matching = keep(rules.pageFirst ? page(ordered) : ordered);
  const rows = rules.pageFirst ? matching : page(matching);
  const shape = shaper(query, rules.navigation);
  return { rows: rows.map(shape), count: query.get("$count") === "true" ? matching.length : undefined };
}

/** Applies `$select` and `$expand` to one row. Names that do not exist are passed over. */
export function shaper(query: URLSearchParams, navigation: readonly string[]): (row: Row) => Row {
  const expanded = names(query.get("$expand") ?? "");
  const selected = names(query.get("$select") ?? "");
  const keeps = (field: string) => {
    if (expanded.includes(field)) return true;
    if (navigation.includes(field)) return false;
    return selected.length === 0 || selected.includes(field);
  };
  return (row) => Object.fromEntries(Object.entries(row).filter(([field]) => keeps(field)));
}

/** `undefined`: not given; `null`: not a number. */
function pageNumber(text: string | null): number | undefined | null {
  if (text === null || text === "") return undefined;
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** Names at the top level of a list such as `TrunkDN($select=Number,Name),Agents`. */
function names(list: string): string[] {
  return list
    .replace(/\([^()]*\)/g, "")
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
}

function order(rows: readonly Row[], orderBy: string): readonly Row[] {
  const [field, direction] = orderBy.trim().split(/\s+/);
  if (!field) return rows;
  const sign = direction === "desc" ? -1 : 1;
  return rows.toSorted((a, b) => sign * compare(a[field], b[field]));
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [textA, textB] = [String(a ?? ""), String(b ?? "")];
  if (textA === textB) return 0;
  return textA < textB ? -1 : 1;
}
