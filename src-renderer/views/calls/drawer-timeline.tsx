/** The course of a call on a straight axis: a lane for each number, its events with their deliveries below. */
import { memo, useMemo } from "react";
import type { CallView, StageView } from "../../../src-shared/contract/call-view.ts";
import { formatTalk } from "../../format/durations.ts";
import { type Text, useText } from "../../i18n/text.tsx";
import { useEngineNow } from "../../store/monitor-context.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { StageBar } from "../../ui/stage-bar.tsx";
import { DeliveryLabel } from "../../ui/state-label.tsx";
import { visibleText } from "../../format/visible-text.ts";
import { eventWord, worstOf } from "./call-cells.tsx";
import { lastSeenMs } from "./call-times.ts";
import classes from "./drawer-timeline.module.css";
import { lanesOf, linearTicksMs, shareIn, type Lane, type Span, spanOf } from "./lanes.ts";
import { useUnseenSince } from "./use-call-now.ts";

const mostLanes = 40;

export const DrawerTimeline = memo(function DrawerTimeline({ call }: { readonly call: CallView }) {
  const t = useText();
  const seenMs = useSeen(call);
  const span = useMemo(() => spanOf(call, seenMs), [call, seenMs]);
  const lanes = lanesOf(call, span);
  return (
    <section className={classes.section} aria-label={t("calls.section.timeline")}>
      <h2 className={classes.title}>{t("calls.section.timeline")}</h2>
      <div className={classes.axis} aria-hidden="true">
        {linearTicksMs(span).map((ms) => (
          <span
            key={ms}
            className={`numbers ${classes.tick}`}
            style={{ left: percent(shareIn(span, span.fromMs + ms)) }}
          >
            {formatTalk(ms)}
          </span>
        ))}
      </div>
      <LinkBrackets call={call} span={span} />
      <ol className={classes.lanes}>
        {lanes.slice(0, mostLanes).map((lane) => (
          <LaneRow key={lane.key} lane={lane} seenMs={seenMs} />
        ))}
      </ol>
      <p className={`small quiet ${classes.note}`}>{t("calls.noHold")}</p>
    </section>
  );
});

function useSeen(call: CallView): number {
  const nowMs = useEngineNow();
  const unseenMs = useUnseenSince();
  return call.endedAtMs ?? lastSeenMs(call, nowMs, unseenMs);
}

/** Which link went on from when to when; said in words in the section of links. */
function LinkBrackets({ call, span }: { readonly call: CallView; readonly span: Span }) {
  const t = useText();
  const links = call.links.filter(({ startedAtMs }) => startedAtMs !== undefined);
  if (links.length < 2) return null;
  return (
    <div className={classes.links} aria-hidden="true">
      {links.map(({ link, startedAtMs = span.fromMs, endedAtMs }) => {
        const from = shareIn(span, startedAtMs);
        const to = shareIn(span, endedAtMs ?? span.toMs);
        return (
          <span
            key={link}
            className={classes.link}
            style={{ left: percent(from), width: percent(to - from) }}
            title={t("calls.link", { n: link })}
          >
            {link}
          </span>
        );
      })}
    </div>
  );
}

function LaneRow({ lane, seenMs }: { readonly lane: Lane; readonly seenMs: number }) {
  const t = useText();
  return (
    <li className={classes.lane}>
      <span className={classes.names}>
        <span className="cut">
          <Bdi>{lane.dn}</Bdi> <Bdi>{lane.name}</Bdi>
        </span>
        <span className={`numbers ${classes.words}`}>{wordsOf(lane, seenMs, t)}</span>
      </span>
      <StageBar segments={lane.segments} />
      {lane.events.length === 0 ? null : (
        <span className={classes.events}>
          {lane.events.map(({ event, share }) => {
            const { state, endpoint } = worstOf(event);
            const about = `${eventWord(event, t)} → ${visibleText(endpoint)}`;
            return (
              <span key={event.eventId} className={classes.event} style={{ left: percent(share) }}>
                <DeliveryLabel state={state} mark about={about} />
              </span>
            );
          })}
        </span>
      )}
    </li>
  );
}

function wordsOf({ stages }: Lane, seenMs: number, t: Text): string {
  return stages.map((stage) => stageWords(stage, seenMs, t)).join("; ");
}

function stageWords(stage: StageView, seenMs: number, t: Text): string {
  const time = formatTalk((stage.toMs ?? seenMs) - stage.fromMs);
  const wave = (stage.wave ?? 1) > 1 ? [t("calls.lane.wave", { n: stage.wave ?? 1 })] : [];
  return [lengthWords(stage, time, t), ...endWords(stage, t), ...wave].join(", ");
}

function lengthWords({ kind }: StageView, time: string, t: Text): string {
  switch (kind) {
    case "ivr":
      return t("calls.lane.heard", { time });
    case "queue":
      return t("calls.lane.waited", { time });
    case "ringing":
      return t("calls.lane.rang", { time });
    case "talk":
      return t("calls.lane.talked", { time });
    case "voicemail":
      return t("calls.lane.recorded", { time });
    case "unseen":
      return t("calls.lane.unseen", { time });
    default: {
      const _never: never = kind;
      return _never;
    }
  }
}

/** That an IVR or a queue was left needs no word. */
function endWords({ kind, end }: StageView, t: Text): readonly string[] {
  if (end === undefined) return [];
  const isPlain = (kind === "ivr" || kind === "queue") && end !== "missed";
  return isPlain ? [] : [t(`calls.end.${end}`)];
}

const percent = (share: number): string => `${share * 100}%`;
