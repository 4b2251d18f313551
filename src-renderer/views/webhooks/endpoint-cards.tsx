/** The endpoints as switches of the filter: how each does, what waits for it, and what can be done with it. */
import { ActionIcon, Menu } from "@mantine/core";
import type { EndpointView } from "../../../src-shared/contract/snapshot.ts";
import { formatCount } from "../../format/numbers.ts";
import { visibleText } from "../../format/visible-text.ts";
import { type TextKey, useText } from "../../i18n/text.tsx";
import { goTo, setQuery } from "../../routing/use-route.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import { IconDots } from "../../ui/icons.ts";
import { StateShape, type StateName } from "../../ui/state-shape.tsx";
import { addressPath, type WebhookActions } from "./actions.ts";
import classes from "./endpoint-cards.module.css";
import { listIn, toggledIn } from "./log-filter.ts";

export interface EndpointCardsProps {
  /** The filter as it stands in the address. */
  readonly chosen: string | undefined;
  /** Names that the log still has and the settings no longer. */
  readonly former: readonly string[];
  readonly actions: WebhookActions;
}

export function EndpointCards({ chosen, former, actions }: EndpointCardsProps) {
  const t = useText();
  const endpoints = useEngine((engine) => engine.endpoints);
  const names = listIn(chosen);
  const toggle = (name: string) => setQuery({ endpoint: toggledIn(chosen, name) });
  if (endpoints.length === 0 && former.length === 0) {
    return (
      <p className={classes.none}>
        {t.rich("webhooks.noEndpoint", {}, { add: () => goTo("settings", ["endpoints"]) })}
      </p>
    );
  }
  return (
    <ul className={classes.cards} aria-label={t("webhooks.endpoints")}>
      {endpoints.map((endpoint) => (
        <li
          key={endpoint.name}
          className={classes.card}
          data-chosen={names.includes(endpoint.name) || undefined}
        >
          <button
            type="button"
            className={classes.choose}
            aria-pressed={names.includes(endpoint.name)}
            title={visibleText(t.said(endpoint.sentence))}
            onClick={() => toggle(endpoint.name)}
          >
            <StateShape state={shapeOfEndpoint(endpoint)} />
            <strong className="cut">{endpoint.name}</strong>{" "}
            <span className={classes.state}>{t(stateTextOf(endpoint))}</span>{" "}
            {endpoint.waiting === 0 ? null : (
              <span className={`numbers ${classes.waiting}`}>
                {t("webhooks.waiting", { n: endpoint.waiting })}
              </span>
            )}
            {endpoint.mirror ? <span className={classes.mirror}>{t("webhooks.mirror")}</span> : null}
          </button>
          <EndpointMenu endpoint={endpoint} actions={actions} />
        </li>
      ))}
      {former.map((name) => (
        <li key={name} className={classes.card} data-chosen={names.includes(name) || undefined}>
          <button
            type="button"
            className={classes.choose}
            aria-pressed={names.includes(name)}
            onClick={() => toggle(name)}
          >
            <StateShape state="unknown" />
            <strong className="cut">{name}</strong>{" "}
            <span className={classes.state}>{t("webhooks.former")}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function EndpointMenu({
  endpoint: { name, state, breaker, waiting },
  actions,
}: {
  readonly endpoint: EndpointView;
  readonly actions: WebhookActions;
}) {
  const t = useText();
  const label = t("webhooks.endpointMenu", { ep: name });
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon aria-label={label} title={label}>
          <IconDots size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {state === "paused" ? (
          <Menu.Item onClick={() => actions.resume(name)}>
            {t("webhooks.resumeEndpoint", { n: formatCount(waiting, t.language) })}
          </Menu.Item>
        ) : (
          <Menu.Item onClick={() => actions.pause(name)}>{t("webhooks.pauseEndpoint")}</Menu.Item>
        )}
        {breaker === "open" ? (
          <Menu.Item onClick={() => actions.probe(name)}>{t("webhooks.probe")}</Menu.Item>
        ) : null}
        <Menu.Item onClick={() => actions.test(name)}>{t("webhooks.test")}</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => actions.resendMany({ endpoints: [name] })}>
          {t("webhooks.resendEllipsis")}
        </Menu.Item>
        <Menu.Item onClick={() => goTo("settings", addressPath(name))}>
          {t("webhooks.editEndpoint")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

export function shapeOfEndpoint({ state }: Pick<EndpointView, "state">): StateName {
  return state === "ok" ? "ok" : state === "failing" ? "attention" : "paused";
}

export function stateTextOf({ state, pausedBy }: Pick<EndpointView, "state" | "pausedBy">): TextKey {
  if (state !== "paused") return state === "ok" ? "webhooks.endpoint.ok" : "webhooks.endpoint.failing";
  return pausedBy === "receiver" ? "webhooks.endpoint.gone" : "webhooks.endpoint.paused";
}
