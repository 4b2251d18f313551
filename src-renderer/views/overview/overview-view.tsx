/** The view "overview". */
import { useText } from "../../i18n/text.tsx";
import { ViewHead } from "../../ui/view-head.tsx";

export function OverviewView() {
  const t = useText();
  return <ViewHead title={t("overview.title")} />;
}
