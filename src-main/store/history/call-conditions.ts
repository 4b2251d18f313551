/** A filter of the list of calls as conditions of a query. */
import type { CallFilter } from "../../../src-shared/contract/call-view.ts";

export interface Conditions {
  readonly sql: readonly string[];
  /** In the order of their question marks. */
  readonly values: readonly (string | number)[];
}

export function conditionsOf(filter: CallFilter): Conditions {
  const parts: [sql: string, ...values: (string | number)[]][] = [];
  const { state, direction, dn, text, fromMs, toMs } = filter;
  if (state === "live") parts.push(["0"]);
  if (state === "missed") parts.push(["missed = 1"]);
  if (state === "ended") parts.push(["missed = 0"]);
  if (direction !== undefined) parts.push(["direction = ?", direction]);
  if (dn !== undefined && dn !== "") parts.push([`dns LIKE ? ESCAPE '\\'`, `% ${likeText(dn)} %`]);
  if (fromMs !== undefined) parts.push(["arrived_at_ms >= ?", fromMs]);
  if (toMs !== undefined) parts.push(["arrived_at_ms < ?", toMs]);
  if (text !== undefined && text.trim() !== "") parts.push(textCondition(text.trim()));
  return { sql: parts.map(([sql]) => sql), values: parts.flatMap(([, ...values]) => values) };
}

/** Digits mean the end of a number, however it is written; whatever is typed may also be part of a name. */
function textCondition(text: string): [string, ...string[]] {
  const words = `%${likeText(text.toLowerCase())}%`;
  const digits = text.replaceAll(/[\s()./+-]/g, "");
  if (!/^\d{3,}$/.test(digits)) return [`words LIKE ? ESCAPE '\\'`, words];
  const reversed = [...digits].toReversed().join("");
  return [`(digits_reversed LIKE ? OR words LIKE ? ESCAPE '\\')`, `${reversed}%`, words];
}

function likeText(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`);
}
