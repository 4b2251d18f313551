/** Asks before simulated events go to real receivers. */
import { visibleText } from "../../format/visible-text.ts";
import { useText } from "../../i18n/text.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";

export function RealRunDialog({
  names,
  requests,
  onConfirm,
  onClose,
}: {
  readonly names: readonly string[];
  readonly requests: number;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const t = useText();
  return (
    <ConfirmDialog
      title={t("simulator.run.confirm")}
      confirm={t("simulator.run.really", { n: names.length })}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <p>{t("simulator.run.confirmText", { n: requests, names: names.map(visibleText).join(", ") })}</p>
    </ConfirmDialog>
  );
}
