/** Opens the settings over an engine that has a file, and finds what tests ask for most. */
import { screen } from "@testing-library/react";
import axe from "axe-core";
import type { SettingsSaved } from "../../../../../src-shared/contract/settings-view.ts";
import type { FakeAnswers } from "../../fake-client.ts";
import { renderApp, type Shown, type ShownOptions } from "../../render-app.tsx";
import { aCheck, aDocument, anExchange, anImport, failedLadder } from "./settings-fixtures.ts";

const saved = (): SettingsSaved => ({
  outcome: "saved",
  document: aDocument({ revision: "2" }),
  warnings: [],
});
export const answers: FakeAnswers = {
  "settings.read": () => aDocument(),
  "settings.check": () => aCheck(),
  "settings.save": saved,
  "settings.import": () => anImport,
  "endpoint.test": () => anExchange,
  "endpoint.pause": () => ({}),
  "endpoint.resume": () => ({}),
  "check.pbx": () => failedLadder,
  "check.endpoint": () => failedLadder,
};

export async function open(
  hash: string,
  options: ShownOptions & { readonly more?: FakeAnswers } = {},
): Promise<Shown> {
  const { more, ...rest } = options;
  const shown = renderApp({ answers: { ...answers, ...more }, hash: `#/settings${hash}`, ...rest });
  await screen.findByRole("button", { name: /^Import/ });
  return shown;
}

export const asked = ({ client }: Shown, method: string) =>
  client.asked.filter((request) => request.method === method).map(({ params }) => params);
export const bar = () => screen.queryByRole("region", { name: "Unsaved changes" });
export const field = (name: RegExp | string) => screen.getByLabelText(name);
const contrastIsOfTokens = { rules: { "color-contrast": { enabled: false } } };

export async function findings(): Promise<readonly string[]> {
  const { violations } = await axe.run(document.body, contrastIsOfTokens);
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
}
