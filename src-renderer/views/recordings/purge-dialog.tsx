/** What the next night deletes, counted by the engine when somebody asks. */
import { Button } from "@mantine/core";
import { formatSize } from "../../format/numbers.ts";
import { formatPlanned, formatTime } from "../../format/times.ts";
import { useText } from "../../i18n/text.tsx";
import { goTo } from "../../routing/use-route.ts";
import { useEngine, useEngineNow } from "../../store/monitor-context.tsx";
import { useRequest } from "../../store/use-request.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorState, LoadingState } from "../../ui/states.tsx";

export function PurgeDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const nowMs = useEngineNow();
  const last = useEngine((engine) => engine.recordings.lastPurge);
  const { result: purge, error, reload } = useRequest("recordings.purgePreview", {});
  const time = (atMs: number) => formatTime(atMs, nowMs, t.language);
  const planned = (atMs: number) => formatPlanned(atMs, nowMs, t.language);
  const size = (bytes: number) => formatSize(bytes, t.language);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("recordings.purge.title")}
      actions={
        <>
          <Button onClick={() => goTo("settings", ["recordings", "keep_days"])}>
            {t("recordings.purge.settings")}
          </Button>
          <Button variant="filled" onClick={onClose}>
            {t("action.close")}
          </Button>
        </>
      }
    >
      {error === undefined ? null : <ErrorState error={error} onRetry={reload} />}
      {purge === undefined && error === undefined ? (
        <LoadingState what={t("recordings.purge")} rows={2} />
      ) : null}
      {purge === undefined ? null : (
        <p>
          {purge.files === 0
            ? t("recordings.purge.none", { time: planned(purge.atMs) })
            : t.rich("recordings.purge.some", {
                ...{ n: purge.files, size: size(purge.bytes) },
                ...{ time: planned(purge.atMs), days: purge.keepDays },
              })}{" "}
          {purge.oldestEndedAtMs === undefined
            ? null
            : t("recordings.purge.oldest", { time: time(purge.oldestEndedAtMs) })}
        </p>
      )}
      <p>{t("recordings.purge.originals")}</p>
      {last === undefined ? null : (
        <p className="small quiet">
          {t("recordings.purge.last", { n: last.files, size: size(last.bytes), time: time(last.atMs) })}
        </p>
      )}
    </Dialog>
  );
}
