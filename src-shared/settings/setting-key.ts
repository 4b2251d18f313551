/** What is known about one key of the settings, besides its name. */
import type { ValueKind } from "./value-kind.ts";

export interface SettingKey<T> {
  readonly kind: ValueKind<T>;
  /** A sentence for an administrator. */
  readonly description: string;
  /** As it would stand in the file; an empty value in the file means this one. */
  readonly default: string;
  /** What happens when nothing is set and `default` is empty. */
  readonly whenEmpty?: string;
  readonly unit?: string;
  /** Never shown, logged or sent to the user interface. */
  readonly secret?: boolean;
  readonly example?: string;
}

/** Keeps the type of the value while the table is written as plain data. */
export function key<T>(kind: ValueKind<T>, facts: Omit<SettingKey<T>, "kind">): SettingKey<T> {
  return { kind, ...facts };
}
