/** Light or dark: what a person chose, else what the system says. */
import { useSyncExternalStore } from "react";
import { usePreferences } from "../store/preferences.ts";
import type { Scheme } from "./tokens.ts";

const query = "(prefers-color-scheme: dark)";

function subscribe(listener: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}

export function useScheme(): Scheme {
  const choice = usePreferences((preferences) => preferences.scheme);
  const systemDark = useSyncExternalStore(subscribe, () => matchMedia(query).matches);
  return choice === "system" ? (systemDark ? "dark" : "light") : choice;
}
