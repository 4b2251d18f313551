/** Where the time of an attempt went: pieces to scale, figures below, the one that failed hatched and marked. */
import type { AttemptPhases } from "../../../../src-shared/webhooks/delivery-report.ts";
import { formatRequest } from "../../../format/durations.ts";
import { useText } from "../../../i18n/text.tsx";
import { isReused, phasePieces } from "../phases.ts";
import classes from "./phases-bar.module.css";

export function PhasesBar({
  phases,
  answered,
}: {
  readonly phases: AttemptPhases;
  readonly answered: boolean;
}) {
  const t = useText();
  const pieces = phasePieces(phases, answered);
  if (pieces.length === 0) return null;
  return (
    <figure className={classes.figure} aria-label={t("webhooks.phases")}>
      <div className={classes.bar} aria-hidden="true">
        {pieces.map(({ name, ms, failed }) => (
          <span
            key={name}
            className={classes.piece}
            data-phase={name}
            data-failed={failed || undefined}
            style={{ flexGrow: Math.max(0.01, ms) }}
          />
        ))}
      </div>
      <ul className={classes.figures}>
        {pieces.map(({ name, ms, failed }) => (
          <li key={name} data-failed={failed || undefined}>
            <span
              className={classes.swatch}
              data-phase={name}
              data-failed={failed || undefined}
              aria-hidden="true"
            />
            {failed ? "× " : ""}
            {t(`webhooks.phase.${name}`)} <span className="numbers">{formatRequest(ms, t.language)}</span>
            {failed ? <span className="for-reader"> {t("webhooks.phase.failed")}</span> : null}
          </li>
        ))}
        {isReused(phases) ? <li>{t("webhooks.phase.reused")}</li> : null}
      </ul>
    </figure>
  );
}
