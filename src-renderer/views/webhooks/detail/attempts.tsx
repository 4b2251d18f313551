/** All attempts, newest first; the chosen one is shown in the phases and the answer. */
import { useState } from "react";
import type { LogAttempt } from "../../../../src-shared/webhooks/log-query.ts";
import { formatRequest } from "../../../format/durations.ts";
import { type Text, useText } from "../../../i18n/text.tsx";
import { ActionLink } from "../../../ui/action-link.tsx";
import { Bdi } from "../../../ui/bdi.tsx";
import { DeliveryLabel } from "../../../ui/state-label.tsx";
import { Time } from "../../../ui/time.tsx";
import { phasePieces } from "../phases.ts";
import classes from "./attempts.module.css";

export interface AttemptsProps {
  /** In the order of time. */
  readonly tries: readonly LogAttempt[];
  /** Place in `tries`. */
  readonly chosen: number;
  readonly test: boolean;
  /** The verdict: what it says already is not said again. */
  readonly said: string | undefined;
  onChoose(place: number): void;
}

/** A delivery of three days has about twenty; one that was sent again often has more. */
const fewAttempts = 6;

export function Attempts({ tries, chosen, test, said, onChoose }: AttemptsProps) {
  const t = useText();
  const [all, setAll] = useState(false);
  const newestFirst = tries.map((attempt, place) => ({ attempt, place })).toReversed();
  const shown = all ? newestFirst : newestFirst.slice(0, fewAttempts);
  return (
    <section>
      <h3 className={classes.title}>{t("webhooks.attempts", { n: tries.length })}</h3>
      <ul className={classes.list}>
        {shown.map(({ attempt, place }) => (
          <li key={place}>
            <button
              type="button"
              className={classes.attempt}
              aria-pressed={place === chosen}
              onClick={() => onChoose(place)}
            >
              <span className={`numbers ${classes.number}`}>
                {attempt.attempt === 0 ? "–" : attempt.attempt}
              </span>
              <Time atMs={attempt.atMs} />
              <span className={classes.outcome}>
                {attempt.status === undefined ? (
                  <DeliveryLabel state={attempt.result} />
                ) : (
                  <span className="numbers">{attempt.status}</span>
                )}
              </span>
              <span className={`numbers ${classes.total}`}>{spentOf(attempt, t)}</span>
              <span className={classes.cause}>{causeOf(attempt, test, t)}</span>
              {attempt.error === undefined || attempt.error === (tries[place + 1]?.error ?? said) ? null : (
                <span className={classes.error}>
                  <Bdi cut>{t.said(attempt.error)}</Bdi>
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {shown.length === newestFirst.length ? null : (
        <ActionLink onClick={() => setAll(true)}>
          {t("webhooks.attempts.all", { n: newestFirst.length })}
        </ActionLink>
      )}
    </section>
  );
}

/** The time it took and, without an answer, how far it came. */
function spentOf({ phases, status, attempt }: LogAttempt, t: Text): string {
  if (attempt === 0 || phases.totalMs === 0) return "–";
  const failed = phasePieces(phases, status !== undefined).find((piece) => piece.failed);
  const total = formatRequest(phases.totalMs, t.language);
  return failed === undefined ? total : `${t(`webhooks.phase.${failed.name}`)} ${total}`;
}

function causeOf({ replay, attempt, probe }: LogAttempt, test: boolean, t: Text): string {
  if (test) return t("webhooks.cause.test");
  if (probe === true) return t("webhooks.cause.probe");
  if (replay) return t("webhooks.cause.again");
  return attempt <= 1 ? t("webhooks.cause.first") : t("webhooks.cause.scheduled");
}
