/** Calls now and today, and how recordings do: few figures, each of which leads to its list. */
import { useShallow } from "zustand/react/shallow";
import { formatCount, formatPercent } from "../../format/numbers.ts";
import { type TextKey, useText } from "../../i18n/text.tsx";
import { hashOf } from "../../routing/route.ts";
import { goTo } from "../../routing/use-route.ts";
import { useEngine, useMonitor } from "../../store/monitor-context.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { StateShape } from "../../ui/state-shape.tsx";
import { RunningTime } from "../../ui/time.tsx";
import { Block } from "./block.tsx";
import { callsNow, inWork, missedShare } from "./figures.ts";
import classes from "./figures-block.module.css";

export function FiguresBlock() {
  return (
    <div className={classes.figures} data-area="figures">
      <Now />
      <Today />
      <Recordings />
    </div>
  );
}

function Figure({
  count,
  word,
  hash,
}: {
  readonly count: number;
  readonly word: string;
  readonly hash: string;
}) {
  const { language } = useText();
  return (
    <a className={classes.figure} href={hash}>
      <span className={`numbers ${classes.number}`}>{formatCount(count, language)}</span> {word}
    </a>
  );
}

function Now() {
  const t = useText();
  const { calls, waiting, longestSinceMs } = useMonitor(
    useShallow(({ engine }) => callsNow(engine?.calls.values() ?? [], engine?.program.kind === "demo")),
  );
  return (
    <Block title={t("overview.now")}>
      <div className={classes.line}>
        <Figure count={calls} word={t("overview.now.calls", { n: calls })} hash="#/calls" />
        {waiting === 0 ? null : (
          <span className={classes.facts}>
            <StateShape state="waiting" />
            <span>
              {t("overview.now.waiting", { n: waiting })} · {t("overview.now.longest")}{" "}
              <RunningTime sinceMs={longestSinceMs} />
            </span>
          </span>
        )}
      </div>
    </Block>
  );
}

function Today() {
  const t = useText();
  const today = useEngine((engine) => engine.today);
  const share = missedShare(today);
  const calls = (query: Readonly<Record<string, string>>) => hashOf("calls", [], query);
  return (
    <Block
      title={t("overview.today")}
      aside={<span title={t("overview.today.zone", { zone: today.timezone })}>{today.timezone}</span>}
    >
      <div className={classes.line}>
        <Figure
          count={today.incoming}
          word={t("overview.today.in")}
          hash={calls({ direction: "incoming" })}
        />
        <Figure
          count={today.outgoing}
          word={t("overview.today.out")}
          hash={calls({ direction: "outgoing" })}
        />
        <Figure count={today.missed} word={t("overview.today.missed")} hash={calls({ state: "missed" })} />
        {share === undefined || today.missed === 0 ? null : (
          <span className={`quiet ${classes.share}`} title={t("overview.today.shareOf")}>
            {t("overview.today.share", { share: formatPercent(share, t.language) })}
          </span>
        )}
      </div>
    </Block>
  );
}

function Recordings() {
  const t = useText();
  const status = useEngine((engine) => engine.recordings);
  const { condition, counts, sentence, advice } = status;
  const troubled = condition === "attention" || condition === "paused-disk" || condition === "no-ffmpeg";
  const some = (count: number, key: TextKey, states: string) =>
    count === 0 ? null : <a href={hashOf("recordings", [], { state: states })}>{t(key, { n: count })}</a>;
  return (
    <Block title={t("overview.recordings")}>
      {condition === "off" ? (
        <p className={classes.sentence}>
          {t.rich("overview.recordings.off", {}, { setUp: () => goTo("start", ["recordings"]) })}
        </p>
      ) : (
        <div className={classes.line}>
          <Figure
            count={counts.sent}
            word={t("overview.recordings.sent", { n: counts.sent })}
            hash="#/recordings"
          />
          {some(inWork(status), "overview.recordings.working", "growing,matching,waiting,converting,ready")}
          {some(counts.failed, "overview.recordings.failed", "failed")}
          {some(counts.unmatched, "overview.recordings.unmatched", "unmatched")}
        </div>
      )}
      {troubled ? (
        <p className={classes.sentence}>
          <StateShape state="attention" />
          <span>
            <Bdi>{t.said(sentence)}</Bdi> <Bdi>{t.said(advice)}</Bdi>
          </span>
        </p>
      ) : null}
    </Block>
  );
}
