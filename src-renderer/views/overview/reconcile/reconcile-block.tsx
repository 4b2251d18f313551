/** Whether all calls of a day arrived: the PBX's own log held against what was sent. */
import { useState } from "react";
import type { ReconcileReport, ReconcileState } from "../../../../src-shared/contract/reconcile-view.ts";
import { formatDay, formatTime } from "../../../format/times.ts";
import { useText } from "../../../i18n/text.tsx";
import { useEngine, useEngineNow } from "../../../store/monitor-context.tsx";
import { ActionLink } from "../../../ui/action-link.tsx";
import { Bdi } from "../../../ui/bdi.tsx";
import { StateShape } from "../../../ui/state-shape.tsx";
import { ErrorState } from "../../../ui/states.tsx";
import { useAsk } from "../../../store/use-ask.ts";
import { Block } from "../block.tsx";
import { DifferencesDialog } from "./differences-dialog.tsx";
import classes from "./reconcile-block.module.css";
import { dayIn, useReconcile } from "./use-reconcile.ts";

export function ReconcileBlock() {
  const t = useText();
  const state = useReconcile();
  const nowMs = useEngineNow();
  const { timezone } = useEngine((engine) => engine.today);
  const run = useAsk("reconcile.run");
  const [open, setOpen] = useState(false);
  if (state === undefined) return null;
  const { report, running, problem } = state;
  return (
    <Block area="reconcile" title={t("reconcile.title")}>
      <div className={classes.line} aria-live="polite">
        {running === undefined ? <Result report={report} /> : <Running running={running} />}
        {report === undefined || report.refused !== undefined ? null : (
          <ActionLink onClick={() => setOpen(true)}>{t("reconcile.show")}</ActionLink>
        )}
        {running === undefined ? (
          <>
            <ActionLink onClick={() => void run.run({})}>{t("reconcile.run")}</ActionLink>
            <ActionLink onClick={() => void run.run({ day: dayIn(timezone, nowMs) })}>
              {t("reconcile.today")}
            </ActionLink>
          </>
        ) : null}
      </div>
      {problem === undefined ? null : (
        <p>
          <Bdi>{t.said(problem)}</Bdi>
        </p>
      )}
      {run.error === undefined ? null : <ErrorState error={run.error} />}
      {open && report !== undefined ? (
        <DifferencesDialog state={state} report={report} onClose={() => setOpen(false)} />
      ) : null}
    </Block>
  );
}

function Running({ running }: { readonly running: NonNullable<ReconcileState["running"]> }) {
  const t = useText();
  const { day, calls } = running;
  const key = running.doing === "comparing" ? "reconcile.comparing" : "reconcile.sending";
  return <span className="numbers">{t(key, { day: formatDay(day, t.language), calls })}</span>;
}

function Result({ report }: { readonly report: ReconcileReport | undefined }) {
  const t = useText();
  const nowMs = useEngineNow();
  if (report === undefined) return <span className="quiet">{t("reconcile.none")}</span>;
  const { day, ranAtMs, logged, delivered, unexplained, missing, refused } = report;
  const when = t("reconcile.ofDay", {
    day: formatDay(day, t.language),
    time: formatTime(ranAtMs, nowMs, t.language),
  });
  const sentence =
    refused === undefined ? (
      t("reconcile.line", { logged, delivered, unexplained })
    ) : (
      <>
        {t("reconcile.refused")} <Bdi>{`${t.said(refused.sentence)} ${t.said(refused.advice)}`.trim()}</Bdi>
      </>
    );
  return (
    <>
      <span>
        {unexplained > 0 || missing > 0 || refused !== undefined ? <StateShape state="attention" /> : null}{" "}
        {sentence}
      </span>
      {missing === 0 ? null : (
        <strong className={classes.open}>{t("reconcile.missing", { n: missing })}</strong>
      )}
      <span className="small quiet numbers">{when}</span>
    </>
  );
}
