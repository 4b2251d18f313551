/** Asks before simulated events go to real receivers. */
import { Button } from "@mantine/core";
import { visibleText } from "../../format/visible-text.ts";
import { useText } from "../../i18n/text.tsx";
import { Dialog } from "../../ui/dialog.tsx";

export function ConfirmDialog({
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
    <Dialog
      open
      onClose={onClose}
      title={t("simulator.run.confirm")}
      actions={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button variant="filled" onClick={onConfirm}>
            {t("simulator.run.really", { n: names.length })}
          </Button>
        </>
      }
    >
      <p>{t("simulator.run.confirmText", { n: requests, names: names.map(visibleText).join(", ") })}</p>
    </Dialog>
  );
}
