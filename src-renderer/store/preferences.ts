/** What a person chose for this window alone: colours, language, density. Kept in the browser's storage. */
import { z } from "zod";
import { create } from "zustand";

export type SchemeChoice = "system" | "light" | "dark";

const preferencesSchema = z.object({
  scheme: z.enum(["system", "light", "dark"]).catch("system"),
  language: z.enum(["en", "de"]).optional().catch(undefined),
  density: z.enum(["normal", "compact"]).catch("normal"),
  /** Shortcuts of a single key can disturb speech input: they can be switched off (WCAG 2.1.4). */
  singleKeys: z.boolean().catch(true),
});

export interface Preferences {
  readonly scheme: SchemeChoice;
  readonly language: "en" | "de";
  readonly density: "normal" | "compact";
  readonly singleKeys: boolean;
}

const storageKey = "preferences";

function keptPreferences(): Preferences {
  const language = navigator.language.toLowerCase().startsWith("de") ? "de" : "en";
  try {
    const kept = preferencesSchema.parse(JSON.parse(localStorage.getItem(storageKey) ?? "{}"));
    return { ...kept, language: kept.language ?? language };
  } catch {
    return { scheme: "system", language, density: "normal", singleKeys: true };
  }
}

export const usePreferences = create<Preferences>()(keptPreferences);

/** Takes effect at once; where nothing may be stored, it lasts until the window closes. */
export function setPreferences(change: Partial<Preferences>): void {
  usePreferences.setState(change);
  try {
    localStorage.setItem(storageKey, JSON.stringify(usePreferences.getState()));
  } catch {
    // Private windows refuse storage; the choice holds for this page.
  }
}
