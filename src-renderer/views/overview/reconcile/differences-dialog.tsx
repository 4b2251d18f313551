/** The differences of a day by name, each with its cause and next step; and the way to send what is missing. */
import { Button } from "@mantine/core";
import { useState } from "react";
import type {
  Difference,
  DifferenceItem,
  ReconcileReport,
  ReconcileState,
} from "../../../../src-shared/contract/reconcile-view.ts";
import { formatDay, formatTime } from "../../../format/times.ts";
import { useText } from "../../../i18n/text.tsx";
import { useEngineNow } from "../../../store/monitor-context.tsx";
import { Bdi } from "../../../ui/bdi.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Time } from "../../../ui/time.tsx";
import classes from "./differences-dialog.module.css";
import { SendMissingDialog } from "./send-missing-dialog.tsx";

export function DifferencesDialog({
  state,
  report,
  onClose,
}: {
  readonly state: ReconcileState;
  readonly report: ReconcileReport;
  readonly onClose: () => void;
}) {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const { day, differences, internal, recordings, recordingsRefused, missing } = report;
  if (asking) return <SendMissingDialog day={day} calls={missing} onClose={() => setAsking(false)} />;
  const title = t("reconcile.dialog", { day: formatDay(day, t.language) });
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      widthRem={48}
      actions={
        <>
          {missing === 0 || state.running !== undefined ? null : (
            <Button onClick={() => setAsking(true)}>{t("reconcile.send")}</Button>
          )}
          <Button variant="filled" onClick={onClose}>
            {t("action.close")}
          </Button>
        </>
      }
    >
      {state.sent?.day === day ? <p>{t("reconcile.sent", { n: state.sent.calls })}</p> : null}
      <section className={classes.list} tabIndex={0} aria-label={title}>
        {differences.length === 0 ? <p>{t("reconcile.noDifferences")}</p> : null}
        {differences.map((difference) => (
          <Named
            key={JSON.stringify([difference.kind, difference.endpoint, difference.fromMs])}
            {...difference}
          />
        ))}
        {internal === 0 ? null : <p className="small quiet">{t("reconcile.internal", { n: internal })}</p>}
        {recordings === undefined ? null : (
          <p className="small quiet">{t("reconcile.recordings", { ...recordings })}</p>
        )}
        {recordingsRefused === undefined ? null : (
          <p className="small quiet">
            <Bdi>{`${t.said(recordingsRefused.sentence)} ${t.said(recordingsRefused.advice)}`.trim()}</Bdi>
          </p>
        )}
      </section>
    </Dialog>
  );
}

function Named({ kind, endpoint, fromMs, toMs, count, items }: Difference) {
  const t = useText();
  const nowMs = useEngineNow();
  const time = (atMs: number) => formatTime(atMs, nowMs, t.language);
  const parts = [
    ...(endpoint === undefined ? [] : [t("reconcile.at", { endpoint })]),
    ...(fromMs !== undefined && toMs !== undefined
      ? [t("reconcile.from", { from: time(fromMs), to: time(toMs) })]
      : []),
    ...(fromMs !== undefined && toMs === undefined ? [t("reconcile.since", { from: time(fromMs) })] : []),
    ...(fromMs === undefined && toMs !== undefined ? [t("reconcile.until", { to: time(toMs) })] : []),
  ];
  return (
    <>
      <h3 className={classes.kind}>
        <span className="numbers">{count}</span> {t(`reconcile.kind.${kind}`)}{" "}
        <span className="quiet numbers">
          <Bdi>{parts.join(", ")}</Bdi>
        </span>
      </h3>
      <p>{t(`reconcile.why.${kind}`)}</p>
      <ul className={classes.items}>
        {items.map((item) => (
          <Item key={JSON.stringify(item)} {...item} />
        ))}
      </ul>
      {count > items.length ? (
        <p className="small quiet">{t("reconcile.more", { n: count - items.length })}</p>
      ) : null}
    </>
  );
}

function Item({ atMs, number, user, chainId, file, talkS, ownTalkS }: DifferenceItem) {
  const t = useText();
  const both = talkS !== undefined && ownTalkS !== undefined;
  return (
    <li className={classes.item}>
      <Time atMs={atMs} />
      <span className="numbers">
        <Bdi>{number || t("reconcile.anonymous")}</Bdi>
      </span>
      <span className="numbers">
        <Bdi>{user}</Bdi>
      </span>
      {both ? <span className="numbers">{t("reconcile.talks", { log: talkS, own: ownTalkS })}</span> : null}
      <span className="quiet">
        <Bdi>{file ?? chainId ?? ""}</Bdi>
      </span>
    </li>
  );
}
