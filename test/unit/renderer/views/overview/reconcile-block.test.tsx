import { screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, test } from "vitest";
import {
  differenceKinds,
  type ReconcileReport,
  type ReconcileState,
} from "../../../../../src-shared/contract/reconcile-view.ts";
import { RequestFailure } from "../../fake-client.ts";
import { aReconciledDay } from "../../fixtures.ts";
import { renderApp, type ShownOptions } from "../../render-app.tsx";

const day = "2026-11-21";

const aReport = (change: Partial<ReconcileReport> = {}) =>
  aReconciledDay({ ...{ delivered: 412, unexplained: 0, missing: 0, differences: [] }, ...change });

const missing = aReconciledDay();

async function shown(first: ReconcileState, options: ShownOptions = {}) {
  let state = first;
  const view = renderApp({
    ...options,
    answers: { "reconcile.latest": () => state, "reconcile.run": () => ({}), ...options.answers },
  });
  const become = async (next: ReconcileState) => {
    state = next;
    await view.draw(() => view.client.push("reconcile", next));
  };
  const region = await screen.findByRole("region", {
    name: options.language === "de" ? /Abgleich/ : "Reconciliation",
  });
  return { ...view, become, region: within(region) };
}

describe("the card of reconciliation", () => {
  test("says the result in a line, and offers to compare", async () => {
    const { region, user, client } = await shown({ report: aReport() });
    expect(region.getByText(/412 calls in the log of the PBX, 412 delivered, 0 unexplained/)).toBeDefined();
    expect(region.getByText(/of 21 Nov 2026, compared/)).toBeDefined();
    await user.click(region.getByRole("button", { name: "Compare yesterday" }));
    await user.click(region.getByRole("button", { name: "Compare today" }));
    const asked = client.asked.filter(({ method }) => method === "reconcile.run");
    expect(asked.map(({ params }) => params)).toEqual([{}, { day: expect.stringMatching(/^2026-11-2\d$/) }]);
  });

  test("is not there with a service that knows nothing of it", async () => {
    renderApp();
    await screen.findByRole("region", { name: "Phone system" });
    expect(screen.queryByRole("region", { name: "Reconciliation" })).toBeNull();
  });

  test("follows what goes on", async () => {
    const { region, become } = await shown({});
    expect(region.getByText(/Not compared with the call log of the PBX yet/)).toBeDefined();
    await become({ running: { day, doing: "comparing", calls: 17 } });
    expect(await region.findByText(/Comparing 21 Nov 2026: 17 calls read/)).toBeDefined();
    expect(region.queryByRole("button", { name: "Compare today" })).toBeNull();
    await become({ report: aReport({ logged: 1, delivered: 1 }) });
    expect(await region.findByText(/1 call in the log of the PBX, 1 delivered/)).toBeDefined();
  });

  test("says why nothing could be compared, in either language", async () => {
    const refused = { sentence: "The flux capacitor is loose.", advice: "Tighten it." };
    const { region } = await shown({ report: aReport({ refused, logged: 0 }) });
    expect(region.getByText(/The call log cannot be read/).textContent).toContain("Tighten it.");
    expect(region.queryByRole("button", { name: "Show differences" })).toBeNull();
  });

  test("shows a refusal to begin", async () => {
    const { region, user } = await shown(
      { report: aReport() },
      {
        answers: {
          "reconcile.run": () => {
            throw new RequestFailure("failed", "A comparison runs already.");
          },
        },
      },
    );
    await user.click(region.getByRole("button", { name: "Compare yesterday" }));
    expect((await screen.findByRole("alert")).textContent).toContain("A comparison runs already");
  });

  test("sends what is missing after a question with its number", async () => {
    const { region, user, client } = await shown(
      { report: missing },
      { answers: { "reconcile.send": () => ({}) } },
    );
    expect(region.getByText("2 calls never seen")).toBeDefined();
    await user.click(region.getByRole("button", { name: "Show differences" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText(/Never seen, without a known cause/)).toBeDefined();
    expect(dialog.getByText(/\+420601000001/)).toBeDefined();
    expect(dialog.getAllByText("and 1 more")).toHaveLength(2);
    expect(dialog.getByText("at crm")).toBeDefined();
    expect(client.asked.map(({ method }) => method)).not.toContain("reconcile.send");
    await user.click(dialog.getByRole("button", { name: /Send what is missing/ }));
    await user.click(await screen.findByRole("button", { name: "Send 2 calls" }));
    await waitFor(() =>
      expect(client.asked.at(-1)).toEqual({ method: "reconcile.send", params: { day, calls: 2 } }),
    );
  });

  test.each(["en", "de"] as const)(
    "has a name and a next step for each difference (%s)",
    async (language) => {
      const differences = differenceKinds.map((kind) => ({ kind, count: 1, items: [] }));
      const { region, user } = await shown({ report: aReport({ differences }) }, { language });
      await user.click(
        region.getByRole("button", {
          name: language === "de" ? /Unterschiede|Abweichungen/ : "Show differences",
        }),
      );
      const dialog = await screen.findByRole("dialog");
      const headings = within(dialog).getAllByRole("heading", { level: 3 });
      expect(headings).toHaveLength(differenceKinds.length);
      expect(new Set(headings.map(({ textContent }) => textContent)).size).toBe(differenceKinds.length);
      expect(dialog.textContent).not.toMatch(/reconcile\./);
      const { violations } = await axe.run(dialog, { rules: { "color-contrast": { enabled: false } } });
      expect(violations.map(({ id }) => id)).toEqual([]);
    },
  );
});
