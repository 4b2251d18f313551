/** Which component shows which place. */
import type { ComponentType } from "react";
import type { PlaceName, Route } from "../routing/route.ts";
import { CallsView } from "./calls/calls-view.tsx";
import { FirstStartView } from "./first-start/first-start-view.tsx";
import { OverviewView } from "./overview/overview-view.tsx";
import { RecordingsView } from "./recordings/recordings-view.tsx";
import { SettingsView } from "./settings/settings-view.tsx";
import { SimulatorView } from "./simulator/simulator-view.tsx";
import { WebhooksView } from "./webhooks/webhooks-view.tsx";

/** What follows the view in the address, and its filters. */
export type ViewProps = Pick<Route, "path" | "query">;

export const views: Readonly<Record<PlaceName, ComponentType<ViewProps>>> = {
  overview: OverviewView,
  calls: CallsView,
  webhooks: WebhooksView,
  recordings: RecordingsView,
  settings: SettingsView,
  simulator: SimulatorView,
  start: FirstStartView,
};
