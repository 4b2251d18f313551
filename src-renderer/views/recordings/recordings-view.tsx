/** The view "recordings". */
import { useText } from "../../i18n/text.tsx";
import { ViewHead } from "../../ui/view-head.tsx";

export function RecordingsView() {
  const t = useText();
  return <ViewHead title={t("recordings.title")} />;
}
