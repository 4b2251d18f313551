/** What a text of a setting means to the form: why it cannot stand there, and whether it is the default. */
import { sameMeaning } from "../../../src-shared/settings/same-meaning.ts";
import { findKey } from "../../../src-shared/settings/schema.ts";

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
