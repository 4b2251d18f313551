/** What became of sending this one again, in place. */
import { Button } from "@mantine/core";
import { useText } from "../../../i18n/text.tsx";
import { Bdi } from "../../../ui/bdi.tsx";
import { StateShape, type StateName } from "../../../ui/state-shape.tsx";
import { type RunningResend, useResends, useRunOf } from "../resends.ts";
import classes from "./resend-result.module.css";

export function ResendResult({ id }: { readonly id: number }) {
  const t = useText();
  const run = useRunOf(id);
  const { dismiss } = useResends();
  return (
    <div role="status" className={classes.place}>
      {run === undefined ? null : (
        <p className={classes.result}>
          <StateShape state={shapeOf(run)} />
          <span>
            <Outcome run={run} />
          </span>
          {run.progress.state === "running" && run.error === undefined ? null : (
            <Button variant="subtle" onClick={() => dismiss(run.planId)}>
              {t("action.close")}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}

function Outcome({ run: { error, nothing, progress } }: { readonly run: RunningResend }) {
  const t = useText();
  if (error !== undefined) return t.rich(`error.${error.code}`, { sentence: t.said(error.sentence) });
  if (nothing !== undefined) {
    if (nothing.underWay > 0) return t("webhooks.one.underWay");
    if (nothing.contentGone > 0) return t("webhooks.one.contentGone");
    return t("webhooks.one.notSendable");
  }
  if (progress.state === "running") return t("webhooks.one.running");
  if (progress.delivered > 0) return t("webhooks.one.delivered");
  if (progress.error !== undefined) return <Bdi>{t.said(progress.error)}</Bdi>;
  return t(progress.failed > 0 ? "webhooks.one.failed" : "webhooks.one.stopped");
}

function shapeOf({ error, nothing, progress }: RunningResend): StateName {
  if (error !== undefined || nothing !== undefined) return "attention";
  if (progress.state === "running") return "working";
  return progress.delivered > 0 ? "ok" : "retry";
}
