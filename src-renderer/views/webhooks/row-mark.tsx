/** Marks rows that no real call brought about: a simulation, a test event. */
import type { LogRow } from "../../../src-shared/webhooks/log-query.ts";
import { useText } from "../../i18n/text.tsx";
import { StateMark } from "../../ui/state-label.tsx";

export function RowMark({ row: { simulated, test } }: { readonly row: Pick<LogRow, "simulated" | "test"> }) {
  const t = useText();
  if (simulated === true) return <StateMark state="simulated" word={t("webhooks.simulatedMark")} />;
  return test ? <StateMark state="simulated" word={t("webhooks.testMark")} /> : null;
}
