/** The recordings of a call: those that can be heard, those on their way, and those that have had their days. */
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import { useText } from "../../i18n/text.tsx";
import { goTo } from "../../routing/use-route.ts";
import { useEngineEvent } from "../../store/monitor-context.tsx";
import { useRequest } from "../../store/use-request.ts";
import { ActionLink } from "../../ui/action-link.tsx";
import { MiddleCut } from "../../ui/bdi.tsx";
import { ErrorState, LoadingState } from "../../ui/states.tsx";
import { useNow } from "../../ui/ticker.ts";
import { RecordingPlayer } from "../recordings/player.tsx";
import { RecordingState } from "../recordings/recording-columns.tsx";
import { isPlayable } from "../recordings/recording-words.ts";
import classes from "./drawer-links.module.css";

export function DrawerRecordings({ call }: { readonly call: CallView }) {
  const t = useText();
  return (
    <section className={classes.section} aria-label={t("calls.section.recordings")}>
      <h2 className={classes.title}>{t("calls.section.recordings")}</h2>
      {call.endedAtMs === undefined && call.recordings === 0 ? (
        <span className="quiet">{t("calls.recordings.live")}</span>
      ) : (
        <Known call={call} />
      )}
    </section>
  );
}

/** A big file on a slow machine takes some minutes. */
const arrivesWithinMs = 900_000;

function None({ endedAtMs }: { readonly endedAtMs: number }) {
  const t = useText();
  const fresh = useNow() - endedAtMs < arrivesWithinMs;
  return <span className="quiet">{t(fresh ? "calls.recordings.none" : "calls.recordings.noneAnyMore")}</span>;
}

function Known({ call: { chainId, endedAtMs } }: { readonly call: CallView }) {
  const t = useText();
  const { result, error, reload } = useRequest("recordings.page", { chainId, limit: 20 });
  useEngineEvent("recording-rows", ({ data }) => {
    if (data.rows.some((row) => row.chainId === chainId)) reload();
  });
  if (error !== undefined) return <ErrorState error={error} onRetry={reload} />;
  if (result === undefined) return <LoadingState what={t("calls.recordings.what")} rows={1} />;
  if (result.rows.length === 0 && endedAtMs !== undefined) return <None endedAtMs={endedAtMs} />;
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
          {row.state === "purged" ? <span className="quiet">{t.said(row.sentence)}</span> : null}
        </li>
      ))}
    </ul>
  );
}
