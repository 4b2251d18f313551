/** For those without a receiver: a simulated call arrives at one inside this program, before their eyes. */
import { Button } from "@mantine/core";
import type { MethodParams } from "../../../src-shared/contract/contract.ts";
import type { SimulationView } from "../../../src-shared/contract/snapshot.ts";
import { visibleText } from "../../format/visible-text.ts";
import { useText } from "../../i18n/text.tsx";
import { useEngine } from "../../store/monitor-context.tsx";
import { Bdi } from "../../ui/bdi.tsx";
import { ErrorState } from "../../ui/states.tsx";
import { StateMark } from "../../ui/state-label.tsx";
import { StateShape } from "../../ui/state-shape.tsx";
import classes from "./no-receiver.module.css";
import { sampleRun } from "./sample-run.ts";
import { useAsk } from "../../store/use-ask.ts";

type Dialect = Extract<MethodParams<"simulator.run">["target"], { kind: "built-in" }>["dialect"];

export function NoReceiver({ dialect }: { readonly dialect: Dialect }) {
  const t = useText();
  const run = useAsk("simulator.run");
  const simulation = useEngine((engine) => engine.simulation);
  const mine = run.result !== undefined && simulation.runId === run.result.runId;
  const busy = run.running || (mine && simulation.state === "running");
  const show = () => void run.run(sampleRun(dialect, 1));
  return (
    <section className={classes.box}>
      <div className={classes.head}>
        <StateShape state="simulated" />
        <span>
          <strong>{t("first.receiver.none")}</strong> {t("first.receiver.none.hint")}
        </span>
        <Button disabled={busy} onClick={show}>
          {t("first.receiver.none.run")}
        </Button>
      </div>
      {run.error === undefined ? null : <ErrorState error={run.error} onRetry={show} />}
      {mine ? <Arrived simulation={simulation} /> : null}
    </section>
  );
}

function Arrived({ simulation: { events, state, verdict } }: { readonly simulation: SimulationView }) {
  const t = useText();
  return (
    <div role="status" className={classes.arrived}>
      {events.length === 0 && state === "running" ? (
        <p className={classes.line}>{t("first.receiver.none.waits")}</p>
      ) : null}
      <ol className={classes.events}>
        {events.map((event, place) => (
          <li key={place}>
            <StateMark
              state={event.state === "delivered" ? "ok" : event.state === "failed" ? "given-up" : "working"}
            />
            <span>
              <Bdi>{event.type}</Bdi> <Bdi>{event.user}</Bdi>
            </span>
            {event.request === undefined ? null : (
              <code className="mono" dir="ltr">
                {visibleText(event.request)}
              </code>
            )}
          </li>
        ))}
      </ol>
      {verdict === "" ? null : (
        <p className={classes.line}>
          <Bdi>{t.said(verdict)}</Bdi>
        </p>
      )}
    </div>
  );
}
