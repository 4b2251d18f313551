/** Plays scenarios against receivers and shows what arrives; everything from here says that it is simulated. */
import { Button } from "@mantine/core";
import { useMemo, useRef, useState } from "react";
import type { RpcError } from "../../../src-shared/rpc/rpc-error.ts";
import { useText } from "../../i18n/text.tsx";
import { inWords } from "../../i18n/simulator-words.ts";
import { setQuery } from "../../routing/use-route.ts";
import { useClient, useEngine } from "../../store/monitor-context.tsx";
import { useRequest } from "../../store/use-request.ts";
import { Banner } from "../../ui/banner.tsx";
import { IconPlayerPlay } from "../../ui/icons.ts";
import { ErrorState, LoadingState } from "../../ui/states.tsx";
import { ViewHead } from "../../ui/view-head.tsx";
import type { ViewProps } from "../views.tsx";
import { RealRunDialog } from "./real-run-dialog.tsx";
import { PlannedEvents } from "./planned-events.tsx";
import { chosenEndpoints, firstDraft, mistakesIn, paramsOf, plannedEvents } from "./run-draft.ts";
import { RunForm } from "./run-form.tsx";
import { RunResults } from "./run-results.tsx";
import classes from "./simulator-view.module.css";

export function SimulatorView({ query }: ViewProps) {
  const t = useText();
  const { result, error, reload } = useRequest("simulator.catalogue", {});
  const catalogue = useMemo(
    () =>
      result && {
        scenarios: inWords(result.scenarios, "scenarios", t.language),
        faults: inWords(result.faults, "faults", t.language),
      },
    [result, t.language],
  );
  const titleOf = (name: string) =>
    catalogue?.scenarios.find((scenario) => scenario.name === name)?.title ?? name;
  const [failure, setFailure] = useState<RpcError>();
  const results = useRef<HTMLDivElement>(null);
  const client = useClient();
  const stop = async () => {
    const answer = await client.request("simulator.stop", {});
    setFailure(answer.ok ? undefined : answer.error);
  };
  return (
    <div className={classes.view}>
      <ViewHead title={t("simulator.title")} />
      <Banner tone="simulated" shape="simulated">
        {t.rich("simulator.mark")}
      </Banner>
      {error === undefined ? null : <ErrorState error={error} onRetry={reload} />}
      {catalogue === undefined && error === undefined ? (
        <LoadingState what={t("simulator.what")} rows={6} />
      ) : null}
      {catalogue === undefined ? null : (
        <Order
          {...catalogue}
          wanted={query["scenario"]}
          failure={failure}
          onFailure={setFailure}
          onStarted={() => results.current?.scrollIntoView({ block: "nearest" })}
        />
      )}
      <div ref={results}>
        <RunResults onStop={() => void stop()} titleOf={titleOf} />
      </div>
    </div>
  );
}

type OrderProps = Pick<Parameters<typeof RunForm>[0], "scenarios" | "faults"> & {
  readonly wanted: string | undefined;
  readonly failure: RpcError | undefined;
  readonly onFailure: (failure: RpcError | undefined) => void;
  readonly onStarted: () => void;
};

function Order({ scenarios, faults, wanted, failure, onFailure, onStarted }: OrderProps) {
  const t = useText();
  const client = useClient();
  const [draft, setDraft] = useState(firstDraft);
  const [asking, setAsking] = useState(false);
  const endpoints = useEngine((engine) => engine.endpoints);
  const running = useEngine((engine) => engine.simulation.state === "running");
  const scenario = scenarios.find(({ name }) => name === wanted) ?? scenarios[0];
  if (scenario === undefined) return null;
  const real = endpoints.map(({ name }) => name);
  const names = draft.target === "endpoints" ? chosenEndpoints(draft, real) : [];
  const params = paramsOf(draft, scenario.name, real);
  const run = async () => {
    setAsking(false);
    if (params === undefined) return;
    const answer = await client.request("simulator.run", params);
    onFailure(answer.ok ? undefined : answer.error);
    if (answer.ok) onStarted();
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (running || params === undefined) return;
        if (names.length > 0) setAsking(true);
        else void run();
      }}
    >
      <RunForm
        {...{ scenarios, faults, scenario, draft, real }}
        mistakes={mistakesIn(draft, real)}
        onScenario={(name) => setQuery({ scenario: name })}
        onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
      />
      <div className={classes.run}>
        <Button
          type="submit"
          variant="filled"
          disabled={running || params === undefined}
          leftSection={<IconPlayerPlay size={16} stroke={1.75} />}
        >
          {t("simulator.run")}
        </Button>
        {running ? <span>{t("simulator.run.busy")}</span> : <PlannedEvents {...{ draft, scenario }} />}
      </div>
      {failure === undefined ? null : <ErrorState error={failure} />}
      {asking ? (
        <RealRunDialog
          names={names}
          requests={plannedEvents(draft, scenario) * names.length}
          onConfirm={() => void run()}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </form>
  );
}
