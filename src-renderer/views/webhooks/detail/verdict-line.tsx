/** What became of it, in one sentence, with the receiver's own words and what to do as buttons. */
import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import type { EndpointView } from "../../../../src-shared/contract/snapshot.ts";
import type { LogDetail, LogRow } from "../../../../src-shared/webhooks/log-query.ts";
import { formatLength, formatRequest } from "../../../format/durations.ts";
import { formatTime } from "../../../format/times.ts";
import { useText } from "../../../i18n/text.tsx";
import { goTo } from "../../../routing/use-route.ts";
import { useEngineNow } from "../../../store/monitor-context.tsx";
import { Bdi } from "../../../ui/bdi.tsx";
import { addressPath, failedSince, type WebhookActions } from "../actions.ts";
import { isOpen, lifeOf, verdictOf, type VerdictText } from "../verdict.ts";
import classes from "./verdict-line.module.css";

export interface VerdictLineProps {
  readonly delivery: LogDetail;
  readonly endpoint: EndpointView | undefined;
  readonly behind: LogRow | undefined;
  readonly actions: WebhookActions;
}

export function VerdictLine(props: VerdictLineProps) {
  const t = useText();
  const { delivery } = props;
  const { lead, means, quote } = verdictOf(delivery, props);
  return (
    <div className={classes.verdict}>
      <p className={classes.lead}>
        {lead.kind === "engine" ? (
          <strong>
            <Bdi>{t.said(lead.sentence)}</Bdi>
          </strong>
        ) : (
          <Said name={lead.name} {...props} />
        )}
      </p>
      {quote === undefined ? null : (
        <p className={classes.quote}>
          {t("webhooks.quote", { ep: delivery.endpoint })} <q dir="auto">{<Bdi>{quote}</Bdi>}</q>
        </p>
      )}
      {means === undefined ? null : <p>{t.rich(means, { ep: delivery.endpoint })}</p>}
      <Steps {...props} />
    </div>
  );
}

/** Sentences of the window's own. */
function Said({
  name,
  delivery,
  behind,
  endpoint,
  actions,
}: VerdictLineProps & { readonly name: VerdictText }) {
  const t = useText();
  const nowMs = useEngineNow();
  const time = (atMs: number | undefined) => formatTime(atMs ?? Number.NaN, nowMs, t.language);
  const { endpoint: ep, type } = delivery;
  switch (name) {
    case "delivered":
      return t.rich("webhooks.verdict.delivered", {
        ...{ ep, time: time(delivery.lastAttemptAtMs), status: String(delivery.status ?? "2xx") },
        took: formatRequest(delivery.lastTotalMs ?? 0, t.language),
      });
    case "behind":
      return t.rich("ep.waits", { event: behind?.type ?? "", time: time(behind?.acceptedAtMs) });
    case "expired": {
      const lifeMs = lifeOf(delivery) ?? 0;
      const sendAnyway = () => actions.resendOne(delivery);
      return t.rich("ep.expired", { limit: formatLength(lifeMs, t.language), event: type }, { sendAnyway });
    }
    case "on-hold":
      return t.rich("webhooks.verdict.on-hold", { ep, time: time(endpoint?.breakerUntilMs) });
    case "waiting":
    case "endpoint-paused":
    case "receiver-down":
    case "paused":
    case "failed":
    case "removed":
      return t.rich(`webhooks.verdict.${name}`, { ep });
    default: {
      const _never: never = name;
      return _never;
    }
  }
}

/** What helps, the most likely first. */
function Steps({ delivery, endpoint, actions }: VerdictLineProps) {
  const t = useText();
  const { endpoint: name, state } = delivery;
  const isOver = !isOpen(delivery);
  const isBad = isOver && state !== "delivered";
  const refused = [400, 413, 422].includes(delivery.status ?? 0);
  const steps: ReactNode[] = [
    endpoint?.state === "paused" && !isOver ? (
      <Button key="resume" variant="filled" onClick={() => actions.resume(name)}>
        {t("webhooks.resume")}
      </Button>
    ) : null,
    endpoint?.breaker === "open" && endpoint.state !== "paused" && !isOver ? (
      <Button key="probe" onClick={() => actions.probe(name)}>
        {t("webhooks.probe")}
      </Button>
    ) : null,
    isOver && !delivery.test && endpoint !== undefined ? (
      <Button key="resend" variant={isBad ? "filled" : "default"} onClick={() => actions.resendOne(delivery)}>
        {t(state === "delivered" ? "webhooks.resendEllipsis" : "webhooks.resend")}
      </Button>
    ) : null,
    isBad && !delivery.test && endpoint !== undefined ? (
      <Button key="since" onClick={() => actions.resendMany(failedSince(delivery))}>
        {t("webhooks.resendSince")}
      </Button>
    ) : null,
    state !== "delivered" && endpoint !== undefined ? (
      <Button
        key="settings"
        onClick={() => goTo("settings", refused ? [`endpoint.${name}`, "dialect"] : addressPath(name))}
      >
        {t(refused ? "webhooks.compareFormat" : "webhooks.editAddress")}
      </Button>
    ) : null,
    endpoint === undefined ? null : (
      <Button key="test" onClick={() => actions.test(name)}>
        {t("webhooks.test")}
      </Button>
    ),
  ];
  return <div className={classes.steps}>{steps}</div>;
}
