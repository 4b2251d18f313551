/** When the filter names one endpoint: how it does, in its own sentence, with what helps as buttons. */
import { Button } from "@mantine/core";
import type { EndpointView } from "../../../src-shared/contract/snapshot.ts";
import { useText } from "../../i18n/text.tsx";
import { goTo } from "../../routing/use-route.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { shapeOfEndpoint } from "../../ui/endpoint-state.ts";
import { toneOf } from "../../ui/state-shape.tsx";
import { Age, Countdown, Time } from "../../ui/time.tsx";
import { addressPath, type WebhookActions } from "./actions.ts";
import classes from "./endpoint-strip.module.css";

export function EndpointStrip({
  name,
  actions,
}: {
  readonly name: string;
  readonly actions: WebhookActions;
}) {
  const t = useText();
  const endpoint = useEngine((engine) => engine.endpoints.find((known) => known.name === name));
  if (endpoint === undefined || endpoint.state === "ok") return null;
  const shape = shapeOfEndpoint(endpoint);
  return (
    <Banner
      tone={toneOf[shape]}
      shape={shape}
      actions={
        <>
          {endpoint.state === "paused" ? (
            <Button onClick={() => actions.resume(name)}>{t("webhooks.resume")}</Button>
          ) : null}
          {endpoint.breaker === "open" ? (
            <Button onClick={() => actions.probe(name)}>{t("webhooks.probe")}</Button>
          ) : null}
          <Button onClick={() => actions.test(name)}>{t("webhooks.test")}</Button>
          <Button onClick={() => goTo("settings", addressPath(name))}>{t("webhooks.editAddress")}</Button>
        </>
      }
    >
      <strong>
        <Bdi>{t.said(endpoint.sentence)}</Bdi>
      </strong>
      <Facts endpoint={endpoint} />
    </Banner>
  );
}

function Facts({ endpoint }: { readonly endpoint: EndpointView }) {
  const t = useText();
  const { waiting, oldestAtMs, failingSinceMs, breaker, breakerUntilMs, lastDeliveredAtMs } = endpoint;
  return (
    <div className={classes.facts}>
      <span className="numbers">{t("webhooks.facts.waiting", { n: waiting })}</span>
      {oldestAtMs === undefined ? null : (
        <span>
          {t("webhooks.facts.oldest")} <Age sinceMs={oldestAtMs} />
        </span>
      )}
      {failingSinceMs === undefined ? null : (
        <span>
          {t("webhooks.facts.failing")} <Time atMs={failingSinceMs} />
        </span>
      )}
      {lastDeliveredAtMs === undefined ? null : (
        <span>
          {t("webhooks.facts.delivered")} <Time atMs={lastDeliveredAtMs} />
        </span>
      )}
      {breaker !== "open" || breakerUntilMs === undefined ? null : (
        <span>
          {t("webhooks.facts.probe")} <Countdown untilMs={breakerUntilMs} />
        </span>
      )}
    </div>
  );
}
