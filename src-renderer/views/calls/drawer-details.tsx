/** The same as the drawing, as a table with exact times, and the ids: for reading, copying and screen readers. */
import type { ReactNode } from "react";
import type { CallView, StageView } from "../../../src-shared/contract/call-view.ts";
import { formatTalk } from "../../format/durations.ts";
import { formatExact } from "../../format/times.ts";
import { useText } from "../../i18n/text.tsx";
import { Bdi, PhoneNumber } from "../../ui/bdi.tsx";
import { Time } from "../../ui/time.tsx";
import classes from "./drawer-details.module.css";
import { useCallNow } from "./use-call-now.ts";

export function DrawerDetails({
  call,
  open,
  onOpen,
}: {
  readonly call: CallView;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}) {
  const t = useText();
  return (
    <details className={classes.details} open={open} onToggle={(event) => onOpen(event.currentTarget.open)}>
      <summary title="t">{t("calls.section.details")}</summary>
      {open ? <StageTable call={call} /> : null}
      {open ? <Facts call={call} /> : null}
    </details>
  );
}

function StageTable({ call }: { readonly call: CallView }) {
  const t = useText();
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>{t("calls.table.link")}</th>
          <th>{t("calls.table.what")}</th>
          <th>{t("calls.table.where")}</th>
          <th>{t("calls.table.begin")}</th>
          <th>{t("calls.table.length")}</th>
          <th>{t("calls.table.end")}</th>
        </tr>
      </thead>
      <tbody>
        {call.stages.map((stage, place) => (
          <StageRow key={place} stage={stage} call={call} />
        ))}
      </tbody>
    </table>
  );
}

function StageRow({ stage, call }: { readonly stage: StageView; readonly call: CallView }) {
  const t = useText();
  const nowMs = useCallNow(call);
  const { kind, dn, name, link, fromMs, toMs, wave, end } = stage;
  const isAgain = wave !== undefined && wave > 1;
  return (
    <tr>
      <td className="numbers">{link}</td>
      <td>
        {t(`stage.${kind}`)}
        {isAgain ? `, ${t("calls.lane.wave", { n: wave })}` : null}
      </td>
      <td>
        <Bdi>{`${dn} ${name}`.trim()}</Bdi>
      </td>
      <td>
        <Time atMs={fromMs} />
      </td>
      <td className="numbers">{formatTalk((toMs ?? call.endedAtMs ?? nowMs) - fromMs)}</td>
      <td>
        {end === undefined ? (toMs === undefined ? t("calls.end.lasting") : "–") : t(`calls.end.${end}`)}
      </td>
    </tr>
  );
}

function Facts({ call }: { readonly call: CallView }) {
  const t = useText();
  return (
    <dl className={classes.facts}>
      <Fact name={t("calls.detail.chain")}>
        <span className="mono">
          <Bdi>{call.chainId}</Bdi>
        </span>
      </Fact>
      <Fact name={t("calls.detail.caller")}>
        <PhoneNumber number={call.callerId} />
      </Fact>
      <Fact name={t("calls.detail.did")}>{call.did === "" ? "–" : <Bdi>{call.did}</Bdi>}</Fact>
      <Moment name={t("calls.detail.arrived")} atMs={call.arrivedAtMs} />
      <Moment name={t("calls.detail.answered")} atMs={call.answeredAtMs} />
      <Moment name={t("calls.detail.ended")} atMs={call.endedAtMs} />
      <Moment name={t("calls.detail.confirmed")} atMs={call.confirmedAtMs} />
    </dl>
  );
}

function Moment({ name, atMs }: { readonly name: string; readonly atMs: number | undefined }) {
  return (
    <Fact name={name}>
      <span className="mono">{atMs === undefined ? "–" : formatExact(atMs)}</span>
    </Fact>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
