/** Every endpoint in one line: how it does, what waits, and how the last hour went. */
import { ActionIcon } from "@mantine/core";
import { useState } from "react";
import { useText } from "../../i18n/text.tsx";
import { goTo } from "../../routing/use-route.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import { ActionLink } from "../../ui/action-link.tsx";
import { IconX } from "../../ui/icons.ts";
import { EmptyState, ErrorState } from "../../ui/states.tsx";
import { StateShape } from "../../ui/state-shape.tsx";
import { TestDialog } from "../webhooks/test-dialog.tsx";
import { Block } from "./block.tsx";
import { EndpointRow } from "./endpoint-row.tsx";
import classes from "./endpoints-block.module.css";
import { firstEndpoints } from "./figures.ts";
import { type EndpointActs, useEndpointActs } from "./use-endpoint-acts.ts";

/** More than fit a window; what comes below them must stay in reach. */
const mostAtFirst = 12;

export function EndpointsBlock() {
  const t = useText();
  const endpoints = useEngine((engine) => engine.endpoints);
  const acts = useEndpointActs();
  const [tested, setTested] = useState<string>();
  const [all, setAll] = useState(false);
  if (endpoints.length === 0) {
    return (
      <Block area="endpoints" title={t("overview.endpoints")}>
        <EmptyState>
          {t.rich("overview.endpoints.none", {}, { setUp: () => goTo("start", ["receiver"]) })}
        </EmptyState>
      </Block>
    );
  }
  return (
    <Block area="endpoints" title={t("overview.endpoints")}>
      <Note acts={acts} />
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" className={classes.name}>
              {t("overview.ep.name")}
            </th>
            <th scope="col">{t("overview.ep.state")}</th>
            <th scope="col" className={classes.end}>
              {t("overview.ep.waiting")}
            </th>
            <th scope="col" className={classes.end}>
              {t("overview.ep.oldest")}
            </th>
            <th scope="col" className={classes.hour}>
              {t("overview.ep.hour")}
            </th>
            <th scope="col" className={`${classes.end} ${classes.success}`}>
              {t("overview.ep.success")}
            </th>
            <th scope="col" className={`${classes.end} ${classes.median}`}>
              {t("overview.ep.median")}
            </th>
            <th scope="col" className={`${classes.end} ${classes.p99}`}>
              {t("overview.ep.p99")}
            </th>
            <th scope="col" className={classes.menu}>
              <span className="for-reader">{t("overview.ep.actions")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {(all ? endpoints : firstEndpoints(endpoints, mostAtFirst)).map((endpoint) => (
            <EndpointRow key={endpoint.name} endpoint={endpoint} onAct={acts.run} onTest={setTested} />
          ))}
        </tbody>
      </table>
      {endpoints.length <= mostAtFirst ? null : (
        <ActionLink onClick={() => setAll(!all)}>
          {all ? t("overview.ep.fewer") : t("overview.ep.all", { n: endpoints.length })}
        </ActionLink>
      )}
      {tested === undefined ? null : <TestDialog endpoint={tested} onClose={() => setTested(undefined)} />}
    </Block>
  );
}

/** What was done, with the way back; or why it did not work. */
function Note({ acts: { note, run, dismiss } }: { readonly acts: EndpointActs }) {
  const t = useText();
  if (note === undefined) return <div role="status" />;
  const { did, endpoint, error } = note;
  if (error !== undefined) return <ErrorState error={error} onRetry={() => run(did, endpoint)} />;
  const undo = { pause: "resume", resume: "pause", probe: undefined } as const;
  const back = undo[did];
  return (
    <div role="status" className={classes.note}>
      <StateShape state={did === "pause" ? "paused" : "ok"} />
      <span>
        {t.rich(
          `overview.did.${did}`,
          { ep: endpoint },
          { undo: back === undefined ? undefined : () => run(back, endpoint) },
        )}
      </span>
      <ActionIcon aria-label={t("action.close")} title={t("action.close")} onClick={dismiss}>
        <IconX size={16} stroke={1.75} />
      </ActionIcon>
    </div>
  );
}
