/**
 * The settings as windows read and change them. The file stays the truth: a window edits what it was
 * shown, and what somebody else changed in the meantime is merged or named, never overwritten.
 */
import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { contract, MethodParams } from "../../src-shared/contract/contract.ts";
import type {
  SettingsCheck,
  SettingsDocument,
  SettingsSaved,
} from "../../src-shared/contract/settings-view.ts";
import type { SettingsState } from "../../src-shared/contract/snapshot.ts";
import type { Handlers } from "../../src-shared/rpc/handlers.ts";
import { refuse } from "../../src-shared/rpc/rpc-error.ts";
import type { Mistake, SettingsChange, SettingsWarning } from "../../src-shared/settings/mistake.ts";
import { sameMeaning } from "../../src-shared/settings/same-meaning.ts";
import type { Settings } from "../../src-shared/settings/settings.ts";
import { applyChanges } from "../settings/apply-changes.ts";
import type { Environment } from "../settings/environment.ts";
import { hidden, keptText, keptValue } from "../settings/hidden-values.ts";
import { parseIni } from "../settings/ini-document.ts";
import type { SettingsResult } from "../settings/read-settings.ts";
import { createRemarks, type Remarks } from "../settings/remarks.ts";
import type { SettingsFile } from "../settings/settings-file.ts";
import type { SecretDates } from "../settings/secret-dates.ts";
import { strayedSecrets } from "../settings/strayed-secrets.ts";
import { effectsOf, type Waiting } from "./settings-effects.ts";
import { documentOf } from "./settings-document.ts";

type Draft = MethodParams<"settings.save">["draft"];

export interface SettingsDeskOptions {
  readonly file: Pick<SettingsFile, "current" | "wouldBe" | "replace">;
  readonly path: string;
  readonly env: Environment;
  /** Those in force. */
  readonly settings: () => Settings;
  readonly waiting: Waiting;
  readonly nowMs: () => number;
  /** When secrets were set; default: nobody knows. */
  readonly secretDates?: SecretDates;
  /** Where secrets go that are set here; default: into the file. */
  readonly secretsKept?: SettingsDocument["secretsKept"];
}

export type DraftedSettings =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly sentence: string };

export interface SettingsDesk {
  state(): SettingsState;
  /** Tell what the file was found to be, at start and whenever it changed. */
  found(result: SettingsResult): void;
  /**
   * The settings as they would be with these changes; nothing is written. `needs` names the sections that
   * count (`pbx`, `endpoint.crm`): a mistake in another one is no reason not to try these.
   */
  draft(
    changes: readonly SettingsChange[],
    needs: (settings: Settings) => readonly string[],
  ): Promise<DraftedSettings>;
  readonly handlers: Pick<Handlers<typeof contract>, `settings.${"read" | "check" | "save"}`>;
}

export function createSettingsDesk(options: SettingsDeskOptions): SettingsDesk {
  const { file, path, env, settings, waiting, nowMs, secretDates, secretsKept = "file" } = options;
  /** Texts that windows were shown, by revision: what a save is an edit of. */
  const shown = new Map<string, string>();
  let state: SettingsState = { revision: "", mistakes: [], warnings: [] };

  async function read(): Promise<SettingsDocument | undefined> {
    const text = await file.current();
    if (text === undefined) return undefined;
    return documentFrom(text);
  }

  async function documentFrom(text: string): Promise<SettingsDocument> {
    const revision = revisionOf(text);
    remember(revision, text);
    await secretDates?.saw(text);
    const secretSetAtMs = (section: string, key: string) => secretDates?.setAtMs(section, key);
    return documentOf({ text, revision, path, env, secretsKept, secretSetAtMs });
  }

  function remember(revision: string, text: string): void {
    shown.delete(revision);
    shown.set(revision, text);
    const oldest = shown.keys().next();
    if (shown.size > mostShown && oldest.done !== true) shown.delete(oldest.value);
  }

  /** What `text` would be after the draft; mistakes are those of the editing itself. */
  function edited(text: string, draft: Draft): { text: string; mistakes: readonly Mistake[] } {
    const remarks = createRemarks(basename(path));
    const after =
      "text" in draft ? editedText(text, draft.text, remarks) : editedKeys(text, draft.changes, remarks);
    for (const place of strayedSecrets(text, after, typedIn(draft))) {
      remarks.mistake(place, "the secret itself", strayed);
    }
    return { text: after, mistakes: remarks.mistakes() };
  }

  function editedText(text: string, wanted: string, remarks: Remarks): string {
    const kept = keptText(wanted, text);
    for (const place of kept.lost) remarks.mistake(place, "the secret itself", nothingKept);
    return kept.text;
  }

  function editedKeys(text: string, changes: readonly SettingsChange[], remarks: Remarks): string {
    const before = parseIni(text);
    const filled = changes.map((change) => {
      if (change.kind !== "set") return change;
      const { section, key } = change;
      const value = keptValue(section, key, change.value, before.get(section, key));
      if (value === undefined) remarks.mistake(change, "the secret itself", nothingKept);
      return { ...change, value: value ?? change.value };
    });
    return applyChanges(text, filled, remarks);
  }

  function checkOf(text: string, draft: Draft): SettingsCheck {
    const after = edited(text, draft);
    const planned = file.wouldBe(after.text);
    const mistakes = [...after.mistakes, ...(planned.ok ? [] : planned.mistakes)];
    const effects = planned.ok ? effectsOf(settings(), planned.settings, waiting) : [];
    return { mistakes: mistakes.map(remarkOf), warnings: planned.warnings.map(remarkOf), effects };
  }

  async function save(revision: string, draft: Draft): Promise<SettingsSaved> {
    const now = await file.current();
    if (now === undefined)
      return { outcome: "not-written", sentence: `The settings file ${path} cannot be read.` };
    const base = shown.get(revision);
    const changedOutside = revisionOf(now) !== revision;
    if (changedOutside && collide(base, now, draft)) {
      return conflict(now);
    }
    const after = edited(now, draft);
    if (after.mistakes.length > 0) return { outcome: "mistaken", check: checkOf(now, draft) };
    const result = await file.replace(now, after.text);
    if (result === "changed") return conflict((await file.current()) ?? now);
    if (!result.ok) {
      const check = checkOf(now, draft);
      if (check.mistakes.length > 0) return { outcome: "mistaken", check };
      return { outcome: "not-written", sentence: result.mistakes.map(({ message }) => message).join(" ") };
    }
    const document = await read();
    if (document === undefined) return conflict(now);
    return { outcome: "saved", document, warnings: result.warnings.map(remarkOf) };
  }

  async function conflict(text: string): Promise<SettingsSaved> {
    return { outcome: "conflict", document: await documentFrom(text) };
  }

  return {
    state: () => state,
    found(result) {
      void file.current().then((text) => {
        if (text !== undefined) void secretDates?.saw(text);
        state = {
          revision: revisionOf(text ?? ""),
          changedAtMs: nowMs(),
          mistakes: result.ok ? [] : result.mistakes.map(remarkOf),
          warnings: result.warnings.map(remarkOf),
        };
      });
    },
    async draft(changes, needs) {
      const text = await file.current();
      if (text === undefined) return { ok: false, sentence: `The settings file ${path} cannot be read.` };
      const after = edited(text, { changes: [...changes] });
      const planned = file.wouldBe(after.text);
      const whole = planned.ok ? planned.settings : planned.readable?.();
      const needed = whole === undefined ? undefined : new Set(needs(whole).map(lowerCase));
      const mistakes = [...after.mistakes, ...(planned.ok ? [] : planned.mistakes)].filter(
        ({ section }) => needed?.has(lowerCase(section)) !== false,
      );
      // Of several mistakes, people want to read of the one that they are just making.
      const mine = mistakes.find(({ section, key }) =>
        changes.some((change) => change.section === section && (!("key" in change) || change.key === key)),
      );
      const [first] = mine === undefined ? mistakes : [mine];
      if (whole !== undefined && first === undefined) return { ok: true, settings: whole };
      return {
        ok: false,
        sentence: first === undefined ? unusable : `${placeOf(first)}: ${first.message}`,
      };
    },
    handlers: {
      "settings.read": async () =>
        (await read()) ?? refuse("failed", `The settings file ${path} cannot be read; check its rights.`),
      "settings.check": async (draft) => {
        const text = await file.current();
        return text === undefined
          ? refuse("failed", `The settings file ${path} cannot be read.`)
          : checkOf(text, draft);
      },
      "settings.save": ({ revision, draft }) => save(revision, draft),
    },
  };
}

const lowerCase = (text: string): string => text.toLowerCase();

/** Windows that were opened long ago read the settings again. */
const mostShown = 20;
const unusable = "The settings cannot be used like this.";
const nothingKept =
  "*** stands for a secret that is kept, but none is kept for this address: type the secret, or remove it";
const strayed =
  "the address leads to another host than the one this secret was given for: type the secret again, or remove it";

/** Whether the draft itself gives this value, instead of keeping what is there. */
function typedIn(draft: Draft): (section: string, key: string) => boolean {
  if ("text" in draft) {
    const document = parseIni(draft.text);
    return (section, key) => document.get(section, key)?.includes(hidden) === false;
  }
  return (section, key) =>
    draft.changes.some(
      (change) =>
        change.kind === "set" &&
        change.section === section &&
        change.key === key &&
        !change.value.includes(hidden),
    );
}

function placeOf({ section, key }: Mistake): string {
  return (
    [section === "" ? "" : `[${section}]`, key ?? ""].filter((part) => part !== "").join(" ") || "settings"
  );
}

function revisionOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}

/** Whether both wrote since `base`, and not the same. */
function collide(base: string | undefined, now: string, draft: Draft): boolean {
  if ("text" in draft) return keptText(draft.text, now).text !== now;
  return base === undefined || overlaps(base, now, draft.changes);
}

/** Whether somebody else changed one of these keys since, to something else than the changes do. */
function overlaps(base: string, now: string, changes: readonly SettingsChange[]): boolean {
  const before = parseIni(base);
  const after = parseIni(now);
  return changes.some((change) => {
    const { section } = change;
    if (change.kind === "remove_section") {
      const left = sectionText(now, section);
      return left !== noSection && left !== sectionText(base, section);
    }
    const { key } = change;
    const theirs = after.get(section, key);
    if (theirs === before.get(section, key)) return false;
    const mine = change.kind === "set" ? keptValue(section, key, change.value, theirs) : "";
    return mine === undefined || !sameMeaning(section, key, mine, theirs ?? "");
  });
}

const noSection = "[]";

function sectionText(text: string, section: string): string {
  const mine = parseIni(text).entries.filter(
    (entry) => entry.section.toLowerCase() === section.toLowerCase(),
  );
  return JSON.stringify(mine.map(({ key, value }) => [key.toLowerCase(), value]));
}

function remarkOf(remark: Mistake | SettingsWarning): SettingsState["mistakes"][number] {
  const { file, line, variable, section, key, value, message } = remark;
  return {
    ...{ file, section, message },
    ...(line === undefined ? {} : { line }),
    ...(variable === undefined ? {} : { variable }),
    ...(key === undefined ? {} : { key }),
    ...(value === undefined ? {} : { value }),
    ...("expected" in remark ? { expected: remark.expected } : {}),
  };
}
