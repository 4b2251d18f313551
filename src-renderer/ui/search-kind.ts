/** What a text in a search field is taken for; quotes make it a text whatever it looks like. Pure. */
export type SearchKind = "id" | "number" | "text";

const fewestDigits = 4;

export function searchKindOf(search: string): SearchKind | undefined {
  const wanted = search.trim();
  if (wanted === "") return undefined;
  if (/^\d{6,12}_\d*(-\d*)?$/.test(wanted)) return "id";
  const digits = wanted.replaceAll(/\D/g, "").length;
  return /^\+?[\d\s()/-]+$/.test(wanted) && digits >= fewestDigits ? "number" : "text";
}
