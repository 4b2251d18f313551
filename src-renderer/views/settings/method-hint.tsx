/** GET with a format that only a body can carry: said where it is chosen, with the way out. */
import { useText } from "../../i18n/text.tsx";
import { shownText, withEdit } from "./draft.ts";
import { editDraft } from "./draft-store.ts";
import { dialectOf } from "./events-control.tsx";
import { useSettingsForm } from "./form-context.tsx";

export function MethodHint({ section }: { readonly section: string }) {
  const t = useText();
  const { document, draft } = useSettingsForm();
  const dialect = dialectOf(shownText(document, draft, section, "dialect"));
  const isGet = shownText(document, draft, section, "method").toUpperCase() === "GET";
  if (!isGet || (dialect !== "native" && dialect !== "k2m")) return null;
  const usePost = () => editDraft((before) => withEdit(before, section, "method", "POST"));
  return <> {t.rich("set.getnative", { dialect }, { usePost })}</>;
}
