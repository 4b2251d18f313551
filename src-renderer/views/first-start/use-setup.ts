/** The settings as the first start edits them: read once, typed into, judged by the engine, saved step by step. */
import { useState } from "react";
import type { SettingsDocument } from "../../../src-shared/contract/settings-view.ts";
import type { RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import { useText } from "../../i18n/text.tsx";
import { useClient } from "../../store/monitor-context.tsx";
import { useRequest } from "../../store/use-request.ts";
import {
  changesOf,
  type Edits,
  isReceiverName,
  mistakesOf,
  missingPlaces,
  nameOfReceiver,
  placeOf,
  receiverName,
  type SettingsChange,
  type SetupSection,
  type SetupStep,
  withoutStep,
} from "./setup-draft.ts";

export type SaveTrouble =
  | { readonly kind: "conflict" }
  /** A mistake that is in no field of this step. */
  | { readonly kind: "elsewhere"; readonly sentence: string }
  | { readonly kind: "error"; readonly error: RpcError };

export interface Setup {
  readonly document: SettingsDocument;
  readonly edits: Edits;
  edit(section: SetupSection, key: string, text: string): void;
  /** By place. */
  readonly mistakes: Readonly<Record<string, string>>;
  /** What saving this step would change; `more` comes on top of what is typed. */
  changes(step: SetupStep, more?: Edits): readonly SettingsChange[];
  /** Whether the step is complete and the engine accepts it; if not, `mistakes` say why. */
  check(step: SetupStep, more?: Edits): Promise<boolean>;
  /** Whether it was saved; if not, `mistakes` or `trouble` say why. */
  save(step: SetupStep): Promise<boolean>;
  readonly saving: boolean;
  readonly trouble?: SaveTrouble;
}

export interface SetupReading {
  readonly setup?: Setup;
  readonly error?: RpcError;
  reload(): void;
}

export function useSetup(): SetupReading {
  const t = useText();
  const client = useClient();
  const { result, error, reload } = useRequest("settings.read", {});
  /** What saving answered, as long as the file was not read again since. */
  const [newer, setNewer] = useState<{
    readonly after: typeof result;
    readonly document: SettingsDocument;
  }>();
  const [edits, setEdits] = useState<Edits>({});
  const [mistakes, setMistakes] = useState<Readonly<Record<string, string>>>({});
  const [saving, setSaving] = useState(false);
  const [trouble, setTrouble] = useState<SaveTrouble>();
  const document = newer !== undefined && newer.after === result ? newer.document : result;
  if (document === undefined) return { reload, ...(error === undefined ? {} : { error }) };

  const missing = (step: SetupStep, all: Edits) => {
    const found = missingPlaces(document, all, step).map((place) => [place, t("first.needed")]);
    const named = step !== "receiver" || isReceiverName(receiverName(document, all));
    return [...found, ...(named ? [] : [[nameOfReceiver, t("first.receiver.name.wrong")]])];
  };
  const check = async (step: SetupStep, more: Edits = {}) => {
    const all = { ...edits, ...more };
    const gaps = missing(step, all);
    if (gaps.length > 0) {
      setMistakes(Object.fromEntries(gaps));
      return false;
    }
    const answer = await client.request("settings.check", { changes: [...changesOf(document, all, step)] });
    if (!answer.ok) {
      setTrouble({ kind: "error", error: answer.error });
      return false;
    }
    setTrouble(undefined);
    const found = mistakesOf(answer.result.mistakes, document, all, step);
    setMistakes(found);
    return Object.keys(found).length === 0;
  };
  const write = async (step: SetupStep): Promise<boolean> => {
    const changes = [...changesOf(document, edits, step)];
    if (changes.length === 0) return true;
    const params = { revision: document.revision, draft: { changes } };
    const answer = await client.request("settings.save", params);
    if (!answer.ok) {
      setTrouble({ kind: "error", error: answer.error });
      return false;
    }
    const saved = answer.result;
    switch (saved.outcome) {
      case "saved":
        setNewer({ after: result, document: saved.document });
        setEdits((before) => withoutStep(before, step));
        return true;
      case "conflict":
        setNewer({ after: result, document: saved.document });
        setTrouble({ kind: "conflict" });
        return false;
      case "not-written":
        setTrouble({ kind: "elsewhere", sentence: saved.sentence });
        return false;
      case "mistaken": {
        const found = mistakesOf(saved.check.mistakes, document, edits, step);
        setMistakes(found);
        const [first] = saved.check.mistakes;
        if (Object.keys(found).length === 0 && first !== undefined) {
          setTrouble({
            kind: "elsewhere",
            sentence: `[${first.section}] ${first.key ?? ""}: ${first.message}`,
          });
        }
        return false;
      }
      default: {
        const _never: never = saved;
        return _never;
      }
    }
  };

  const setup: Setup = {
    ...{ document, edits, mistakes, saving, check },
    ...(trouble === undefined ? {} : { trouble }),
    changes: (step, more = {}) => changesOf(document, { ...edits, ...more }, step),
    edit(section, key, text) {
      const place = placeOf(section, key);
      setEdits((before) => ({ ...before, [place]: text }));
      setMistakes(({ [place]: _mended, ...rest }) => rest);
    },
    async save(step) {
      setTrouble(undefined);
      const gaps = missing(step, edits);
      setMistakes(Object.fromEntries(gaps));
      if (gaps.length > 0) return false;
      setSaving(true);
      const done = await write(step);
      setSaving(false);
      return done;
    },
  };
  return { setup, reload };
}
