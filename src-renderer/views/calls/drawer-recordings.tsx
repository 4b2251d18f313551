/** The recordings of a call. */
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import { useText } from "../../i18n/text.tsx";
import { goTo } from "../../routing/use-route.ts";
import { useEngineEvent } from "../../store/monitor-context.tsx";
import { useRequest } from "../../store/use-request.ts";
import { ActionLink } from "../../ui/action-link.tsx";
import { MiddleCut } from "../../ui/bdi.tsx";
import { ErrorState, LoadingState } from "../../ui/states.tsx";
import { RecordingPlayer } from "../recordings/player.tsx";
import { RecordingState } from "../recordings/recording-columns.tsx";
import { isPlayable } from "../recordings/recording-words.ts";
import classes from "./drawer-links.module.css";

export function DrawerRecordings({ call }: { readonly call: CallView }) {
  const t = useText();
  return (
    <section className={classes.section} aria-label={t("calls.section.recordings")}>
      <h2 className={classes.title}>{t("calls.section.recordings")}</h2>
      {call.recordings > 0 ? (
        <Known call={call} />
      ) : (
        <span className="quiet">
          {t(call.endedAtMs === undefined ? "calls.recordings.live" : "calls.recordings.none")}
        </span>
      )}
    </section>
  );
}

function Known({ call: { chainId } }: { readonly call: CallView }) {
  const t = useText();
  const { result, error, reload } = useRequest("recordings.page", { chainId, limit: 20 });
  useEngineEvent("recording-rows", ({ data }) => {
    if (data.rows.some((row) => row.chainId === chainId)) reload();
  });
  if (error !== undefined) return <ErrorState error={error} onRetry={reload} />;
  if (result === undefined) return <LoadingState what={t("calls.recordings.what")} rows={1} />;
  return (
    <ul className={classes.events}>
      {result.rows.map((row) => (
        <li key={row.id}>
          <div className={classes.recording}>
            <RecordingState row={row} />
            <MiddleCut>{row.mp3Name ?? row.fileName}</MiddleCut>
            <ActionLink onClick={() => goTo("recordings", [row.mp3Name ?? String(row.id)])}>
              {t("calls.recordings.open")}
            </ActionLink>
          </div>
          {row.mp3Name !== undefined && isPlayable(row) ? (
            <RecordingPlayer
              key={row.mp3Name}
              mp3Name={row.mp3Name}
              {...(row.durationS === undefined ? {} : { durationS: row.durationS })}
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}
