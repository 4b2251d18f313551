/** The keys of forms: Ctrl S saves, F8 leads to the next mistake, Alt with the arrows to the next section. */
import { useEffect, useRef } from "react";

export interface FormKeys {
  onSave(): void;
  onMistake(): void;
  onSection(step: 1 | -1): void;
}

export function useFormKeys(keys: FormKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || document.querySelector('[aria-modal="true"]') !== null) return;
      const run = deedOf(event, latest.current);
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
}

function deedOf(event: KeyboardEvent, keys: FormKeys): (() => void) | undefined {
  const control = event.ctrlKey || event.metaKey;
  if (control && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "s") return keys.onSave;
  if (control || event.shiftKey) return undefined;
  if (event.key === "F8" && !event.altKey) return keys.onMistake;
  // In an open choice Alt with an arrow opens the list of the browser.
  if (!event.altKey || event.target instanceof HTMLSelectElement) return undefined;
  if (event.key === "ArrowDown") return () => keys.onSection(1);
  if (event.key === "ArrowUp") return () => keys.onSection(-1);
  return undefined;
}
