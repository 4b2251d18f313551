/** Where a value came from, and how a mistake about it is put together without telling secrets. */
import { redactUrl } from "../../src-shared/settings/address-kinds.ts";
import type { Mistake, SettingsWarning } from "../../src-shared/settings/mistake.ts";
import type { SettingKey } from "../../src-shared/settings/setting-key.ts";

/** One value as somebody wrote it, and where. */
export interface Source {
  readonly text: string;
  readonly line?: number | undefined;
  readonly variable?: string | undefined;
}

/** A place for a remark; what is unknown is left out. */
export interface Place {
  readonly section: string;
  readonly key?: string | undefined;
  readonly line?: number | undefined;
  readonly variable?: string | undefined;
  readonly value?: string | undefined;
}

/** Collects while reading, so that all mistakes are told at once. */
export interface Remarks {
  mistake(place: Place, expected: string, message: string): void;
  warn(place: Place, message: string): void;
  /** In the order of the file; what has no line comes last. */
  mistakes(): readonly Mistake[];
  warnings(): readonly SettingsWarning[];
}

export function createRemarks(file: string): Remarks {
  const mistakes: Mistake[] = [];
  const warnings: SettingsWarning[] = [];
  return {
    mistake: (place, expected, message) => mistakes.push({ file, ...known(place), expected, message }),
    warn: (place, message) => warnings.push({ file, ...known(place), message }),
    mistakes: () => mistakes.toSorted(byLine),
    warnings: () => warnings.toSorted(byLine),
  };
}

function byLine(a: SettingsWarning, b: SettingsWarning): number {
  return (a.line ?? Number.MAX_SAFE_INTEGER) - (b.line ?? Number.MAX_SAFE_INTEGER);
}

function known({ section, key, line, variable, value }: Place): Omit<SettingsWarning, "file" | "message"> {
  return {
    section,
    ...(key === undefined ? {} : { key }),
    ...(line === undefined ? {} : { line }),
    ...(variable === undefined ? {} : { variable }),
    ...(value === undefined ? {} : { value }),
  };
}

/** The value as a message may repeat it; `undefined` for secrets. */
export function shownValue(key: SettingKey<unknown>, text: string): string | undefined {
  if (key.secret === true) return undefined;
  const shown = key.kind.field.type === "url" ? redactUrl(text) : text;
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
}
