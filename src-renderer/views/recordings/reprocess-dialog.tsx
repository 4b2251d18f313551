/** Counts first, then processes recordings again: those selected, or all that match the filter. */
import { Radio } from "@mantine/core";
import { useState } from "react";
import type { RecordingFilter } from "../../../src-shared/recordings/recording.ts";
import { formatCount } from "../../format/numbers.ts";
import { useText } from "../../i18n/text.tsx";
import { useRequest } from "../../store/use-request.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { ErrorState } from "../../ui/states.tsx";
import type { RecordingActions } from "./use-recording-actions.ts";

export interface ReprocessDialogProps {
  readonly selected: readonly number[];
  readonly filter: RecordingFilter;
  readonly filtered: boolean;
  readonly actions: RecordingActions;
  readonly onClose: () => void;
}

export function ReprocessDialog({ selected, filter, filtered, actions, onClose }: ReprocessDialogProps) {
  const t = useText();
  const counted = useRequest("recordings.total", filter);
  const [which, setWhich] = useState<"selected" | "filter">(selected.length > 0 ? "selected" : "filter");
  const all = counted.result?.count;
  const count = which === "selected" ? selected.length : all;
  const run = async () => {
    const done = await actions.reprocess(which === "selected" ? { ids: [...selected] } : { filter });
    if (done) onClose();
  };
  return (
    <ConfirmDialog
      title={t("recordings.reprocess.title")}
      confirm={t("recordings.reprocess.run", { n: count ?? 0 })}
      disabled={count === undefined || count === 0}
      error={actions.error}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <Radio.Group
        label={t("recordings.reprocess.which")}
        value={which}
        onChange={(value) => setWhich(value === "selected" ? "selected" : "filter")}
      >
        {selected.length === 0 ? null : (
          <Radio value="selected" label={t("recordings.reprocess.selected", { n: selected.length })} mt={8} />
        )}
        <Radio
          value="filter"
          mt={8}
          label={
            all === undefined
              ? t("recordings.reprocess.counting")
              : t(filtered ? "recordings.reprocess.filter" : "recordings.reprocess.all", { n: all })
          }
        />
      </Radio.Group>
      {counted.result?.more === true ? (
        <p className="small">{t("list.more", { n: formatCount(all ?? 0, t.language) })}</p>
      ) : null}
      <p className="small">
        {t("recordings.reprocess.notes")} {t("recordings.reprocess.missing")}
      </p>
      {counted.error === undefined ? null : <ErrorState error={counted.error} onRetry={counted.reload} />}
    </ConfirmDialog>
  );
}
