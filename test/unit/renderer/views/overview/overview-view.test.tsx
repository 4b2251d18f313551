import { screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, test } from "vitest";
import type { PurgePreview } from "../../../../../src-shared/recordings/recording.ts";
import { RequestFailure } from "../../fake-client.ts";
import { anEndpoint, aProblem, aQuietSnapshot, aSnapshot, fixtureNowMs } from "../../fixtures.ts";
import { renderApp } from "../../render-app.tsx";

const contrastIsOfTokens = { rules: { "color-contrast": { enabled: false } } };

async function findings(): Promise<readonly string[]> {
  const { violations } = await axe.run(document.body, contrastIsOfTokens);
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
}

const block = (name: string) => within(screen.getByRole("region", { name }));
const preview: PurgePreview = {
  atMs: fixtureNowMs + 3_600_000,
  keepDays: 30,
  files: 214,
  bytes: 1_200_000_000,
};

describe("with a busy company", () => {
  test("says of each source what it gives, and which extensions are missing", async () => {
    const { user } = renderApp();
    const pbx = block("Phone system");
    expect(pbx.getByText(/Ringing and answering of single phones, at once: 38 extensions/)).toBeDefined();
    expect(pbx.getByText(/2 extensions are not monitored/)).toBeDefined();
    await user.click(pbx.getByRole("button", { name: "How to add" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText("Warehouse")).toBeDefined();
    await user.click(dialog.getByRole("button", { name: "Copy the numbers" }));
    expect(await navigator.clipboard.readText()).toBe("117\n118");
  });

  test("shows endpoints with what waits; a click on the line opens their webhooks", async () => {
    const { user } = renderApp();
    const row = within(screen.getByRole("row", { name: /^crm/ }));
    expect(row.getByText("failing")).toBeDefined();
    expect(row.getByText("213")).toBeDefined();
    expect(row.getByText(/^41\s%$/)).toBeDefined();
    expect(
      row.getByRole("img", { name: /129 requests delivered, 85 failed in the last hour/ }),
    ).toBeDefined();
    await user.click(row.getByText("213"));
    expect(location.hash).toBe("#/webhooks?endpoint=crm");
  });

  test("figures lead to their lists", () => {
    renderApp();
    expect(screen.getByRole("link", { name: "19 missed" }).getAttribute("href")).toBe("#/calls?state=missed");
    expect(screen.getByText(/2 waiting/).textContent).toContain("longest wait 0:31");
    expect(block("Recordings").getByRole("link", { name: "1 failed" })).toBeDefined();
  });

  test("has nothing that axe complains about, in both languages", async () => {
    const first = renderApp();
    expect(await findings()).toEqual([]);
    first.unmount();
    renderApp({ language: "de", snapshot: aQuietSnapshot({ endpoints: [] }) });
    expect(await findings()).toEqual([]);
    expect(screen.getByText(/Noch kein Empfänger/)).toBeDefined();
  });

  test("what others wrote is text", () => {
    const { container } = renderApp({
      snapshot: aSnapshot({
        endpoints: [anEndpoint({ state: "failing", sentence: "<img src=x> \u202egnp", host: "\u202ehost" })],
      }),
    });
    expect(container.querySelector("img[src]")).toBeNull();
    expect(screen.getAllByText("U+202E").length).toBeGreaterThan(0);
  });
});

describe("what can be done with an endpoint", () => {
  const open = async (name: string, user: ReturnType<typeof renderApp>["user"], item: RegExp) => {
    await user.click(screen.getByRole("button", { name: `Actions for ${name}` }));
    await user.click(await screen.findByText(item));
  };

  test("pausing takes effect at once and can be undone", async () => {
    const { user, client } = renderApp({
      answers: { "endpoint.pause": () => ({}), "endpoint.resume": () => ({}) },
    });
    await open("desk", user, /^Pause$/);
    expect(client.asked).toContainEqual({ method: "endpoint.pause", params: { endpoint: "desk" } });
    const undo = await screen.findByRole("button", { name: "Undo" });
    expect(undo.closest('[role="status"]')?.textContent).toContain(
      "desk is paused. Events keep being stored",
    );
    await user.click(undo);
    expect(client.asked).toContainEqual({ method: "endpoint.resume", params: { endpoint: "desk" } });
    await user.click(screen.getByRole("button", { name: "Close" }));
    expect(screen.queryByText(/desk goes on/)).toBeNull();
  });

  test("a paused one is resumed with its number, a failing one probed and tested", async () => {
    const { user, client } = renderApp({
      answers: { "endpoint.resume": () => ({}), "endpoint.probe": () => ({}) },
    });
    await open("archive", user, /Resume: 1,204 deliveries/);
    await open("crm", user, /Probe now/);
    expect(client.asked.map(({ method }) => method)).toEqual(
      expect.arrayContaining(["endpoint.resume", "endpoint.probe"]),
    );
    await open("crm", user, /Send a test event/);
    expect(await screen.findByRole("dialog")).toBeDefined();
  });

  test("what did not work is said, and can be tried again", async () => {
    const { user, client } = renderApp({
      answers: {
        "endpoint.pause": () => {
          throw new RequestFailure("not-known", "There is no endpoint desk.");
        },
      },
    });
    await open("desk", user, /^Pause$/);
    const alert = within(
      (await screen.findByText(/no longer here/)).closest('[role="alert"]') ?? document.body,
    );
    await user.click(alert.getByRole("button", { name: "Try again" }));
    expect(client.asked.filter(({ method }) => method === "endpoint.pause")).toHaveLength(2);
  });
});

describe("the next deletion", () => {
  test("is counted anew when somebody wants to know", async () => {
    const { user, client } = renderApp({ answers: { "recordings.purgePreview": () => preview } });
    expect(block("Disk").getByText(/214 files, 1.2 GB/)).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Preview" }));
    const dialog = within(await screen.findByRole("dialog"));
    const facts = await dialog.findByText(/recordings of calls that ended more than/);
    expect(facts.textContent).toMatch(/214 files, 1\.2\sGB/);
    expect(client.asked).toContainEqual({ method: "recordings.purgePreview", params: {} });
    await user.click(dialog.getByRole("button", { name: "Keep longer…" }));
    expect(location.hash).toBe("#/settings/recordings/keep_days");
  });

  test("an error of the count has its sentence and a way on", async () => {
    const { user } = renderApp();
    await user.click(screen.getByRole("button", { name: "Preview" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(await dialog.findByRole("alert")).toBeDefined();
    expect(dialog.getByRole("button", { name: "Try again" })).toBeDefined();
  });
});

describe("states", () => {
  test("nothing set up: each part says its next step", async () => {
    const quiet = aQuietSnapshot();
    const { user } = renderApp({
      snapshot: {
        ...quiet,
        pbx: { ...quiet.pbx, state: "not-configured", sources: [] },
        endpoints: [],
        recordings: { ...quiet.recordings, condition: "off" },
      },
    });
    await user.click(screen.getByRole("button", { name: "Set up a receiver" }));
    expect(location.hash).toBe("#/start/receiver");
    expect(screen.queryByRole("heading", { name: "First start" })).toBeDefined();
  });

  test("not connected: one cause, one next step, and what is missing by it", async () => {
    const { pbx } = aSnapshot();
    const sentence = "pbx.example.com:443 does not answer in time.";
    const sources = pbx.sources.map((source) => ({ ...source, state: "unreachable", sentence }));
    const { user } = renderApp({
      snapshot: aSnapshot({
        pbx: { ...pbx, state: "not-connected", sentence, advice: "A firewall?", sources },
      }),
    });
    const part = block("Phone system");
    expect(part.getAllByText(sentence)).toHaveLength(1);
    expect(part.getByText(/Missing without it: names/)).toBeDefined();
    await user.click(part.getByRole("button", { name: "Check the connection" }));
    expect(location.hash).toBe("#/start/pbx");
  });

  test("at most five problems, the rest counted; the calm case says so", async () => {
    const problems = Array.from({ length: 8 }, (_, at) =>
      aProblem({ id: String(at), sentence: `Problem ${at}.` }),
    );
    const { client, draw } = renderApp({ snapshot: aSnapshot({ problems }) });
    expect(block("Problems").getAllByRole("listitem")).toHaveLength(5);
    expect(screen.getByText(/3 more are listed/)).toBeDefined();
    await draw(() => client.push("problems", []));
    expect(screen.getByText("No problem at the moment.")).toBeDefined();
  });

  test("when the connection is lost, it is grey and nothing is thrown away", async () => {
    const { client } = renderApp();
    client.become({ kind: "reconnecting", sinceMs: Date.now(), reason: "lost" });
    await waitFor(() => expect(document.querySelector("main")?.dataset["stale"]).toBe("true"));
    expect(screen.getByRole("row", { name: /^crm/ })).toBeDefined();
  });

  test("only the endpoint that changed is drawn again, and figures follow calls", async () => {
    const { client, draw } = renderApp();
    await draw(() => client.push("endpoints", { changed: [anEndpoint({ waiting: 7 })] }));
    expect(within(screen.getByRole("row", { name: /^desk/ })).getByText("7")).toBeDefined();
    await draw(() => client.push("calls", { changed: [], ended: [...aSnapshot().calls] }));
    expect(block("Now").getByRole("link", { name: "0 calls" })).toBeDefined();
  });
});
