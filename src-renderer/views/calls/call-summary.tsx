/** One line on how a call stands, and what has to be said about how much of it is known. */
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import { formatLength, formatTalk } from "../../format/durations.ts";
import { formatTime } from "../../format/times.ts";
import { type Text, useText } from "../../i18n/text.tsx";
import { useEngineNow } from "../../store/monitor-context.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { StateLabel } from "../../ui/state-label.tsx";
import classes from "./call-drawer.module.css";
import { lastSeenMs } from "./call-times.ts";
import { useUnseenSince } from "./use-call-now.ts";

export function CallSummary({ call }: { readonly call: CallView }) {
  const t = useText();
  const nowMs = useEngineNow();
  const unseenMs = useUnseenSince();
  const seenMs = lastSeenMs(call, nowMs, unseenMs);
  const isOpen = call.endedAtMs === undefined;
  return (
    <div className={classes.summary}>
      <p>
        {t(`calls.direction.${call.direction}`)}
        {call.did === "" ? null : (
          <>
            {" → "}
            <Bdi>{call.did}</Bdi>
          </>
        )}
        {" · "}
        {standing(call, t)}
        {" · "}
        <span className="numbers">
          {isOpen
            ? t("calls.summary.since", { time: formatTalk(seenMs - call.arrivedAtMs) })
            : t("calls.summary.lasted", { time: formatTalk((call.endedAtMs ?? 0) - call.arrivedAtMs) })}
        </span>
        {isOpen && unseenMs === undefined ? (
          <>
            {" · "}
            <span className="numbers">{heard(nowMs - call.confirmedAtMs, t)}</span>
          </>
        ) : null}
      </p>
      {isOpen && unseenMs !== undefined ? (
        <StateLabel
          state="unknown"
          word={t("calls.summary.notConfirmed", { time: formatTime(seenMs, nowMs, t.language) })}
        />
      ) : null}
      {call.simulated ? <StateLabel state="simulated" word={t("calls.summary.simulated")} tint /> : null}
      {call.reconstructed ? (
        <StateLabel state="reconstructed" word={t("calls.summary.reconstructed")} />
      ) : null}
    </div>
  );
}

function standing(call: CallView, t: Text): string {
  if (call.state === "ringing" && call.at.length > 0)
    return t("calls.summary.ringing", { n: call.at.length });
  return t(`calls.state.${call.state}`);
}

const justMs = 5_000;

function heard(ageMs: number, t: Text): string {
  if (ageMs < justMs) return t("calls.summary.justHeard");
  return t("calls.summary.heard", { age: formatLength(ageMs, t.language) });
}
