import { screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { expect, test } from "vitest";
import type { SimulationView } from "../../../../../src-shared/contract/snapshot.ts";
import { type FakeAnswers, RequestFailure } from "../../fake-client.ts";
import { aSnapshot, fixtureNowMs } from "../../fixtures.ts";
import { renderApp, type ShownOptions } from "../../render-app.tsx";
import { aCatalogue, aSimulation } from "./simulator-fixtures.ts";

const answers: FakeAnswers = {
  "simulator.catalogue": aCatalogue,
  "simulator.run": () => ({ runId: "run-1" }),
  "simulator.stop": () => ({}),
};

function show(options: ShownOptions & { readonly run?: SimulationView; readonly more?: FakeAnswers } = {}) {
  const { run, more = {}, ...rest } = options;
  const snapshot = aSnapshot({ problems: [], ...(run === undefined ? {} : { simulation: run }) });
  return renderApp({ hash: "#/simulator", answers: { ...answers, ...more }, snapshot, ...rest });
}

const runButton = () => screen.findByRole("button", { name: "Run" });
const asked = (client: ReturnType<typeof show>["client"], method: string) =>
  client.asked.filter((request) => request.method === method).map(({ params }) => params);

test("says at once that everything here is simulated, and what a run will send", async () => {
  const { container } = show();
  await runButton();
  expect(container.textContent).toContain("Every event from here carries the flask mark");
  expect(container.textContent).toContain("will send 3 events: ringing 101, started 101, ended 101");
  expect(container.textContent).toContain("Nothing was run yet.");
});

test("a scenario is found by a word of its summary and kept in the address", async () => {
  const { user, container } = show();
  await runButton();
  const picker = screen.getByRole("combobox", { name: "Scenario" });
  await user.clear(picker);
  await user.type(picker, "hangs up");
  // The list fades in, which a page without layout never sees the end of.
  const shown = { hidden: true, name: /Call/ };
  await waitFor(() => expect(screen.getAllByRole("option", shown)).toHaveLength(1));
  expect(screen.getByRole("option", shown).textContent).toContain("Caller leaves the queue");
  await user.keyboard("{ArrowDown}{Enter}");
  expect(location.hash).toBe("#/simulator?scenario=queue-nobody");
  await waitFor(() => expect(container.textContent).toContain("will send 4 events"));
});

test("what is chosen is what is asked for", async () => {
  const { user, client } = show({ hash: "#/simulator?scenario=queue-nobody" });
  await runButton();
  await user.type(screen.getByRole("textbox", { name: "Caller" }), "0420774852629");
  await user.click(screen.getByRole("radio", { name: "as fast as possible" }));
  await user.clear(screen.getByRole("textbox", { name: "Count" }));
  await user.type(screen.getByRole("textbox", { name: "Count" }), "30");
  await user.click(screen.getByRole("checkbox", { name: /Events come twice/ }));
  await user.click(screen.getByRole("button", { name: "2 more" }));
  await user.click(screen.getByRole("checkbox", { name: /The PBX restarts/ }));
  await user.selectOptions(screen.getByRole("combobox", { name: "format" }), "komplit");
  expect(screen.getByText(/will send 120 events/)).toBeDefined();
  await user.click(await runButton());
  expect(asked(client, "simulator.run")).toEqual([
    {
      ...{ scenario: "queue-nobody", speed: 1000, count: 30, atOnce: 1, callerNumber: "0420774852629" },
      faults: ["duplicate-upserts", "pbx-restart"],
      target: { kind: "built-in", dialect: "komplit", status: 200, delayMs: 0 },
    },
  ]);
});

test("a mistake stands at its field and keeps the run back", async () => {
  const { user, client } = show();
  await runButton();
  await user.type(screen.getByRole("textbox", { name: "answers" }), "0");
  expect(screen.getByText("A status from 100 to 599.")).toBeDefined();
  await user.type(screen.getByRole("textbox", { name: "answers" }), "{Enter}");
  expect(await runButton()).toHaveProperty("disabled", true);
  expect(asked(client, "simulator.run")).toEqual([]);
});

test("real endpoints are warned of and asked about with the number of requests", async () => {
  const { user, client } = show();
  await runButton();
  await user.click(screen.getByRole("radio", { name: "real endpoints" }));
  expect(screen.getByText("Real receivers get these events.")).toBeDefined();
  expect(screen.getByText("Choose at least one endpoint.")).toBeDefined();
  await user.click(screen.getByRole("checkbox", { name: /crm REAL/ }));
  await user.click(screen.getByRole("checkbox", { name: /desk REAL/ }));
  await user.click(await runButton());
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain("About 6 requests go to crm, desk.");
  await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
  expect(asked(client, "simulator.run")).toEqual([]);
  await user.click(await runButton());
  await user.click(
    within(await screen.findByRole("dialog")).getByRole("button", { name: "Send to 2 endpoints" }),
  );
  expect(asked(client, "simulator.run")).toMatchObject([
    { target: { kind: "endpoints", names: ["crm", "desk"] } },
  ]);
});

test("while one goes on another is refused, rows arrive marked, and it can be stopped", async () => {
  const { user, client, draw } = show({ run: aSimulation(fixtureNowMs) });
  expect(await runButton()).toHaveProperty("disabled", true);
  expect(screen.getByText(/A simulation is running/)).toBeDefined();
  const list = screen.getByRole("grid", { name: "Events of the run" });
  expect(within(list).getAllByText("simulated")).toHaveLength(4);
  expect(screen.getByText("3 of 4 requests accepted")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Stop" }));
  expect(asked(client, "simulator.stop")).toEqual([{}]);
  await draw(() =>
    client.push(
      "simulation",
      aSimulation(fixtureNowMs, { state: "stopped", verdict: "Stopped after 3 events." }),
    ),
  );
  expect(screen.getByText("Stopped after 3 events.")).toBeDefined();
  expect(await runButton()).toHaveProperty("disabled", false);
  expect(screen.queryByRole("button", { name: "Stop" })).toBeNull();
});

test("a row opens its request as it was sent, and Escape closes it", async () => {
  const { user } = show({ run: aSimulation(fixtureNowMs, { state: "done", verdict: "All came." }) });
  await runButton();
  const list = screen.getByRole("grid", { name: "Events of the run" });
  await user.click(within(list).getByText("900"));
  const request = screen.getByRole("region", { name: "Request as it was sent" });
  expect(request.textContent).toContain("GET http://127.0.0.1:39211/?event=ringing&user=900");
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("region", { name: "Request as it was sent" })).toBeNull();
});

test("the engine's refusal is told in its words; the catalogue is asked for again", async () => {
  const refuse = () => {
    throw new RequestFailure("not-allowed", "A simulation is running already; stop it first.");
  };
  const { user, unmount } = show({ more: { "simulator.run": refuse } });
  await user.click(await runButton());
  expect((await screen.findByRole("alert")).textContent).toContain("A simulation is running already");
  unmount();
  const { client } = show({ more: { "simulator.catalogue": refuse } });
  await user.click(await screen.findByRole("button", { name: "Try again" }));
  await waitFor(() => expect(asked(client, "simulator.catalogue")).toHaveLength(2));
});

test("without endpoints only the built-in receiver can be chosen", async () => {
  const snapshot = aSnapshot({ problems: [], endpoints: [] });
  renderApp({ hash: "#/simulator", answers, snapshot });
  await runButton();
  expect(screen.getByRole("radio", { name: "real endpoints" })).toHaveProperty("disabled", true);
});

test("hostile names of users stay text", async () => {
  const run = aSimulation(fixtureNowMs);
  const [first] = run.events;
  if (first === undefined) throw new Error("There are events.");
  const { container } = show({ run: { ...run, events: [{ ...first, user: "\u202E<img src=x>" }] } });
  await runButton();
  expect(container.querySelector("img")).toBeNull();
  expect(container.textContent).not.toContain("\u202E");
});

test("in German and in the middle of a run the view has no fault that axe knows", async () => {
  const { container } = show({ run: aSimulation(fixtureNowMs), language: "de" });
  await screen.findByRole("button", { name: "Starten" });
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
