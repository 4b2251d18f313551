/** The engine's state in words: the PBX and its sources, the endpoints, the recordings. */
import { useEffect, useState } from "react";
import type { DesktopBridge, DesktopState } from "../src-shared/contract/desktop-state.ts";
import type { EndpointHealth, HealthReport, SourceHealth } from "../src-shared/contract/health.ts";

const refreshMs = 1_000;

export function StateView({ desktop }: { readonly desktop: DesktopBridge }) {
  const state = useDesktopState(desktop);
  return (
    <>
      <h1>3CX Webhook</h1>
      <StateText state={state} />
    </>
  );
}

function useDesktopState(desktop: DesktopBridge): DesktopState {
  const [state, setState] = useState<DesktopState>({ kind: "starting" });
  useEffect(() => {
    const ask = () =>
      void desktop.state().then(setState, () =>
        setState({
          kind: "failed",
          reason: "The engine does not answer. Quit in the tray and start again.",
        }),
      );
    ask();
    const timer = setInterval(ask, refreshMs);
    return () => clearInterval(timer);
  }, [desktop]);
  return state;
}

function StateText({ state }: { readonly state: DesktopState }) {
  switch (state.kind) {
    case "starting":
      return <p>The engine is starting.</p>;
    case "failed":
      return <pre>{state.reason}</pre>;
    case "running":
      return <Health health={state.health} />;
    default: {
      const _never: never = state;
      return _never;
    }
  }
}

function Health({ health }: { readonly health: HealthReport }) {
  const { pbx, endpoints, recordings } = health;
  return (
    <>
      <h2>Phone system{pbx.version === "" ? "" : ` ${pbx.version}`}</h2>
      <ul>
        <Source name="Live calls" source={pbx.call_control} />
        <Source name="All calls" source={pbx.active_calls} />
        {pbx.directory && <Source name="List of numbers" source={pbx.directory} />}
        <Source name="Call log" source={pbx.call_log} />
        <li>Extensions watched live: {pbx.monitored_extensions}</li>
      </ul>
      <h2>Endpoints</h2>
      {endpoints.length === 0 ? (
        <p>No endpoint is set up: add a section [endpoint.name] to the settings.</p>
      ) : null}
      <ul>
        {endpoints.map((endpoint) => (
          <li key={endpoint.name}>{endpointWords(endpoint)}</li>
        ))}
      </ul>
      <h2>Recordings</h2>
      <p>{recordings.state}</p>
      <p>Version {health.version}</p>
    </>
  );
}

function Source({ name, source }: { readonly name: string; readonly source: SourceHealth }) {
  return (
    <li>
      {name}: {source.sentence} {source.advice}
    </li>
  );
}

function endpointWords({ name, state, waiting, oldest_s, last_error }: EndpointHealth): string {
  const waits = waiting === 0 ? "" : ` ${waiting} waiting, the oldest for ${oldest_s} s.`;
  return `${name}: ${state}.${waits} ${last_error}`.trim();
}
