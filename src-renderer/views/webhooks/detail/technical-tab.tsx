/** Ids and exact times, each to be copied as it is. */
import type { LogAttempt, LogDetail } from "../../../../src-shared/webhooks/log-query.ts";
import { formatExact } from "../../../format/times.ts";
import { useText } from "../../../i18n/text.tsx";
import { CopyButton } from "../../../ui/copy-button.tsx";
import { Bdi } from "../../../ui/bdi.tsx";
import classes from "./technical-tab.module.css";

export function TechnicalTab({
  delivery,
  attempt,
}: {
  readonly delivery: LogDetail;
  readonly attempt: LogAttempt | undefined;
}) {
  const t = useText();
  const facts: readonly (readonly [string, string])[] = [
    ["webhook-id", delivery.eventId],
    ["id", delivery.linkId],
    ["chain", delivery.chainId],
    ["seq", String(delivery.seq)],
    ["log row", String(delivery.id)],
    [t("webhooks.technical.accepted"), formatExact(delivery.acceptedAtMs)],
    ...(attempt === undefined
      ? []
      : ([[t("webhooks.technical.attempt"), formatExact(attempt.atMs)]] as const)),
    ...(delivery.nextTryAtMs === undefined
      ? []
      : ([[t("webhooks.technical.next"), formatExact(delivery.nextTryAtMs)]] as const)),
    [t("webhooks.technical.address"), delivery.request.address],
    ...(attempt?.error === undefined ? [] : ([[t("webhooks.technical.error"), attempt.error]] as const)),
    [t("webhooks.technical.phases"), attempt === undefined ? "–" : JSON.stringify(attempt.phases)],
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="mono">
            <Bdi>{value}</Bdi>
          </dd>
          <dd>
            <CopyButton text={value} name={t("webhooks.copyValue", { name })} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
