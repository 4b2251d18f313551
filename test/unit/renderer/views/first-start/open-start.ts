/** Shows the first start over an engine in which nothing is set up. */
import type { SettingsSaved } from "../../../../../src-shared/contract/settings-view.ts";
import type { FakeAnswers } from "../../fake-client.ts";
import { aQuietSnapshot } from "../../fixtures.ts";
import { renderApp } from "../../render-app.tsx";
import { anEmptyDocument } from "./start-fixtures.ts";

export const quiet = aQuietSnapshot();
export const unset = aQuietSnapshot({
  program: { ...quiet.program, configured: false },
  pbx: { ...quiet.pbx, state: "not-configured", sources: [] },
  endpoints: [],
  recordings: { ...quiet.recordings, condition: "off" },
});
export const fine = { mistakes: [], warnings: [], effects: [] };
export const saved = (): SettingsSaved => ({
  outcome: "saved",
  document: anEmptyDocument({ revision: "r2" }),
  warnings: [],
});

/** The first start at a place such as `/pbx`, with nothing set up unless told otherwise. */
export function openStart(
  place: string,
  answers: FakeAnswers = {},
  options: Parameters<typeof renderApp>[0] = {},
) {
  return renderApp({
    snapshot: unset,
    hash: `#/start${place}`,
    ...options,
    answers: {
      "settings.read": () => anEmptyDocument(),
      "settings.check": () => fine,
      "settings.save": saved,
      ...answers,
    },
  });
}
