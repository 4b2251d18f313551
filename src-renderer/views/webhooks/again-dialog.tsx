/** The receiver has it already: sent again only when somebody says so. */
import type { LogRow } from "../../../src-shared/webhooks/log-query.ts";
import { formatTime } from "../../format/times.ts";
import { useText } from "../../i18n/text.tsx";
import { useEngineNow } from "../../store/monitor-context.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";

export interface AgainDialogProps {
  readonly row: Pick<LogRow, "endpoint" | "lastAttemptAtMs">;
  onSend(): void;
  onClose(): void;
}

export function AgainDialog({ row, onSend, onClose }: AgainDialogProps) {
  const t = useText();
  const nowMs = useEngineNow();
  const time = formatTime(row.lastAttemptAtMs ?? Number.NaN, nowMs, t.language);
  return (
    <ConfirmDialog
      title={t("webhooks.again.title")}
      confirm={t("webhooks.again.send")}
      onConfirm={() => {
        onSend();
        onClose();
      }}
      onClose={onClose}
    >
      <p>{t.rich("webhooks.again.text", { ep: row.endpoint, time })}</p>
    </ConfirmDialog>
  );
}
