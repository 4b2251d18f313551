/** The view "webhooks". */
import { useText } from "../../i18n/text.tsx";
import { ViewHead } from "../../ui/view-head.tsx";

export function WebhooksView() {
  const t = useText();
  return <ViewHead title={t("webhooks.title")} />;
}
