/** Whether two texts of a setting mean the same: `yes` and `true`, `15` and `15.0`, nothing and the default. */
import { findKey } from "./schema.ts";

export function sameMeaning(section: string, key: string, one: string, other: string): boolean {
  if (one === other) return true;
  const facts = findKey(section, key);
  if (facts === undefined) return false;
  const first = facts.kind.parse(one === "" ? facts.default : one);
  const second = facts.kind.parse(other === "" ? facts.default : other);
  if (!first.ok || !second.ok) return false;
  // The order of a list of events says nothing; that of users does not either.
  return textOf(first.value) === textOf(second.value);
}

function textOf(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? value.toSorted() : (value ?? null));
}
