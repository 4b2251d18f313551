/** One endpoint of the overview: a click anywhere opens its webhooks, the menu does something with it. */
import { memo, type MouseEvent } from "react";
import type { EndpointView } from "../../../src-shared/contract/snapshot.ts";
import { formatRequest } from "../../format/durations.ts";
import { formatCount, formatPercent } from "../../format/numbers.ts";
import { visibleText } from "../../format/visible-text.ts";
import { useText } from "../../i18n/text.tsx";
import { hashOf } from "../../routing/route.ts";
import { goTo } from "../../routing/use-route.ts";
import { Bdi } from "../../ui/bdi.tsx";
import { EndpointMenu } from "../../ui/endpoint-menu.tsx";
import { shapeOfEndpoint, stateTextOf } from "../../ui/endpoint-state.ts";
import { Sparkline } from "../../ui/sparkline.tsx";
import { StateLabel } from "../../ui/state-label.tsx";
import { Age } from "../../ui/time.tsx";
import classes from "./endpoints-block.module.css";
import { hourTotals } from "./figures.ts";
import type { EndpointAct } from "./use-endpoint-acts.ts";

export interface EndpointRowProps {
  readonly endpoint: EndpointView;
  readonly onAct: (did: EndpointAct, endpoint: string) => void;
  readonly onTest: (endpoint: string) => void;
}

/** Drawn again only when its own endpoint changed. */
export const EndpointRow = memo(function EndpointRow({ endpoint, onAct, onTest }: EndpointRowProps) {
  const t = useText();
  const { name, host, mirror, state, sentence, waiting, oldestAtMs, lastHour } = endpoint;
  const open = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest("a, button, [role=menu]") !== null) return;
    goTo("webhooks", [], { endpoint: name });
  };
  const request = (ms: number | undefined) =>
    ms === undefined ? t("value.none") : formatRequest(ms, t.language);
  return (
    <tr className={classes.row} data-state={state} onClick={open}>
      <th scope="row">
        <a href={hashOf("webhooks", [], { endpoint: name })}>{name}</a>
        <div className={`small quiet ${classes.host}`}>
          {mirror ? <span className={classes.mirror}>{t("overview.ep.mirror")}</span> : null}
          <Bdi cut>{host}</Bdi>
        </div>
      </th>
      <td>
        <StateLabel state={shapeOfEndpoint(endpoint)} word={t(stateTextOf(endpoint))} />
        {state === "failing" ? (
          <div className={`small ${classes.sentence}`} title={visibleText(t.said(sentence))}>
            <Bdi>{t.said(sentence)}</Bdi>
          </div>
        ) : null}
      </td>
      <td className={`numbers ${classes.end}`}>{formatCount(waiting, t.language)}</td>
      <td className={`numbers ${classes.end}`}>
        {oldestAtMs === undefined ? t("value.none") : <Age sinceMs={oldestAtMs} />}
      </td>
      <td className={classes.hour}>
        <Hour lastHour={lastHour} />
      </td>
      <td className={`numbers ${classes.end} ${classes.success}`}>
        {formatPercent(lastHour.successShare, t.language)}
      </td>
      <td className={`numbers ${classes.end} ${classes.median}`}>{request(lastHour.medianMs)}</td>
      <td className={`numbers ${classes.end} ${classes.p99}`}>{request(lastHour.p99Ms)}</td>
      <td className={classes.menu}>
        <EndpointMenu endpoint={endpoint} onAct={onAct} onTest={onTest} />
      </td>
    </tr>
  );
});

function Hour({ lastHour }: Pick<EndpointView, "lastHour">) {
  const t = useText();
  const totals = hourTotals(lastHour);
  if (totals.ok + totals.failed === 0)
    return <span className="small quiet">{t("overview.ep.noRequests")}</span>;
  return <Sparkline columns={lastHour.minutes} label={t("overview.ep.chart", totals)} />;
}
