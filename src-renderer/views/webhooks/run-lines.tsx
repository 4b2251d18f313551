/** What goes on or has just been done, one line each: sending again, an export, an endpoint that was paused. */
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { formatSize } from "../../format/numbers.ts";
import { useText } from "../../i18n/text.tsx";
import { ActionLink } from "../../ui/action-link.tsx";
import { StateShape, type StateName } from "../../ui/state-shape.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import type { WebhookActions } from "./actions.ts";
import { type Resends, type RunningResend, useResends, useRuns } from "./resends.ts";
import classes from "./run-lines.module.css";
import type { EndpointNote } from "./use-endpoint-actions.ts";
import type { ExportRun } from "./use-export.ts";

function Line({
  shape,
  children,
  actions,
  onDismiss,
}: {
  readonly shape: StateName;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  readonly onDismiss?: () => void;
}) {
  const t = useText();
  return (
    <div className={classes.line} role="status">
      <StateShape state={shape} />
      <span className={classes.text}>{children}</span>
      {actions}
      {onDismiss === undefined ? null : (
        <Button variant="subtle" onClick={onDismiss}>
          {t("action.close")}
        </Button>
      )}
    </div>
  );
}

export interface RunLinesProps {
  readonly exportRun: ExportRun;
  readonly note: EndpointNote | undefined;
  readonly actions: WebhookActions;
  onDismissNote(): void;
  /** For screen readers only. */
  readonly said: string;
}

export function RunLines({ exportRun, note, actions, onDismissNote, said }: RunLinesProps) {
  const resends = useResends();
  const runs = useRuns();
  return (
    <>
      {runs
        .filter((run) => run.logId === undefined)
        .map((run) => (
          <ResendLine key={run.planId} run={run} resends={resends} />
        ))}
      <ExportLine run={exportRun} />
      {note === undefined ? null : <Note note={note} actions={actions} onDismiss={onDismissNote} />}
      <span role="status" className="for-reader">
        {said}
      </span>
    </>
  );
}

/** "87 of 198, 3 failed again", with a way to stop. */
function ResendLine({ run, resends }: { readonly run: RunningResend; readonly resends: Resends }) {
  const t = useText();
  const { planId, progress, error } = run;
  const dismiss = () => resends.dismiss(planId);
  if (error !== undefined) {
    return (
      <Line shape="attention" onDismiss={dismiss}>
        {t.rich(`error.${error.code}`, { sentence: t.said(error.sentence) })}
      </Line>
    );
  }
  const { total, delivered, failed, state } = progress;
  const values = { done: delivered + failed, n: total, failed };
  if (state === "running") {
    return (
      <Line
        shape="working"
        actions={<ActionLink onClick={() => resends.stop(planId)}>{t("webhooks.run.stop")}</ActionLink>}
      >
        <progress
          className={classes.progress}
          max={Math.max(1, total)}
          value={delivered + failed}
          aria-hidden="true"
        />
        <span className="numbers">{t("webhooks.run.running", values)}</span>
      </Line>
    );
  }
  return (
    <Line shape={state === "done" && failed === 0 ? "ok" : "attention"} onDismiss={dismiss}>
      <span className="numbers">{t(`webhooks.run.${state}`, values)}</span>
      {progress.error === undefined ? null : (
        <>
          {" "}
          <Bdi>{t.said(progress.error)}</Bdi>
        </>
      )}
    </Line>
  );
}

function ExportLine({ run }: { readonly run: ExportRun }) {
  const t = useText();
  if (run.current === undefined) return null;
  const { state, bytes, error } = run.current;
  const size = formatSize(bytes, t.language);
  if (state === "running") {
    return (
      <Line shape="working" actions={<ActionLink onClick={run.end}>{t("webhooks.run.stop")}</ActionLink>}>
        <span className="numbers">{t("webhooks.export.running", { size })}</span>
      </Line>
    );
  }
  return (
    <Line shape={error === undefined ? "ok" : "attention"} onDismiss={run.end}>
      {error === undefined
        ? t("webhooks.export.done", { size })
        : t.rich(`error.${error.code}`, { sentence: t.said(error.sentence) })}
    </Line>
  );
}

function Note({
  note,
  actions,
  onDismiss,
}: {
  readonly note: EndpointNote;
  readonly actions: WebhookActions;
  readonly onDismiss: () => void;
}) {
  const t = useText();
  const { did, endpoint, error } = note;
  if (error !== undefined) {
    return (
      <Line shape="attention" onDismiss={onDismiss}>
        {t.rich(`error.${error.code}`, { sentence: t.said(error.sentence) })}
      </Line>
    );
  }
  const undo =
    did === "pause"
      ? () => actions.resume(endpoint)
      : did === "resume"
        ? () => actions.pause(endpoint)
        : undefined;
  return (
    <Line
      shape={did === "pause" ? "paused" : "ok"}
      onDismiss={onDismiss}
      actions={undo === undefined ? null : <ActionLink onClick={undo}>{t("action.undo")}</ActionLink>}
    >
      {t.rich(`webhooks.note.${did}`, { ep: endpoint })}
    </Line>
  );
}
