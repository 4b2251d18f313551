/** The first start: the path from nothing to the first live call, in three steps that can be skipped. */
import { useText } from "../../i18n/text.tsx";
import type { Route } from "../../routing/route.ts";
import { goTo } from "../../routing/use-route.ts";
import { useEngine, useMonitor } from "../../store/monitor-context.tsx";
import { ErrorState, LoadingState } from "../../ui/states.tsx";
import { ViewHead } from "../../ui/view-head.tsx";
import { DoneStep } from "./done-step.tsx";
import classes from "./first-start-view.module.css";
import { LookAround } from "./look-around.tsx";
import { PbxStep } from "./pbx-step.tsx";
import { ReceiverStep } from "./receiver-step.tsx";
import { RecordingsStep } from "./recordings-step.tsx";
import { firstPlace, type Place, places, Stepper } from "./stepper.tsx";
import { type SetupReading, useSetup } from "./use-setup.ts";

export function FirstStartView({ path }: Pick<Route, "path">) {
  const t = useText();
  const first = useEngine(firstPlace);
  const place = places.find((known) => known === path[0]) ?? first;
  const reading = useSetup();
  return (
    <>
      <ViewHead title={t("first.title")} />
      <div className={classes.room}>
        <div className={classes.column}>
          <Stepper current={place} />
          <LookAround />
          <Step place={place} {...reading} />
        </div>
      </div>
    </>
  );
}

function Step({ place, setup, error, reload }: SetupReading & { readonly place: Place }) {
  const t = useText();
  const stale = useMonitor(({ connection }) => connection.kind !== "connected");
  if (place === "done") return <DoneStep />;
  if (setup === undefined) {
    return error === undefined || stale ? (
      <LoadingState what={t("first.loading")} rows={4} />
    ) : (
      <ErrorState error={error} onRetry={reload} />
    );
  }
  const next = () => goTo("start", [places[places.indexOf(place) + 1] ?? "done"]);
  switch (place) {
    case "pbx":
      return <PbxStep setup={setup} onNext={next} />;
    case "receiver":
      return <ReceiverStep setup={setup} onNext={next} />;
    case "recordings":
      return <RecordingsStep setup={setup} onNext={next} />;
    default: {
      const _never: never = place;
      return _never;
    }
  }
}
