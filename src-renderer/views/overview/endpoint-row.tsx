/** One endpoint of the overview: a click anywhere opens its webhooks, the menu does something with it. */
import { ActionIcon, Menu } from "@mantine/core";
import { memo, type MouseEvent } from "react";
import type { EndpointView } from "../../../src-shared/contract/snapshot.ts";
import { formatRequest } from "../../format/durations.ts";
import { formatCount, formatPercent } from "../../format/numbers.ts";
import { visibleText } from "../../format/visible-text.ts";
import { useText } from "../../i18n/text.tsx";
import { hashOf } from "../../routing/route.ts";
import { goTo } from "../../routing/use-route.ts";
import { Bdi } from "../../ui/bdi.tsx";
import { IconDots } from "../../ui/icons.ts";
import { Sparkline } from "../../ui/sparkline.tsx";
import { StateLabel } from "../../ui/state-label.tsx";
import { Age } from "../../ui/time.tsx";
import classes from "./endpoints-block.module.css";
import { hourTotals, shapeOfEndpoint, stateKeyOf } from "./figures.ts";
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
        {mirror ? <span className={classes.mirror}>{t("overview.ep.mirror")}</span> : null}
        <div className={`small quiet ${classes.host}`}>
          <Bdi cut>{host}</Bdi>
        </div>
      </th>
      <td>
        <StateLabel state={shapeOfEndpoint(endpoint)} word={t(stateKeyOf(endpoint))} />
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

function EndpointMenu({ endpoint: { name, state, breaker, waiting }, onAct, onTest }: EndpointRowProps) {
  const t = useText();
  const label = t("overview.ep.menu", { ep: name });
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon aria-label={label} title={label}>
          <IconDots size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onTest(name)}>{t("overview.ep.test")}</Menu.Item>
        {state === "paused" ? (
          <Menu.Item onClick={() => onAct("resume", name)}>
            {t("overview.ep.resume", { n: waiting })}
          </Menu.Item>
        ) : (
          <Menu.Item onClick={() => onAct("pause", name)}>{t("overview.ep.pause")}</Menu.Item>
        )}
        {breaker === "open" && state !== "paused" ? (
          <Menu.Item onClick={() => onAct("probe", name)}>{t("overview.ep.probe")}</Menu.Item>
        ) : null}
        <Menu.Divider />
        <Menu.Item onClick={() => goTo("settings", [`endpoint.${name}`])}>{t("overview.ep.edit")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
