/** Keys that work everywhere: views by `g` and a letter, regions by F6, help by `?`, commands by Ctrl K. */
import { useEffect } from "react";
import type { ViewName } from "../routing/route.ts";
import { goTo } from "../routing/use-route.ts";
import { usePreferences } from "../store/preferences.ts";

/** The letter after `g`. */
export const viewKeys: Readonly<Record<ViewName, string>> = {
  overview: "o",
  calls: "c",
  webhooks: "w",
  recordings: "r",
  settings: "s",
  simulator: "i",
};

const viewOfKey = new Map<string, ViewName>([
  ["o", "overview"],
  ["c", "calls"],
  ["w", "webhooks"],
  ["r", "recordings"],
  ["s", "settings"],
  ["i", "simulator"],
]);
const viewsInOrder: readonly ViewName[] = [...viewOfKey.values()];
const chordMs = 1_500;

export interface ShellKeys {
  onCommands(): void;
  onHelp(): void;
  /** In the desktop program Ctrl 1 to 6 go to the views; browsers own these keys. */
  readonly desktop: boolean;
}

export function useShellKeys({ onCommands, onHelp, desktop }: ShellKeys): void {
  const singleKeys = usePreferences((preferences) => preferences.singleKeys);
  useEffect(() => {
    let chordAtMs = Number.NEGATIVE_INFINITY;
    const withControl = (event: KeyboardEvent): boolean => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return false;
      if (event.key.toLowerCase() === "k") onCommands();
      else {
        const view = desktop ? viewsInOrder[Number(event.key) - 1] : undefined;
        if (view === undefined) return false;
        goTo(view);
      }
      return true;
    };
    const withLetter = (event: KeyboardEvent): boolean => {
      if (!singleKeys || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return false;
      if (event.key === "?") {
        onHelp();
        return true;
      }
      const inChord = event.timeStamp - chordAtMs < chordMs;
      chordAtMs = event.key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      const view = inChord ? viewOfKey.get(event.key) : undefined;
      if (view !== undefined) goTo(view);
      // The second letter is ours even where a list has a key of the same name.
      return view !== undefined;
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || document.querySelector('[aria-modal="true"]') !== null) return;
      const done =
        event.key === "F6" ? toNextRegion(event.shiftKey) : withControl(event) || withLetter(event);
      if (!done) return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Before the lists, which have single keys of their own.
    addEventListener("keydown", onKeyDown, { capture: true });
    return () => removeEventListener("keydown", onKeyDown, { capture: true });
  }, [onCommands, onHelp, desktop, singleKeys]);
}

/** Whether a key press belongs to a text that is being written. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !["checkbox", "radio", "button", "range"].includes(target.type);
  return target.isContentEditable || ["TEXTAREA", "SELECT"].includes(target.tagName);
}

/** Regions carry `data-region` and are able to take focus; the first control inside takes it if they are not. */
function toNextRegion(backwards: boolean): boolean {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")].filter(
    (region) => region.dataset["region"] !== "" && region.getClientRects().length > 0,
  );
  const current = regions.findIndex((region) => region.contains(document.activeElement));
  const step = backwards ? -1 : 1;
  const start = current === -1 && backwards ? 0 : current;
  const next = regions[(start + step + regions.length) % regions.length];
  if (next === undefined) return false;
  const control = next.querySelector<HTMLElement>(
    '[role="grid"],a[href],button:not(:disabled),input,select,textarea',
  );
  (next.dataset["region"] === "detail" ? next : (control ?? next)).focus();
  return true;
}
