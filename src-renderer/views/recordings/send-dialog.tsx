/** Asks before the link of a recording without a call goes out: it cannot be taken back. */
import type { RecordingRow } from "../../../src-shared/recordings/recording.ts";
import { useText } from "../../i18n/text.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
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
    <ConfirmDialog
      title={t("recordings.sendWithoutId.title")}
      confirm={t("recordings.sendWithoutId.run")}
      error={actions.error}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <p>{t.rich("recordings.sendWithoutId.text", { name: row.fileName })}</p>
    </ConfirmDialog>
  );
}
