/** Seeing the program at work without a PBX and without a receiver. */
import { Button } from "@mantine/core";
import { useText } from "../../i18n/text.tsx";
import { goTo } from "../../routing/use-route.ts";
import { useEngine } from "../../store/monitor-context.tsx";
import { IconFlask } from "../../ui/icons.ts";
import { ErrorState } from "../../ui/states.tsx";
import classes from "./first-start-view.module.css";
import { sampleRun } from "./sample-run.ts";
import { useAsk } from "../../store/use-ask.ts";

const callsToShow = 12;

export function LookAround() {
  const t = useText();
  const demo = useEngine((engine) => engine.program.kind === "demo");
  const running = useEngine((engine) => engine.simulation.state === "running");
  const run = useAsk("simulator.run");
  const look = async () => {
    // Simulated calls of the demo are the engine's own; elsewhere they run beside it, under Simulator.
    if (demo) return goTo("calls");
    if (running || (await run.run(sampleRun("native", callsToShow))) !== undefined) goTo("simulator");
  };
  return (
    <aside className={classes.look}>
      <span className={classes.hint}>{t(demo ? "first.demo.running" : "first.demo.hint")}</span>
      <Button
        leftSection={<IconFlask size={16} stroke={1.75} />}
        disabled={run.running}
        onClick={() => void look()}
      >
        {t(demo ? "first.demo.watch" : "first.demo")}
      </Button>
      {run.error === undefined ? null : <ErrorState error={run.error} onRetry={() => void look()} />}
    </aside>
  );
}
