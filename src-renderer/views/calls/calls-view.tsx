/** The view "calls". */
import { useText } from "../../i18n/text.tsx";
import { ViewHead } from "../../ui/view-head.tsx";

export function CallsView() {
  const t = useText();
  return <ViewHead title={t("calls.title")} />;
}
