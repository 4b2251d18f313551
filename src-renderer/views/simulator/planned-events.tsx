/** What the run will send, before it does. */
import { useText } from "../../i18n/text.tsx";
import { StateShape } from "../../ui/state-shape.tsx";
import classes from "./planned-events.module.css";
import { plannedEvents, type RunDraft, type Scenario } from "./run-draft.ts";

const mostNamed = 8;

export function PlannedEvents({
  draft,
  scenario,
}: {
  readonly draft: RunDraft;
  readonly scenario: Scenario;
}) {
  const t = useText();
  const { events } = scenario;
  const n = plannedEvents(draft, scenario);
  const named = events.slice(0, mostNamed).join(", ");
  const rest = n - Math.min(events.length, mostNamed);
  return (
    <span className={classes.planned}>
      <StateShape state="simulated" size={14} />
      <span>
        {t("simulator.will", { n, events: named })}
        {rest > 0 ? ` ${t("simulator.will.more", { n: rest })}` : ""}
      </span>
    </span>
  );
}
