/** A run while it goes on and afterwards: what was sent where, what came of it, and the verdict. */
import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import type { SimulationView } from "../../../src-shared/contract/snapshot.ts";
import { useText } from "../../i18n/text.tsx";
import { useEngine, useIsStale } from "../../store/monitor-context.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { IconPlayerStop } from "../../ui/icons.ts";
import type { StateName } from "../../ui/state-shape.tsx";
import { StateLabel, StateMark } from "../../ui/state-label.tsx";
import { EmptyState, NoteLine, StaleState } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { useLiveRows } from "../../ui/use-live-rows.ts";
import { VirtualGrid } from "../../ui/virtual-grid.tsx";
import { eventColumns, eventKey, type KeyedEvent, keyedEvents } from "./event-columns.tsx";
import { RequestShown } from "./request-shown.tsx";
import classes from "./run-results.module.css";

const shapes: Readonly<Record<SimulationView["state"], StateName>> = {
  idle: "unknown",
  running: "working",
  done: "ok",
  stopped: "paused",
  failed: "attention",
};

export function RunResults({
  onStop,
  titleOf,
}: {
  readonly onStop: () => void;
  /** The scenario's title by its name. */
  readonly titleOf: (name: string) => string;
}) {
  const t = useText();
  const stale = useIsStale();
  const run = useEngine((engine) => engine.simulation);
  if (run.state === "idle") return <EmptyState>{t("simulator.results.none")}</EmptyState>;
  const { calls, expected, sent } = run;
  return (
    <section className={classes.results} aria-label={t("simulator.results")}>
      <div className={classes.head}>
        <StateMark state="simulated" />
        <StateLabel state={shapes[run.state]} word={t(`simulator.state.${run.state}`)} />
        <strong className="cut">{titleOf(run.scenario)}</strong>
        {run.startedAtMs === undefined ? null : <Time atMs={run.startedAtMs} />}
        <span className="numbers">
          {t("simulator.results.calls", { finished: calls.finished, n: calls.planned })}
        </span>
        <span className="numbers">{t("simulator.results.sent", { sent, n: expected })}</span>
        {run.state === "running" ? (
          <>
            <progress
              className={classes.bar}
              aria-label={t("simulator.results")}
              max={Math.max(1, expected)}
              value={Math.min(sent, Math.max(1, expected))}
            />
            <Button leftSection={<IconPlayerStop size={16} stroke={1.75} />} onClick={onStop}>
              {t("simulator.stop")}
            </Button>
          </>
        ) : null}
      </div>
      <p role="status" className={classes.verdict} data-state={run.state}>
        {run.verdict === "" ? null : <Bdi>{t.said(run.verdict)}</Bdi>}
      </p>
      <StaleState stale={stale}>
        <Events key={run.runId} run={run} />
      </StaleState>
    </section>
  );
}

function Events({ run }: { readonly run: SimulationView }) {
  const t = useText();
  const rows = useMemo(() => keyedEvents(run.events), [run.events]);
  const live = useLiveRows(rows, eventKey);
  const columns = useMemo(() => eventColumns(t), [t]);
  const [openKey, setOpenKey] = useState<string>();
  const open = rows.find((row) => row.key === openKey);
  const toggle = (row: KeyedEvent) => setOpenKey(row.key === openKey ? undefined : row.key);
  if (rows.length === 0) return null;
  return (
    <>
      <div className={classes.grid}>
        <VirtualGrid
          label={t("simulator.results.events")}
          {...{ columns, live }}
          rows={live.rows}
          idOf={eventKey}
          onOpen={toggle}
          {...(openKey === undefined ? {} : { openId: openKey })}
        />
      </div>
      {run.expected > rows.length && rows.length >= 200 ? (
        <NoteLine>{t("simulator.results.newest", { n: rows.length, all: run.expected })}</NoteLine>
      ) : null}
      {open === undefined ? null : <RequestShown event={open} onClose={() => setOpenKey(undefined)} />}
    </>
  );
}
