/** Gathers what becomes of another product's keys: rows to read, and changes to save. Pure. */
import type { ImportPreview } from "../../../src-shared/contract/settings-view.ts";
import type { SettingsChange } from "../../../src-shared/settings/mistake.ts";
import { findKey } from "../../../src-shared/settings/schema.ts";
import type { DialectName, EventWord } from "../../../src-shared/settings/settings.ts";
import { hidden, shownValue } from "../hidden-values.ts";
import type { ForeignIni, ForeignSetting } from "./foreign-ini.ts";

type Row = ImportPreview["rows"][number];

/** What an imported receiver has; what is left out has its default. */
export interface ImportedEndpoint {
  readonly name: "default" | "second" | "monitor";
  readonly url: string;
  readonly recordingUrl?: string | undefined;
  readonly method?: "GET" | "POST" | undefined;
  readonly dialect?: DialectName;
  readonly recordingFullInfo?: boolean | undefined;
  readonly events?: readonly EventWord[] | undefined;
  readonly users?: string | undefined;
  readonly mirror?: boolean;
}

export interface Rows {
  readonly list: readonly Row[];
  /** `to`: `endpoint.default url`. */
  add(group: Row["group"], setting: ForeignSetting, to: string, note?: string): void;
  unknown(from: string, note: string): void;
}

/** A file of nothing but unknown keys is some other file; a table without end helps nobody. */
const mostRows = 300;
const longestText = 200;

export function createRows(): Rows {
  const list: Row[] = [];
  let more = 0;
  function push(row: Row): void {
    if (list.length < mostRows) list.push(row);
    else {
      more += 1;
      const sentence = `${more} more keys or lines are not listed.`;
      list.splice(mostRows, 1, { group: "unknown", from: "…", to: "", value: "", note: sentence });
    }
  }
  return {
    list,
    add(group, { key, value }, to, note = "") {
      const [section = "", name = ""] = (to.split(",")[0] ?? "").split(" ");
      const shown = to === "" ? shownUnknown(value) : shownValue(section, name, value);
      push({ group, from: short(key), to, value: short(shown), note });
    },
    unknown: (from, note) => push({ group: "unknown", from: short(from), to: "", value: "", note }),
  };
}

/** Whatever it is, it may be a password; a flag is none. */
function shownUnknown(value: string): string {
  return value === "" || /^\d$/.test(value) ? value : hidden;
}

function short(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

/** Keys that nobody asked for, repeated ones and lines that mean nothing. */
export function addLeftovers(rows: Rows, ini: ForeignIni, known: ReadonlySet<string>): void {
  for (const setting of ini.settings.values()) {
    if (!known.has(setting.key)) {
      rows.add("unknown", setting, "", "3CX Webhook has no such setting.");
    }
  }
  for (const setting of ini.repeated) {
    rows.add("not-supported", setting, "", `Line ${setting.line} repeats this key; its first line counts.`);
  }
  for (const line of ini.strangeLines) rows.unknown(`line ${line}`, "This line is no setting.");
}

/** Why the text cannot be the value of this key; `undefined` when it can. */
export function problemOf(section: string, key: string, value: string): string | undefined {
  if (value.includes(hidden)) return `This is not taken over: ${hidden} stands for a hidden secret here.`;
  const parsed = findKey(section, key)?.kind.parse(value);
  return parsed === undefined || parsed.ok ? undefined : `This is not taken over: ${parsed.message}.`;
}

/** `existing`: names of endpoints that are in the settings; of these, every key is set, so that nothing old mixes in. */
export function changesOf(
  endpoints: readonly ImportedEndpoint[],
  existing: readonly string[],
): SettingsChange[] {
  return endpoints.flatMap((endpoint) => {
    const { name, url, recordingUrl, method, dialect, recordingFullInfo, events, users, mirror } = endpoint;
    const values: readonly (readonly [key: string, value: string, usual: string])[] = [
      ["url", url, ""],
      ["recording_url", recordingUrl ?? "", ""],
      ["method", method ?? "", ""],
      ["dialect", dialect ?? "komplit", "komplit"],
      ["recording_full_info", recordingFullInfo === true ? "yes" : "no", "no"],
      ["events", events?.join(", ") ?? "", ""],
      ["users", users ?? "", ""],
      ["mirror", mirror === true ? "yes" : "no", "no"],
    ];
    const whole = existing.includes(name);
    return values
      .filter(([, value, usual]) => whole || value !== usual)
      .map(([key, value]) => ({ kind: "set" as const, section: `endpoint.${name}`, key, value }));
  });
}
