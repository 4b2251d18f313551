/** Asks, with the count, before calls that nobody saw are sent from the PBX's log: it cannot be taken back. */
import { formatDay } from "../../../format/times.ts";
import { useText } from "../../../i18n/text.tsx";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { useAsk } from "../../../store/use-ask.ts";

export function SendMissingDialog({
  day,
  calls,
  onClose,
}: {
  readonly day: string;
  readonly calls: number;
  readonly onClose: () => void;
}) {
  const t = useText();
  const send = useAsk("reconcile.send");
  const run = async () => {
    if ((await send.run({ day, calls })) !== undefined) onClose();
  };
  return (
    <ConfirmDialog
      title={t("reconcile.send.title")}
      confirm={t("reconcile.send.run", { n: calls })}
      disabled={send.running}
      error={send.error}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <p>{t("reconcile.send.text", { n: calls, day: formatDay(day, t.language) })}</p>
    </ConfirmDialog>
  );
}
