import { screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, onTestFinished, test } from "vitest";
import { aCall, anEndpoint, aProblem, aQuietSnapshot, aSnapshot } from "../fixtures.ts";
import { renderApp } from "../render-app.tsx";

const contrastIsOfTokens = { rules: { "color-contrast": { enabled: false } } };

async function findings(): Promise<readonly string[]> {
  const { violations } = await axe.run(document.body, contrastIsOfTokens);
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
}

describe("the frame", () => {
  test("shows the states, the numbers at the views and one worst problem", async () => {
    const { user } = renderApp();
    const rail = screen.getByRole("navigation", { name: "Views" });
    expect(within(rail).getByRole("link", { name: /Calls.*3 calls now/ })).toBeDefined();
    expect(
      within(rail).getByRole("link", { name: /Webhooks.*1,417 deliveries wait, failing/ }),
    ).toBeDefined();
    expect(screen.getByText("1 of 3 endpoints failing")).toBeDefined();
    const banner = within(screen.getByRole("region", { name: "Worst problem" }));
    expect(banner.getByText(/crm does not take its webhooks/)).toBeDefined();
    await user.click(banner.getByRole("button", { name: "1 more problem" }));
    const listed = await screen.findAllByText(/certificate of this program/);
    expect(listed.some((text) => text.closest('[role="menu"]') !== null)).toBe(true);
  });

  test("mirrors alarm nobody and are not hidden", () => {
    const endpoints = [
      anEndpoint({ name: "crm", state: "ok" }),
      anEndpoint({ name: "copy", mirror: true, state: "failing" }),
      anEndpoint({ name: "other", mirror: true, state: "ok" }),
    ];
    const { unmount } = renderApp({ snapshot: aSnapshot({ endpoints }) });
    expect(screen.getByText("1 endpoint ok + 2 mirrors (1 failing)")).toBeDefined();
    unmount();
    renderApp({ snapshot: aSnapshot({ endpoints: endpoints.slice(0, 2) }), language: "de" });
    expect(screen.getByText("1 Empfänger in Ordnung + 1 Spiegel (1 gestört)")).toBeDefined();
  });

  test("has nothing that axe complains about, in both languages", async () => {
    const first = renderApp();
    expect(await findings()).toEqual([]);
    first.unmount();
    renderApp({ language: "de", snapshot: aQuietSnapshot() });
    expect(await findings()).toEqual([]);
  });

  test("changes with the engine", async () => {
    const { client, draw } = renderApp();
    await draw(() => client.push("problems", []));
    expect(screen.queryByText(/crm does not answer/)).toBeNull();
    await draw(() => client.push("calls", { changed: [aCall({ chainId: "new" })], ended: [] }));
    expect(screen.getByRole("link", { name: /Calls.*4 calls now/ })).toBeDefined();
  });

  test("speaks German", () => {
    renderApp({ language: "de" });
    expect(screen.getByText("1 von 3 Empfängern gestört")).toBeDefined();
    expect(document.documentElement.lang).toBe("de");
  });

  test("names the view in the title and never a caller", () => {
    renderApp({ hash: "#/calls/261122141907_698?text=%2B49301234567" });
    expect(document.title).toBe("Calls · 3CX Webhook");
  });

  test("names the machine in the title where it is another one", async () => {
    const { program } = aSnapshot();
    const at = (kind: "desktop" | "service") =>
      renderApp({ snapshot: aSnapshot({ program: { ...program, kind, host: "pbx01" } }) });
    const first = at("service");
    expect(document.title).toBe("Overview · pbx01 · 3CX Webhook");
    first.unmount();
    at("desktop");
    expect(document.title).toBe("Overview · 3CX Webhook");
  });

  test("in the desktop program the service that it is attached to is named, also while it is away", async () => {
    const state = { engine: "elsewhere", keyring: true, services: [], attachedTo: "pbx02.example.com:8444" };
    const { fetch } = globalThis;
    globalThis.fetch = async () => new Response(JSON.stringify(state));
    onTestFinished(() => {
      globalThis.fetch = fetch;
    });
    const first = renderApp({ desktop: true });
    await waitFor(() => expect(document.title).toBe("Overview · pbx02.example.com:8444 · 3CX Webhook"));
    expect(screen.getByText(/· pbx02\.example\.com:8444/)).toBeDefined();
    first.unmount();
    renderApp({
      desktop: true,
      snapshot: null,
      state: { kind: "reconnecting", sinceMs: 0, reason: "lost" },
    });
    await screen.findByText(/No service answers at/);
    await waitFor(() => expect(screen.getByRole("alert").textContent).toContain("pbx02.example.com:8444"));
  });

  test("what others wrote is text, and what hides in it is seen", () => {
    const sentence = '<img src=x onerror="alert(1)"> \u202egnp';
    const { container } = renderApp({ snapshot: aSnapshot({ problems: [aProblem({ sentence })] }) });
    expect(container.querySelector("img")).toBeNull();
    const banner = within(screen.getByRole("region", { name: "Worst problem" }));
    expect(banner.getByText("U+202E")).toBeDefined();
  });

  test("says where nothing is", async () => {
    const { user } = renderApp({ hash: "#/nowhere" });
    await user.click(screen.getByRole("button", { name: "Overview" }));
    expect(location.hash).toBe("#/overview");
  });
});

describe("keys", () => {
  test("g and a letter lead to views, and can be switched off", async () => {
    const { user } = renderApp();
    await user.keyboard("gw");
    expect(location.hash).toBe("#/webhooks");
    await user.keyboard("?");
    await user.click(await screen.findByRole("switch"));
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await user.keyboard("go");
    expect(location.hash).toBe("#/webhooks");
  });

  test("a stopped program is no empty one: each view says so, with the way to its start", async () => {
    const stopped = { ...aProblem(), id: "program:stopped", area: "program" } as const;
    const { user } = renderApp({ snapshot: aQuietSnapshot({ endpoints: [], problems: [stopped] }) });
    for (const name of ["Overview", "Calls", "Webhooks", "Recordings", "Simulator"]) {
      await user.click(screen.getByRole("link", { name: new RegExp(`^${name}`) }));
      expect(screen.getByRole("heading", { name })).toBeDefined();
      expect(screen.getByText(/Nothing is shown here while 3CX Webhook does not run/)).toBeDefined();
    }
    expect(screen.queryByText(/No endpoint/)).toBeNull();
    await user.click(screen.getByRole("button", { name: "To its start" }));
    expect(location.hash).toBe("#/settings/program");
  });

  test("Ctrl K finds commands by any words and searches for everything else", async () => {
    const { user } = renderApp();
    await user.keyboard("{Control>}k{/Control}");
    await user.keyboard("record go{Enter}");
    expect(location.hash).toBe("#/recordings");
    await user.keyboard("{Control>}k{/Control}");
    await user.keyboard("0171 55501{Enter}");
    expect(location.hash).toBe("#/webhooks?text=0171+55501");
    await user.keyboard("{Control>}k{/Control}");
    await user.keyboard("desk{Enter}");
    expect(location.hash).toBe("#/webhooks?endpoint=desk");
  });

  test("Escape closes the topmost layer and gives the focus back", async () => {
    const { user } = renderApp();
    const field = screen.getByRole("button", { name: /Ctrl K/ });
    await user.click(field);
    expect(await screen.findByRole("combobox")).toBeDefined();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("combobox")).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(field));
  });

  test("Ctrl 2 belongs to the desktop program only", async () => {
    const first = renderApp();
    await first.user.keyboard("{Control>}2{/Control}");
    expect(location.hash).toBe("#/overview");
    first.unmount();
    const { user } = renderApp({ desktop: true });
    await user.keyboard("{Control>}2{/Control}");
    expect(location.hash).toBe("#/calls");
  });
});

describe("the connection", () => {
  test("lost: said once aloud, the state stays with its age, and it comes back", async () => {
    const { client, draw } = renderApp();
    await draw(() => client.become({ kind: "reconnecting", sinceMs: Date.now(), reason: "lost" }));
    expect(screen.getByRole("alert").textContent).toBe("Connection to the service lost.");
    expect(screen.getByText(/Shown is the state of/)).toBeDefined();
    expect(screen.getByRole("main").dataset["stale"]).toBe("true");
    await draw(() => client.become({ kind: "connected", serviceVersion: "0.1.0" }));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  test("login: says how many tries are left, then lets in at the place that was asked for", async () => {
    const answers = [
      { outcome: "wrong-password", sentence: "", triesLeft: 3, pauseS: 300 },
      { outcome: "granted", sentence: "" },
    ] as const;
    let asked = 0;
    const { client, user } = renderApp({
      snapshot: null,
      hash: "#/webhooks?state=failed",
      state: { kind: "refused", reason: "login-needed", sentence: "", windowVersion: "0.1.0" },
      login: async () => answers[asked++] ?? answers[1],
    });
    await user.type(screen.getByLabelText(/Password/, { selector: "input" }), "wrong{Enter}");
    expect(await screen.findByText("Wrong password. 3 tries left, then a pause of 5 min.")).toBeDefined();
    expect(await findings()).toEqual([]);
    await user.type(screen.getByLabelText(/Password/, { selector: "input" }), "right{Enter}");
    await waitFor(() => expect(client.reconnects).toBe(1));
    expect(location.hash).toBe("#/webhooks?state=failed");
  });

  test("another version: both are named, and which one to update", () => {
    renderApp({
      state: {
        kind: "refused",
        reason: "version",
        sentence: "",
        windowVersion: "0.9.0",
        serviceVersion: "0.10.0",
      },
    });
    expect(screen.getByRole("alert").textContent).toBe(
      "The window is 0.9.0, the service 0.10.0. Update the window; until then nothing can be changed here.",
    );
  });

  test("no service at all: where it was looked for, and a way to try again", async () => {
    const { client, user } = renderApp({
      snapshot: null,
      state: { kind: "reconnecting", sinceMs: 0, reason: "lost" },
    });
    expect(screen.getByRole("alert").textContent).toContain("No service answers at pbx.example.com:8444.");
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(client.reconnects).toBe(1);
  });
});
