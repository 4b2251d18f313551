/** What the next deletion takes, counted by the engine at this moment. */
import { Button } from "@mantine/core";
import type { PurgePreview as Preview } from "../../../src-shared/recordings/recording.ts";
import { formatCount, formatSize } from "../../format/numbers.ts";
import { useText } from "../../i18n/text.tsx";
import { goTo } from "../../routing/use-route.ts";
import { useRequest } from "../../store/use-request.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorState, LoadingState } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import classes from "./disk-block.module.css";

export function PurgePreview({ onClose }: { onClose(): void }) {
  const t = useText();
  const { result, error, reload } = useRequest("recordings.purgePreview", {});
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("overview.purge.title")}
      actions={
        <>
          <Button onClick={() => goTo("settings", ["recordings", "keep_days"])}>
            {t("overview.purge.settings")}
          </Button>
          <Button variant="filled" onClick={onClose}>
            {t("action.close")}
          </Button>
        </>
      }
    >
      {error === undefined ? null : <ErrorState error={error} onRetry={reload} />}
      {result === undefined && error === undefined ? (
        <LoadingState what={t("overview.purge.what")} rows={3} />
      ) : null}
      {result === undefined ? null : <Facts preview={result} />}
    </Dialog>
  );
}

function Facts({
  preview: { atMs, keepDays, files, bytes, oldestEndedAtMs },
}: {
  readonly preview: Preview;
}) {
  const t = useText();
  return (
    <>
      {files === 0 ? <p className={classes.rule}>{t("overview.purge.nothing")}</p> : null}
      <dl className={classes.facts}>
        <dt>{t("overview.purge.when")}</dt>
        <dd>
          <Time atMs={atMs} />
        </dd>
        <dt>{t("overview.purge.files")}</dt>
        <dd className="numbers">{formatCount(files, t.language)}</dd>
        <dt>{t("overview.purge.size")}</dt>
        <dd className="numbers">{formatSize(bytes, t.language)}</dd>
        {oldestEndedAtMs === undefined ? null : (
          <>
            <dt>{t("overview.purge.oldest")}</dt>
            <dd>
              <Time atMs={oldestEndedAtMs} />
            </dd>
          </>
        )}
      </dl>
      <p className={classes.rule}>{t.rich("overview.purge.rule", { days: keepDays })}</p>
    </>
  );
}
