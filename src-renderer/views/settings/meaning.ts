/** Whether two texts of a setting mean the same: `yes` and `true`, `15` and `15.0`, nothing and the default. */
import { findKey } from "../../../src-shared/settings/schema.ts";

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

/** Why the text cannot stand there, in the words of the table of settings; `undefined` when it can. */
export function localMistake(section: string, key: string, text: string): string | undefined {
  const facts = findKey(section, key);
  const value = facts?.secret === true ? text : text.trim();
  if (facts === undefined || value === "") return undefined;
  // What is hidden in an address is put back by the engine, which then checks it.
  if (value.includes("***")) return undefined;
  const parsed = facts.kind.parse(value);
  return parsed.ok ? undefined : sentence(parsed.message);
}

/** Messages read on after a place; at a field they stand alone. */
export function sentence(message: string): string {
  const capital = message.slice(0, 1).toUpperCase() + message.slice(1);
  return /[.?!]$/.test(capital) ? capital : `${capital}.`;
}

/** Whether a written or typed value differs from the default: the dot beside the label. */
export function differsFromDefault(section: string, key: string, text: string): boolean {
  return !sameMeaning(section, key, text.trim(), "");
}
