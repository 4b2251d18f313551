/** Asks before the link of a recording without a call goes out: it cannot be taken back. */
import { Button } from "@mantine/core";
import type { RecordingRow } from "../../../src-shared/recordings/recording.ts";
import { useText } from "../../i18n/text.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorState } from "../../ui/states.tsx";
import type { RecordingActions } from "./use-recording-actions.ts";

export function SendDialog({
  row,
  actions,
  onClose,
}: {
  readonly row: RecordingRow;
  readonly actions: RecordingActions;
  readonly onClose: () => void;
}) {
  const t = useText();
  const run = async () => {
    if (await actions.sendWithoutId(row.id)) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("recordings.sendWithoutId.title")}
      actions={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button variant="filled" onClick={() => void run()}>
            {t("recordings.sendWithoutId.run")}
          </Button>
        </>
      }
    >
      <p>{t.rich("recordings.sendWithoutId.text", { name: row.fileName })}</p>
      {actions.error === undefined ? null : <ErrorState error={actions.error} />}
    </Dialog>
  );
}
