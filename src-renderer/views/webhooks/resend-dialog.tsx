/** Before many are sent again: how many, which not and why, counted by the engine and frozen by it. */
import { Button, Checkbox } from "@mantine/core";
import { useEffect, useState } from "react";
import type { RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import type { LogFilter, ResendPlan } from "../../../src-shared/webhooks/log-query.ts";
import { useText } from "../../i18n/text.tsx";
import { useClient } from "../../store/monitor-context.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorState, LoadingState } from "../../ui/states.tsx";
import { filterOfKey, keyOf } from "./log-filter.ts";
import classes from "./resend-dialog.module.css";
import type { Resends } from "./resends.ts";
import { TimeInput } from "./time-input.tsx";

export interface ResendDialogProps {
  /** What was asked for; its range can be changed here. */
  readonly filter: LogFilter;
  readonly resends: Resends;
  onClose(): void;
}

export function ResendDialog({ filter, resends, onClose }: ResendDialogProps) {
  const t = useText();
  const [range, setRange] = useState({ fromMs: filter.fromMs, toMs: filter.toMs });
  const [includeDelivered, setIncludeDelivered] = useState(false);
  const { plan, error, take, again } = usePlan(withRange(filter, range), includeDelivered);
  const byIds = filter.ids !== undefined;
  const send = () => {
    if (plan === undefined) return;
    take();
    resends.start(plan);
    onClose();
  };
  const n = plan?.toSend ?? 0;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("webhooks.resend.title")}
      actions={
        <>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button variant="filled" disabled={n === 0} onClick={send}>
            {t("webhooks.resend.send", { n })}
          </Button>
        </>
      }
    >
      {byIds ? null : (
        <div className={classes.range}>
          <span>{t("webhooks.resend.range")}</span>
          <TimeInput
            label={t("webhooks.filter.from")}
            atMs={range.fromMs}
            onChange={(fromMs) => setRange((before) => ({ ...before, fromMs }))}
          />
          <span aria-hidden="true">–</span>
          <TimeInput
            label={t("webhooks.filter.to")}
            atMs={range.toMs}
            onChange={(toMs) => setRange((before) => ({ ...before, toMs }))}
          />
        </div>
      )}
      {error === undefined ? null : <ErrorState error={error} onRetry={again} />}
      {plan === undefined ? (
        error === undefined ? (
          <LoadingState what={t("webhooks.resend.counting")} rows={3} />
        ) : null
      ) : (
        <Counts plan={plan} />
      )}
      <Checkbox
        label={t("webhooks.resend.include")}
        checked={includeDelivered}
        onChange={(event) => setIncludeDelivered(event.currentTarget.checked)}
      />
      <p className={`small ${classes.order}`}>{t("webhooks.resend.order")}</p>
    </Dialog>
  );
}

function Counts({ plan }: { readonly plan: ResendPlan }) {
  const t = useText();
  const { endpoints, toSend, delivered, underWay, contentGone, notSendable, more } = plan;
  const left = [
    ["delivered", delivered],
    ["underWay", underWay],
    ["contentGone", contentGone],
    ["notSendable", notSendable],
  ] as const;
  return (
    <div className={classes.counts} aria-live="polite">
      <p className={classes.first}>{t("webhooks.resend.count", { n: toSend })}</p>
      {endpoints.length === 0 ? null : (
        <ul>
          {endpoints.map(({ endpoint, toSend: n }) => (
            <li key={endpoint}>{t.rich("webhooks.resend.to", { ep: endpoint, n })}</li>
          ))}
        </ul>
      )}
      {left.map(([name, n]) => (n === 0 ? null : <p key={name}>{t(`webhooks.resend.${name}`, { n })}</p>))}
      {more ? <p>{t("webhooks.resend.more", { n: toSend })}</p> : null}
    </div>
  );
}

function withRange(
  { fromMs: _from, toMs: _to, ...rest }: LogFilter,
  { fromMs, toMs }: { readonly fromMs?: number | undefined; readonly toMs?: number | undefined },
): LogFilter {
  return {
    ...rest,
    ...(fromMs === undefined ? {} : { fromMs }),
    ...(toMs === undefined ? {} : { toMs }),
  };
}

interface Planned {
  /** Which order it answers. */
  readonly order: string;
  readonly plan?: ResendPlan;
  readonly error?: RpcError;
}

/** A plan that is not run is forgotten, so that the engine does not keep it. */
function usePlan(filter: LogFilter, includeDelivered: boolean) {
  const client = useClient();
  const [planned, setPlanned] = useState<Planned>({ order: "" });
  const [round, setRound] = useState(0);
  const [taken] = useState(() => new Set<string>());
  const key = keyOf(filter);
  const order = `${round} ${includeDelivered} ${key}`;
  useEffect(() => {
    const stop = new AbortController();
    let planId: string | undefined;
    const forget = () => {
      if (planId !== undefined && !taken.has(planId)) void client.request("resend.forget", { planId });
    };
    const params = { filter: filterOfKey(key), includeDelivered };
    void client.request("resend.plan", params).then((answer) => {
      if (answer.ok) ({ planId } = answer.result);
      if (stop.signal.aborted) return forget();
      setPlanned({ order, ...(answer.ok ? { plan: answer.result } : { error: answer.error }) });
    });
    return () => {
      stop.abort();
      forget();
    };
  }, [client, key, includeDelivered, order, taken]);
  const { plan, error } = planned.order === order ? planned : { plan: undefined, error: undefined };
  return {
    plan,
    error,
    take: () => {
      if (plan !== undefined) taken.add(plan.planId);
    },
    again: () => setRound((before) => before + 1),
  };
}
