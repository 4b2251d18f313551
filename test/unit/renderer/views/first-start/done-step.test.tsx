import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import { aCall, anEndpoint, aQuietSnapshot, aSnapshot, aTalk } from "../../fixtures.ts";
import { openStart, quiet } from "./open-start.ts";

describe("the end of the path", () => {
  test("every step can be skipped, and the end says what is left to do", async () => {
    const { user, client } = openStart("");
    for (const place of ["receiver", "recordings", "done"]) {
      await user.click(await screen.findByRole("button", { name: "Skip" }));
      await waitFor(() => expect(location.hash).toBe(`#/start/${place}`));
    }
    expect(client.asked.map(({ method }) => method)).toEqual(["settings.read"]);
    await user.click(screen.getByRole("button", { name: "Set one up" }));
    expect(location.hash).toBe("#/start/receiver");
  });

  test("waits for the first real call, shows it, and opens the overview unless told to stay", async () => {
    const { user, client, draw } = openStart(
      "/done",
      {},
      {
        snapshot: aQuietSnapshot({ endpoints: [anEndpoint()] }),
      },
    );
    expect(screen.getByText("The first live call appears here by itself.")).toBeDefined();
    await draw(() => client.push("calls", { changed: [aTalk({ simulated: true })], ended: [] }));
    expect(screen.queryByText("There it is.")).toBeNull();
    await draw(() => client.push("calls", { changed: [aCall()], ended: [] }));
    expect(screen.getByText("+49 30 1234567")).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Stay here" }));
    expect(screen.queryByText(/The overview opens in/)).toBeNull();
    await draw(() => client.push("calls", { changed: [], ended: [aCall({ state: "ended" })] }));
    expect(screen.getByText("+49 30 1234567")).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Show the call" }));
    expect(location.hash).toBe("#/calls/261122141907_698");
  });

  test("a PBX that is not reached is said with its reason", () => {
    const { pbx } = aSnapshot();
    openStart(
      "/done",
      {},
      {
        snapshot: aQuietSnapshot({
          pbx: { ...pbx, state: "not-connected", sentence: "3CX refuses the key.", advice: "Enter it anew." },
        }),
      },
    );
    expect(within(screen.getByRole("main")).getByText("3CX refuses the key.")).toBeDefined();
  });
});

describe("looking around", () => {
  test("plays simulated calls inside the program and goes to watch them", async () => {
    const { user, client } = openStart("", { "simulator.run": () => ({ runId: "run-1" }) });
    await user.click(await screen.findByRole("button", { name: "Look around with the demo" }));
    await waitFor(() => expect(location.hash).toBe("#/simulator"));
    expect(client.asked.find(({ method }) => method === "simulator.run")?.params).toMatchObject({
      target: { kind: "built-in" },
    });
  });

  test("in the demo the calls are there already", async () => {
    const snapshot = { ...quiet, program: { ...quiet.program, kind: "demo" as const } };
    const { user, client } = openStart("", {}, { snapshot });
    await user.click(await screen.findByRole("button", { name: "To the calls" }));
    expect(location.hash).toBe("#/calls");
    expect(client.asked.some(({ method }) => method === "simulator.run")).toBe(false);
  });
});
