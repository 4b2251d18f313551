/** The view "settings". */
import { useText } from "../../i18n/text.tsx";
import { ViewHead } from "../../ui/view-head.tsx";

export function SettingsView() {
  const t = useText();
  return <ViewHead title={t("settings.title")} />;
}
