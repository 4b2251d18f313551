/** What is typed in the first start, and what saving it changes in the settings file. Pure. */
import type { MethodParams } from "../../../src-shared/contract/contract.ts";
import type { SettingsCheck, SettingsDocument } from "../../../src-shared/contract/settings-view.ts";
import { endpointName, findKey } from "../../../src-shared/settings/schema.ts";

export type SettingsChange = NonNullable<MethodParams<"check.pbx">["changes"]>[number];

export const setupSteps = ["pbx", "receiver", "recordings"] as const;
export type SetupStep = (typeof setupSteps)[number];

/** `endpoint` stands for the receiver's own section, whatever its name will be. */
export type SetupSection = "pbx" | "endpoint" | "recordings";

/** By `placeOf`, as typed. */
export type Edits = Readonly<Record<string, string>>;

export function placeOf(section: SetupSection, key: string): string {
  return `${section} ${key}`;
}

/** The receiver's name is no key: it is the name of its section. */
export const nameOfReceiver = placeOf("endpoint", "name");

const sectionOf: Readonly<Record<SetupStep, SetupSection>> = {
  pbx: "pbx",
  receiver: "endpoint",
  recordings: "recordings",
};

/** The first endpoint of the file, else the one that is being named. */
export function receiverName(document: SettingsDocument, edits: Edits): string {
  return document.endpoints[0] ?? edits[nameOfReceiver] ?? "crm";
}

export function fileSection(document: SettingsDocument, edits: Edits, section: SetupSection): string {
  return section === "endpoint" ? `endpoint.${receiverName(document, edits)}` : section;
}

export type WrittenValue = SettingsDocument["values"][number];

export function writtenValue(
  document: SettingsDocument,
  edits: Edits,
  section: SetupSection,
  key: string,
): WrittenValue | undefined {
  const name = fileSection(document, edits, section);
  return document.values.find((value) => value.section === name && value.key === key);
}

/** What the control shows: typed, else written, else the default. A secret shows only what was typed. */
export function shownValue(
  document: SettingsDocument,
  edits: Edits,
  section: SetupSection,
  key: string,
): string {
  const typed = edits[placeOf(section, key)];
  if (typed !== undefined) return typed;
  const written = writtenValue(document, edits, section, key);
  if (written?.secret === true) return "";
  return written?.value || (findKey(section === "endpoint" ? "endpoint.x" : section, key)?.default ?? "");
}

/** What the file needs so that it says what is typed in this step; empty when it says so already. */
export function changesOf(
  document: SettingsDocument,
  edits: Edits,
  step: SetupStep,
): readonly SettingsChange[] {
  const section = sectionOf[step];
  const name = fileSection(document, edits, section);
  return Object.entries(edits).flatMap(([place, typed]): readonly SettingsChange[] => {
    const key = place.slice(section.length + 1);
    if (place !== placeOf(section, key) || place === nameOfReceiver) return [];
    const written = writtenValue(document, edits, section, key);
    const facts = findKey(name, key);
    if (written?.variable !== undefined) return [];
    if (facts?.secret === true)
      return typed === "" ? [] : [{ kind: "set", section: name, key, value: typed }];
    const value = typed.trim();
    if (value === (written?.value ?? facts?.default ?? "")) return [];
    if (value !== "") return [{ kind: "set", section: name, key, value }];
    return written === undefined ? [] : [{ kind: "remove_key", section: name, key }];
  });
}

/** Without what was typed in this step: after it was saved. */
export function withoutStep(edits: Edits, step: SetupStep): Edits {
  const start = placeOf(sectionOf[step], "");
  return Object.fromEntries(Object.entries(edits).filter(([place]) => !place.startsWith(start)));
}

/** Places that must be filled before anything can be tried. */
export function missingPlaces(document: SettingsDocument, edits: Edits, step: SetupStep): readonly string[] {
  const needed: Readonly<Record<SetupStep, readonly string[]>> = {
    pbx: ["url", "client_id", "client_secret"],
    receiver: ["url"],
    recordings: [],
  };
  const section = sectionOf[step];
  return needed[step]
    .filter((key) => shownValue(document, edits, section, key).trim() === "")
    .filter((key) => !isKept(document, edits, section, key))
    .map((key) => placeOf(section, key));
}

/** A secret that is set in the file or by the environment. */
export function isKept(
  document: SettingsDocument,
  edits: Edits,
  section: SetupSection,
  key: string,
): boolean {
  const written = writtenValue(document, edits, section, key);
  return written?.isSet === true && written.secret;
}

export function isReceiverName(name: string): boolean {
  return endpointName(`endpoint.${name}`) === name;
}

/** What the engine finds wrong, by place, as far as it is about this step. */
export function mistakesOf(
  remarks: SettingsCheck["mistakes"],
  document: SettingsDocument,
  edits: Edits,
  step: SetupStep,
): Readonly<Record<string, string>> {
  const section = sectionOf[step];
  const name = fileSection(document, edits, section);
  return Object.fromEntries(
    remarks
      .filter((remark) => remark.section === name && remark.key !== undefined)
      .map(({ key = "", message }) => [placeOf(section, key), message]),
  );
}
