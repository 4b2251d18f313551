/** Whether the window is as narrow as a phone, or as far zoomed in: then rows become cards. */
import { useSyncExternalStore } from "react";

const query = "(max-width: 39.99rem)";

function subscribe(listener: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}

export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}
