/** The view "simulator". */
import { useText } from "../../i18n/text.tsx";
import { ViewHead } from "../../ui/view-head.tsx";

export function SimulatorView() {
  const t = useText();
  return <ViewHead title={t("simulator.title")} />;
}
