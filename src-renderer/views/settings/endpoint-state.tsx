/** How an endpoint stands, as it is known here: its live state, or that it is new or about to go. */
import type { EndpointView } from "../../../src-shared/contract/snapshot.ts";
import { useText } from "../../i18n/text.tsx";
import { useEngine } from "../../store/monitor-context.tsx";
import { StateLabel } from "../../ui/state-label.tsx";
import type { StateName } from "../../ui/state-shape.tsx";

const shapes: Readonly<Record<EndpointView["state"], StateName>> = {
  ok: "ok",
  failing: "attention",
  paused: "paused",
};

export function useLiveEndpoint(name: string): EndpointView | undefined {
  return useEngine((engine) => engine.endpoints.find((endpoint) => endpoint.name === name));
}

/** Deliveries that are not over; 0 for one that the engine does not know. */
export function useWaiting(name: string): number {
  return useLiveEndpoint(name)?.waiting ?? 0;
}

export function EndpointState({ name, added }: { readonly name: string; readonly added: boolean }) {
  const t = useText();
  const live = useLiveEndpoint(name);
  if (added) return <StateLabel state="unknown" word={t("settings.endpoints.new")} />;
  // In the file, but not in force: a mistake keeps it out.
  if (live === undefined) return <StateLabel state="unknown" />;
  const word = live.state === "failing" ? t("nav.failing") : t(`state.${live.state}`);
  return <StateLabel state={shapes[live.state]} word={word} />;
}
