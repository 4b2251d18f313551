/** Where one is on the path, and the way to every other step: none of them depends on the one before. */
import type { EngineSlices } from "../../store/slices.ts";
import { useText } from "../../i18n/text.tsx";
import { hashOf } from "../../routing/route.ts";
import { useMonitor } from "../../store/monitor-context.tsx";
import { StateShape } from "../../ui/state-shape.tsx";
import { setupSteps, type SetupStep } from "./setup-draft.ts";
import classes from "./stepper.module.css";

export type Place = SetupStep | "done";
export const places: readonly Place[] = [...setupSteps, "done"];

type Known = Pick<EngineSlices, "pbx" | "endpoints" | "recordings">;

/** Recordings have defaults that may be right, so they count as set up when they run. */
export function isSetUp(place: Place, { pbx, endpoints, recordings }: Known): boolean {
  switch (place) {
    case "pbx":
      return pbx.state !== "not-configured";
    case "receiver":
      return endpoints.length > 0;
    case "recordings":
      return recordings.condition === "idle" || recordings.condition === "working";
    case "done":
      return false;
    default: {
      const _never: never = place;
      return _never;
    }
  }
}

/** The step to begin with: the first that is not set up. */
export function firstPlace(known: Known): Place {
  return isSetUp("pbx", known) && !isSetUp("receiver", known) ? "receiver" : "pbx";
}

export function Stepper({ current }: { readonly current: Place }) {
  const t = useText();
  return (
    <nav aria-label={t("first.steps")}>
      <ol className={classes.steps}>
        {places.map((place, at) => (
          <Step key={place} place={place} number={at + 1} current={place === current} />
        ))}
      </ol>
    </nav>
  );
}

function Step({
  place,
  number,
  current,
}: {
  readonly place: Place;
  readonly number: number;
  readonly current: boolean;
}) {
  const t = useText();
  const set = useMonitor(({ engine }) => engine !== undefined && isSetUp(place, engine));
  return (
    <li className={classes.step}>
      <a href={hashOf("start", [place])} aria-current={current ? "step" : undefined}>
        {set ? <StateShape state="ok" size={20} /> : <span className={classes.number}>{number}</span>}
        {t(`first.step.${place}`)}
        {set ? <span className="for-reader">, {t("first.step.isSet")}</span> : null}
      </a>
    </li>
  );
}
