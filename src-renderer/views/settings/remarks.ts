/** Mistakes of the form itself and of the engine as one list, each at its field, none twice. Pure. */
import type { SettingsCheck, SettingsDocument } from "../../../src-shared/contract/settings-view.ts";
import { changesOf, type Draft, partsOf, type Place, placeOf, shownText } from "./draft.ts";
import { localMistake, sentence } from "./meaning.ts";

type EngineRemark = SettingsCheck["mistakes"][number];

export interface FormRemark {
  readonly kind: "mistake" | "warning";
  /** Empty when it belongs to no section. */
  readonly section: string;
  readonly key?: string;
  /** Of the text that was checked. */
  readonly line?: number;
  readonly variable?: string;
  readonly message: string;
}

export interface RemarksOf {
  readonly document: SettingsDocument;
  readonly draft: Draft;
  /** The place that is being typed into: not judged before it is complete. */
  readonly typing?: Place | undefined;
  /** The engine's newest answer, and the draft that it judged. */
  readonly check?: SettingsCheck | undefined;
  readonly checked?: Draft | undefined;
}

export function remarksOf({ document, draft, typing, check, checked }: RemarksOf): readonly FormRemark[] {
  const local =
    draft.text === undefined
      ? changesOf(document, draft).flatMap((change): FormRemark[] => {
          if (change.kind !== "set" || placeOf(change.section, change.key) === typing) return [];
          const message = localMistake(change.section, change.key, change.value);
          return message === undefined
            ? []
            : [{ kind: "mistake", section: change.section, key: change.key, message }];
        })
      : [];
  const known = new Set(local.map(({ section, key }) => placeOf(section, key ?? "")));
  const still = (remark: EngineRemark): boolean => {
    const place = placeOf(remark.section, remark.key ?? "");
    if (known.has(place) || place === typing) return false;
    if (checked === undefined || remark.key === undefined || draft.text !== undefined) return true;
    const { section, key } = partsOf(place);
    return shownText(document, checked, section, key) === shownText(document, draft, section, key);
  };
  return [
    ...local,
    ...(check?.mistakes ?? []).filter(still).map((remark) => remarkOf("mistake", remark)),
    ...(check?.warnings ?? []).filter(still).map((remark) => remarkOf("warning", remark)),
  ];
}

function remarkOf(kind: FormRemark["kind"], remark: EngineRemark): FormRemark {
  const { section, key, line, variable, message } = remark;
  return {
    ...{ kind, section, message: sentence(message) },
    ...(key === undefined ? {} : { key }),
    ...(line === undefined ? {} : { line }),
    ...(variable === undefined ? {} : { variable }),
  };
}

/** What stands at one field: its first mistake, else its first warning. */
export function remarkAt(
  remarks: readonly FormRemark[],
  section: string,
  key: string,
): FormRemark | undefined {
  const here = remarks.filter((remark) => remark.section === section && remark.key === key);
  return here.find(({ kind }) => kind === "mistake") ?? here[0];
}

/** The next mistake after `current` in the list, round and round; `undefined` without any. */
export function nextMistake(
  remarks: readonly FormRemark[],
  current: FormRemark | undefined,
): FormRemark | undefined {
  const mistakes = remarks.filter(({ kind }) => kind === "mistake");
  const at = mistakes.findIndex(
    ({ section, key, message }) =>
      section === current?.section && key === current.key && message === current.message,
  );
  return mistakes[(at + 1) % Math.max(mistakes.length, 1)];
}
