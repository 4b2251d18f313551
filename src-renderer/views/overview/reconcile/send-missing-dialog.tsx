/** Asks, with the count, before calls that nobody saw are sent from the PBX's log: it cannot be taken back. */
import { Button } from "@mantine/core";
import { useText } from "../../../i18n/text.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { ErrorState } from "../../../ui/states.tsx";
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
    <Dialog
      open
      onClose={onClose}
      title={t("reconcile.send.title")}
      actions={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button variant="filled" disabled={send.running} onClick={() => void run()}>
            {t("reconcile.send.run", { n: calls })}
          </Button>
        </>
      }
    >
      <p>{t("reconcile.send.text", { n: calls, day })}</p>
      {send.error === undefined ? null : <ErrorState error={send.error} />}
    </Dialog>
  );
}
