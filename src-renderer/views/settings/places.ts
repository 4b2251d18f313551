/** Finding a field by its place in the file: for links to it, for the list of mistakes and F8. */
import { setPath } from "../../routing/use-route.ts";
import type { Place } from "./draft.ts";

/** Puts the focus into the field of a place; `false` when it is not on this page. */
export function focusPlace(place: Place): boolean {
  const field = [...document.querySelectorAll<HTMLElement>("[data-place]")].find(
    (element) => element.dataset["place"] === place,
  );
  const control = field?.querySelector<HTMLElement>(
    "input:not(:disabled),select:not(:disabled),textarea,button:not(:disabled)",
  );
  if (field === undefined || control === null || control === undefined) return false;
  field.scrollIntoView({ block: "nearest" });
  control.focus();
  return true;
}

/** Opens the page of a place and puts the focus into its field. */
export function goToPlace(section: string, key: string | undefined): void {
  const part = section === "" ? "pbx" : section;
  setPath(key === undefined ? [part] : [part, key]);
}
