/**
 * The draft outlives its view: whoever looks at the calls for a moment finds it as it was, except for secrets,
 * which are not kept where nobody looks. The rail shows that it is there.
 */
import { create } from "zustand";
import type { SettingsDocument } from "../../../src-shared/contract/settings-view.ts";
import { changedOutside, type Conflict, conflictsOf, type Choice, resolved } from "./conflict.ts";
import { type Draft, isDirty, noDraft, type Place, placeOf, settledDraft, withoutSecrets } from "./draft.ts";

export interface SettingsDraftState {
  /** The file as it was last read: what the draft is compared with. Absent before the first answer. */
  readonly document?: SettingsDocument;
  readonly draft: Draft;
  /** The draft as far as it is complete: this is what gets checked. */
  readonly settled: Draft;
  /** Being typed into at the moment, and whether the last key took something away. */
  readonly typing?: { readonly place: Place; readonly deleting: boolean };
  readonly conflict?: OpenConflict;
  /** Keys that somebody else changed and that were taken over; told until the next save. */
  readonly merged: readonly string[];
  /** Secrets were typed and not kept while another view was shown. */
  readonly secretsLeft?: boolean;
  /** Endpoints that go as soon as nothing waits for them. */
  readonly leaving: readonly string[];
}

export interface OpenConflict {
  readonly now: SettingsDocument;
  readonly items: readonly Conflict[];
  /** The text tab was being edited: the whole file is one choice. */
  readonly text: boolean;
}

const nothing: SettingsDraftState = { draft: noDraft, settled: noDraft, merged: [], leaving: [] };

export const useSettingsDraft = create<SettingsDraftState>()(() => nothing);
const { getState, setState } = useSettingsDraft;

/** Optional parts are replaced as a whole, so that they can go. */
function become(state: SettingsDraftState): void {
  setState(state, true);
}

/** As after opening the window. */
export function forgetDraft(): void {
  become(nothing);
}

/** While a value is typed it is not judged; `settle` says that it is complete. */
export function editText(place: Place, before: string, change: (draft: Draft) => Draft, text: string): void {
  setState(({ draft }) => ({
    draft: change(draft),
    typing: { place, deleting: text.length < before.length },
  }));
}

/** For what is complete at once: a tick, a choice, a button. */
export function editDraft(change: (draft: Draft) => Draft): void {
  setState(({ draft }) => ({ draft: change(draft) }));
  settle();
}

export function settle(): void {
  const { typing: _typing, ...state } = getState();
  if (state.settled !== state.draft || _typing !== undefined) become({ ...state, settled: state.draft });
}

export function discardDraft(): void {
  const { document } = getState();
  become({ ...nothing, ...(document === undefined ? {} : { document }) });
}

/** Another view is shown: what is secret does not stay behind. */
export function leaveView(): void {
  const { typing: _typing, draft, ...state } = getState();
  const kept = withoutSecrets(draft);
  const left = Object.keys(kept.edits).length < Object.keys(draft.edits).length || kept.text !== draft.text;
  become({ ...state, draft: kept, settled: kept, ...(left ? { secretsLeft: true } : {}) });
}

/** The file was read. What was typed stays on top of it, unless the same key was changed outside. */
export function takeDocument(now: SettingsDocument): void {
  const { conflict: _conflict, typing: _typing, ...state } = getState();
  const { document: before, draft } = state;
  if (before === undefined || before.path !== now.path) {
    become({ ...nothing, document: now });
    return;
  }
  if (before.revision === now.revision || !isDirty(before, draft)) {
    const kept = before.revision === now.revision ? draft : noDraft;
    become({ ...state, document: now, draft: kept, settled: kept });
    return;
  }
  const text = draft.text !== undefined && draft.text !== now.text;
  const items = text ? [] : conflictsOf(before, now, draft);
  if (text || items.length > 0) {
    become({ ...state, conflict: { now, items, text } });
    return;
  }
  rebase(now, draft, changedOutside(before, now));
}

function rebase(now: SettingsDocument, draft: Draft, merged: readonly string[]): void {
  const { conflict: _conflict, typing: _typing, ...state } = getState();
  const kept = settledDraft(now, draft);
  become({ ...state, document: now, draft: kept, settled: kept, merged });
}

/** A person chose for each conflict; by `placeOf`, an endpoint as a whole by its section. */
export function resolveConflict(choiceOf: (conflict: Conflict) => Choice): void {
  const { conflict, document, draft } = getState();
  if (conflict === undefined || document === undefined) return;
  const next = conflict.items.reduce((kept, item) => resolved(kept, item, choiceOf(item)), draft);
  const chosen = new Set(conflict.items.map(({ section, key }) => placeOf(section, key ?? "")));
  const merged = changedOutside(document, conflict.now).filter((place) => !chosen.has(place));
  rebase(conflict.now, next, merged);
}

/** For the text tab: mine stays on top of the new file, or goes. */
export function resolveText(choice: "yours" | "file"): void {
  const { conflict, draft } = getState();
  if (conflict === undefined) return;
  rebase(conflict.now, choice === "yours" ? draft : noDraft, []);
}

/** The file is now as typed. */
export function takeSaved(document: SettingsDocument): void {
  const { leaving } = getState();
  become({ ...nothing, document, leaving: leaving.filter((name) => document.endpoints.includes(name)) });
}

export function letLeave(name: string, leaves: boolean): void {
  setState(({ leaving }) => ({
    leaving: leaves ? [...new Set([...leaving, name])] : leaving.filter((other) => other !== name),
  }));
}

/** Whether something typed would be lost. */
export function useUnsavedSettings(): boolean {
  return useSettingsDraft(hasUnsaved);
}

function hasUnsaved({ document, draft }: SettingsDraftState): boolean {
  return document !== undefined && isDirty(document, draft);
}

function askBeforeClosing(event: Event): void {
  event.preventDefault();
}

// A browser asks before it closes the page; a desktop window only hides, and must be able to quit.
useSettingsDraft.subscribe((state) => {
  removeEventListener("beforeunload", askBeforeClosing);
  if (window.desktop === undefined && hasUnsaved(state)) addEventListener("beforeunload", askBeforeClosing);
});
