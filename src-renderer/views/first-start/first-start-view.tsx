/** The first start: the path from nothing to the first live call. */
import { useText } from "../../i18n/text.tsx";
import { ViewHead } from "../../ui/view-head.tsx";

export function FirstStartView() {
  const t = useText();
  return <ViewHead title={t("first.title")} />;
}
