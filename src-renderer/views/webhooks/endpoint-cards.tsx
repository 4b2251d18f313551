/** The endpoints as switches of the filter: how each does, what waits for it, and what can be done with it. */
import { visibleText } from "../../format/visible-text.ts";
import { useText } from "../../i18n/text.tsx";
import { goTo, setQuery } from "../../routing/use-route.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import { EndpointMenu } from "../../ui/endpoint-menu.tsx";
import { shapeOfEndpoint, stateTextOf } from "../../ui/endpoint-state.ts";
import { StateShape } from "../../ui/state-shape.tsx";
import type { WebhookActions } from "./actions.ts";
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
          <EndpointMenu
            endpoint={endpoint}
            onAct={(did, name) => actions[did](name)}
            onTest={actions.test}
            onResend={(name) => actions.resendMany({ endpoints: [name] })}
          />
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
