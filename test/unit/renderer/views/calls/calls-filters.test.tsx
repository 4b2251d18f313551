/** The filters of the list of calls: in the address, for live calls at once, for finished ones asked of the engine. */
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { pagesOf } from "../../../../screenshots/fixtures/calls.ts";
import type { FakeAnswers } from "../../fake-client.ts";
import { renderApp, type ShownOptions } from "../../render-app.tsx";

const answers: FakeAnswers = { "calls.page": pagesOf(30), "calls.get": () => ({}) };
const show = (options: ShownOptions = {}) => renderApp({ hash: "#/calls", answers, ...options });
const rowTexts = () =>
  within(screen.getByRole("grid", { name: "Live and finished calls" }))
    .getAllByRole("row")
    .slice(1)
    .map((row) => row.textContent);
const asked = (client: ReturnType<typeof show>["client"], method: string) =>
  client.asked.filter((each) => each.method === method).map(({ params }) => params);

describe("filters", () => {
  test("come from the address, narrow live calls at once and are asked of the engine", async () => {
    const { client } = show({ hash: "#/calls?dn=106&direction=outgoing" });
    expect(rowTexts()[0]).toMatch(/talking/);
    expect(screen.getByText("1 of 3 live calls match")).toBeDefined();
    await waitFor(() =>
      expect(asked(client, "calls.page")[0]).toMatchObject({ dn: "106", direction: "outgoing" }),
    );
  });

  test("what is typed stands in the address; without a match the way back is offered", async () => {
    const { user } = show();
    await user.type(screen.getByRole("textbox", { name: "Number, name, id" }), "zzz");
    expect(location.hash).toBe("#/calls?text=zzz");
    expect(await screen.findByText(/Nothing matches. 400 entries without the filter/)).toBeDefined();
    expect(screen.queryByText(/No calls right now/)).toBeNull();
    await user.click(screen.getByRole("button", { name: "Clear filter" }));
    expect(location.hash).toBe("#/calls");
  });

  test("only live calls: the engine is not asked for finished ones", () => {
    const { client } = show({ hash: "#/calls?state=live" });
    expect(screen.queryByText("Finished today")).toBeNull();
    expect(asked(client, "calls.page")).toEqual([]);
  });

  test("only missed ones: no live call is shown", async () => {
    show({ hash: "#/calls?state=missed" });
    await screen.findByText("Finished today");
    await waitFor(() => expect(rowTexts()[1]).toMatch(/missed/));
  });
});

describe("filters, each by hand", () => {
  const last = (client: ReturnType<typeof show>["client"]) => asked(client, "calls.page").at(-1);

  test.each([
    ["Direction", "outgoing", "#/calls?direction=outgoing", { direction: "outgoing" }],
    ["State", "missed", "#/calls?state=missed", { state: "missed" }],
    ["State", "ended", "#/calls?state=ended", { state: "ended" }],
  ])("%s: %s", async (label, value, hash, wanted) => {
    const { client, user } = show();
    await user.selectOptions(screen.getByRole("combobox", { name: label }), value);
    expect(location.hash).toBe(hash);
    await waitFor(() => expect(last(client)).toMatchObject(wanted));
    await user.selectOptions(screen.getByRole("combobox", { name: label }), "");
    expect(location.hash).toBe("#/calls");
  });

  test.each([
    ["an extension", "106", /talking.*0420774852629/],
    ["a queue", "800", /waiting.*anonymous/],
  ])("%s", async (_what, dn, row) => {
    const { client } = show({ hash: `#/calls?dn=${dn}` });
    await waitFor(() => expect(last(client)).toMatchObject({ dn }));
    expect(rowTexts()[0]).toMatch(row);
  });

  test("a number, however it is written", async () => {
    const { client } = show({ hash: "#/calls?text=49 30-1234567" });
    await waitFor(() => expect(last(client)).toMatchObject({ text: "49 30-1234567" }));
    expect(rowTexts()[0]).toMatch(/\+49 30 1234567/);
    expect(screen.getByText("1 of 3 live calls match")).toBeDefined();
  });
});
