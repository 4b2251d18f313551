/** The file, the check of what is typed, and saving: what the settings view asks the engine. */
import { useCallback, useEffect, useRef, useState } from "react";
import type {
  SettingsCheck,
  SettingsDocument,
  SettingsSaved,
} from "../../../src-shared/contract/settings-view.ts";
import type { RpcAnswer, RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import type { MonitorClient } from "../../store/monitor-client.ts";
import { useClient, useConnection, useEngine } from "../../store/monitor-context.tsx";
import { useRequest } from "../../store/use-request.ts";
import { type Draft, draftOf } from "./draft.ts";
import { leaveView, settle, takeDocument, takeSaved, useSettingsDraft } from "./draft-store.ts";

const completeAfterMs = 600;

export interface Reading {
  readonly error?: RpcError;
  reload(): void;
}

/** Reads the file at first and whenever the engine says that it has changed. */
export function useDocument(): Reading {
  const revision = useEngine((engine) => engine.settings.revision);
  const { result, error, reload } = useRequest("settings.read", {});
  const seen = useRef(revision);
  useEffect(() => {
    if (result !== undefined) takeDocument(result);
  }, [result]);
  useEffect(() => {
    if (seen.current === revision) return;
    seen.current = revision;
    if (useSettingsDraft.getState().document?.revision !== revision) reload();
  }, [revision, reload]);
  useEffect(() => leaveView, []);
  return { reload, ...(error === undefined ? {} : { error }) };
}

/** A value is complete when nothing was typed for a while; not while it is being deleted. */
export function useSettling(): void {
  // Another object with each key.
  const typing = useSettingsDraft((state) => state.typing);
  useEffect(() => {
    if (typing === undefined || typing.deleting) return;
    const timer = setTimeout(settle, completeAfterMs);
    return () => clearTimeout(timer);
  }, [typing]);
}

export interface Checked {
  readonly check?: SettingsCheck;
  /** The draft that it judged. */
  readonly checked?: Draft;
}

/** The engine's judgement of the complete part of the draft; the one before stays until the next is there. */
export function useCheck(): Checked {
  const client = useClient();
  const connected = useConnection().kind === "connected";
  const document = useSettingsDraft((state) => state.document);
  const settled = useSettingsDraft((state) => state.settled);
  const [checked, setChecked] = useState<Checked>({});
  useEffect(() => {
    if (document === undefined || !connected) return;
    const stop = new AbortController();
    const params = draftOf(document, settled);
    void client.request("settings.check", params, { signal: stop.signal }).then((answer) => {
      if (!stop.signal.aborted && answer.ok) setChecked({ check: answer.result, checked: settled });
    });
    return () => stop.abort();
  }, [client, connected, document, settled]);
  return checked;
}

export type SaveOutcome =
  | { readonly kind: "saved" }
  | { readonly kind: "not-written"; readonly sentence: string }
  | { readonly kind: "error"; readonly error: RpcError };

export interface Saving {
  readonly saving: boolean;
  /** Of the last try; a conflict and mistakes show in their own places. */
  readonly outcome?: SaveOutcome;
  save(): void;
  forget(): void;
}

/** What was changed outside and goes together with the draft needs no second click. */
async function askToSave(
  client: MonitorClient,
  document: SettingsDocument,
  mayTryAgain: boolean,
): Promise<RpcAnswer<SettingsSaved>> {
  const { draft } = useSettingsDraft.getState();
  const params = { revision: document.revision, draft: draftOf(document, draft) };
  const answer = await client.request("settings.save", params);
  if (!answer.ok || answer.result.outcome !== "conflict") return answer;
  takeDocument(answer.result.document);
  const { conflict, document: now } = useSettingsDraft.getState();
  if (conflict !== undefined || now === undefined || !mayTryAgain) return answer;
  return askToSave(client, now, false);
}

export function useSave(): Saving {
  const client = useClient();
  const [saving, setSaving] = useState(false);
  const [outcome, setOutcome] = useState<SaveOutcome>();
  const busy = useRef(false);
  const save = useCallback(() => {
    settle();
    const { document, conflict } = useSettingsDraft.getState();
    if (document === undefined || conflict !== undefined || busy.current) return;
    busy.current = true;
    setSaving(true);
    setOutcome(undefined);
    void askToSave(client, document, true).then((answer) => {
      busy.current = false;
      setSaving(false);
      if (!answer.ok) return setOutcome({ kind: "error", error: answer.error });
      const { result } = answer;
      switch (result.outcome) {
        case "saved":
          takeSaved(result.document);
          return setOutcome({ kind: "saved" });
        case "conflict":
          return;
        case "not-written":
          return setOutcome({ kind: "not-written", sentence: result.sentence });
        case "mistaken":
          return; // The check of the same draft shows them.
        default: {
          const _never: never = result;
          return _never;
        }
      }
    });
  }, [client]);
  const forget = useCallback(() => setOutcome(undefined), []);
  return { saving, save, forget, ...(outcome === undefined ? {} : { outcome }) };
}
