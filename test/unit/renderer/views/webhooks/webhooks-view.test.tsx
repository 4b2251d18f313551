import { screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { afterEach, describe, expect, test } from "vitest";
import { forgetResends } from "../../../../../src-renderer/views/webhooks/resends.ts";
import { type FakeAnswers, RequestFailure } from "../../fake-client.ts";
import { aLogRow, aQuietSnapshot, fixtureNowMs } from "../../fixtures.ts";
import { renderApp, type Shown, type ShownOptions } from "../../render-app.tsx";
import { hostileName, logAnswers, rowOf, someRows } from "./log-fixtures.ts";

afterEach(forgetResends);

const withoutContrast = { rules: { "color-contrast": { enabled: false } } };

async function findings(): Promise<readonly string[]> {
  const { violations } = await axe.run(document.body, withoutContrast);
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
}

function show(options: ShownOptions = {}, answers: FakeAnswers = {}): Shown {
  return renderApp({ hash: "#/webhooks", ...options, answers: { ...logAnswers(), ...answers } });
}

const grid = () => screen.findByRole("grid", { name: "Webhook log" });
const firstRow = async () => within(await grid()).getAllByRole("row")[1]?.textContent ?? "";
const lastAsked = (shown: Shown, method: string) =>
  shown.client.asked.filter((question) => question.method === method).at(-1)?.params;

describe("the list", () => {
  test("shows states, reasons and counts, and says nothing that axe complains about", async () => {
    show();
    expect(await firstRow()).toContain("Nothing listens at 10.0.0.5:8080");
    expect(await screen.findByText("9 match")).toBeDefined();
    expect(screen.getByRole("button", { name: /old-crm no longer in the settings/ })).toBeDefined();
    expect(await findings()).toEqual([]);
  });

  test("an accepted event says what holds its endpoint, a probe and a simulation are named", async () => {
    const rows = [
      rowOf(518),
      aLogRow({ id: 3, endpoint: "archive", state: "waiting", attempts: 0 }),
      aLogRow({ id: 2, endpoint: "desk", state: "waiting", attempts: 0 }),
      { ...rowOf(520), id: 1, probe: true as const, simulated: true as const, test: true },
    ];
    show({}, logAnswers(rows));
    const table = await grid();
    expect(await within(table).findByText(/waits: on hold, next probe at/)).toBeDefined();
    expect(within(table).getByText("waits: the endpoint is paused")).toBeDefined();
    expect(within(table).getByText("accepted, not tried yet")).toBeDefined();
    expect(within(table).getByText(/^Probe:/)).toBeDefined();
    expect(within(table).getByText("simulated call")).toBeDefined();
    expect(within(table).queryByText("test event")).toBeNull();
  });

  test("empty: offers a test event, which shows the whole exchange", async () => {
    const shown = show({ snapshot: aQuietSnapshot() }, logAnswers([]));
    await shown.user.click(
      within(await screen.findByText(/No webhook has been sent yet/)).getByRole("button"),
    );
    const dialog = await screen.findByRole("dialog");
    await shown.user.selectOptions(within(dialog).getByLabelText("Event"), "ended");
    await shown.user.click(within(dialog).getByRole("button", { name: "Send" }));
    expect(lastAsked(shown, "endpoint.test")).toEqual({ endpoint: "desk", type: "ended" });
    expect(await within(dialog).findByText(/answered 422/)).toBeDefined();
    expect(within(dialog).getByText("Status 422")).toBeDefined();
    expect(await findings()).toEqual([]);
  });

  test("nothing matches: says how many there are without the filter, and clears it", async () => {
    const { user } = show({ hash: "#/webhooks?event=voicemail" });
    await user.click(
      within(await screen.findByText(/Nothing matches. 9 entries/)).getByRole("button", {
        name: "Clear filter",
      }),
    );
    expect(location.hash).toBe("#/webhooks");
    expect(await firstRow()).toContain("retry");
  });

  test("an error says so, keeps nothing back, and can be tried again", async () => {
    let works = false;
    const { user } = show(
      {},
      {
        "log.page": () => {
          if (!works) throw new RequestFailure("failed", "The delivery log cannot be read at the moment.");
          return { rows: [...someRows] };
        },
      },
    );
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("cannot be read at the moment");
    works = true;
    await user.click(within(alert).getByRole("button", { name: "Try again" }));
    expect(await firstRow()).toContain("retry");
  });

  test("old rows stay until those of a new filter are there", async () => {
    let answer: (() => void) | undefined;
    const { user } = show(
      {},
      {
        "log.page": async ({ states }) => {
          if (states !== undefined) await new Promise<void>((come) => (answer = come));
          return { rows: states === undefined ? [...someRows] : [rowOf(519)] };
        },
      },
    );
    await grid();
    await user.selectOptions(screen.getByRole("combobox", { name: "State" }), "failed");
    expect(location.hash).toBe("#/webhooks?state=failed");
    expect(await firstRow()).toContain("retry");
    await waitFor(() => expect(answer).toBeDefined());
    answer?.();
    await waitFor(async () => expect(await firstRow()).toContain("given up"));
  });

  test("what callers and receivers wrote is text", async () => {
    const rows = [aLogRow({ id: 1, caller: hostileName, error: hostileName, state: "retry" })];
    const { container } = show({}, logAnswers(rows));
    await grid();
    expect(container.querySelector("img")).toBeNull();
    expect((await screen.findAllByText("U+202E")).length).toBeGreaterThan(0);
  });

  test("speaks German", async () => {
    show({ language: "de" });
    expect(await screen.findByText("9 Treffer")).toBeDefined();
    expect(screen.getByText("Zustand")).toBeDefined();
  });

  test("further pages come at the end", async () => {
    const shown = show(
      {},
      {
        "log.page": ({ cursor }) =>
          cursor === undefined ? { rows: [rowOf(520)], cursor: "more" } : { rows: [rowOf(519)] },
      },
    );
    expect(await screen.findByText("given up")).toBeDefined();
    expect(lastAsked(shown, "log.page")).toMatchObject({ cursor: "more", limit: 100 });
  });
});

describe("the live tail", () => {
  const fresh = aLogRow({ id: 900, type: "voicemail", acceptedAtMs: fixtureNowMs });

  test("a long search goes on by itself, can be stopped, and says so instead of that nothing matches", async () => {
    let pieces = 0;
    let hold: (() => void) | undefined;
    const shown = show(
      { hash: "#/webhooks?text=rare" },
      {
        "log.page": async () => {
          pieces += 1;
          if (pieces === 3) await new Promise<void>((resolve) => (hold = resolve));
          if (pieces > 4) return { rows: [rowOf(519)] };
          return { rows: [], cursor: `p${pieces}`, searchedToMs: fixtureNowMs - pieces * 60_000 };
        },
      },
    );
    expect(await screen.findByText(/^Searching: back to/)).toBeDefined();
    expect(screen.queryByText(/Nothing matches/)).toBeNull();
    await waitFor(() => expect(pieces).toBe(3));
    await shown.user.click(screen.getByRole("button", { name: "Stop" }));
    await shown.draw(() => hold?.());
    expect(await screen.findByText(/what is older was not searched/)).toBeDefined();
    expect(pieces).toBe(3);
    await shown.user.click(screen.getByRole("button", { name: "Search on" }));
    expect(await firstRow()).toContain("answered 422");
    expect(screen.queryByText(/Searching/)).toBeNull();
  });

  test("new rows come to the top; while somebody reads they are counted", async () => {
    const { client, draw, user } = show();
    await grid();
    await draw(() => client.push("log-rows", { rows: [fresh], skipped: 0 }));
    expect(await firstRow()).toContain("voicemail");
    await user.hover(await grid());
    await draw(() =>
      client.push("log-rows", { rows: [{ ...fresh, id: 901, type: "transfer" }], skipped: 0 }),
    );
    expect(await firstRow()).toContain("voicemail");
    await user.click(screen.getByRole("button", { name: /1 new/ }));
    expect(await firstRow()).toContain("transfer");
  });

  test("what does not fit the filter stays out; words are asked for", async () => {
    const shown = show({ hash: "#/webhooks?text=listens" });
    await grid();
    const wrong = { ...fresh, error: "Nothing listens here either." };
    await shown.draw(() => shown.client.push("log-rows", { rows: [wrong], skipped: 0 }));
    expect(lastAsked(shown, "log.page")).toMatchObject({ text: "listens", ids: [900] });
    expect(await firstRow()).not.toContain("voicemail");
  });

  test("when more happened than was told, the log is read again", async () => {
    const shown = show();
    await grid();
    const pages = () => shown.client.asked.filter(({ method }) => method === "log.page").length;
    const before = pages();
    await shown.draw(() => shown.client.push("log-rows", { rows: [], skipped: 40 }));
    await waitFor(() => expect(pages()).toBe(before + 1));
  });
});

describe("endpoints", () => {
  test("a card is a filter, and its endpoint's trouble is told with what helps", async () => {
    const shown = show();
    await shown.user.click(await screen.findByRole("button", { name: /crm failing/ }));
    expect(location.hash).toBe("#/webhooks?endpoint=crm");
    await shown.user.click(await screen.findByRole("button", { name: "Probe now" }));
    expect(lastAsked(shown, "endpoint.probe")).toEqual({ endpoint: "crm" });
    expect(await screen.findByText(/goes to/)).toBeDefined();
  });

  test("pausing is instant and can be undone", async () => {
    const shown = show();
    await shown.user.click(await screen.findByRole("button", { name: "Actions for desk" }));
    await shown.user.click(await screen.findByRole("menuitem", { name: "Pause", hidden: true }));
    expect(lastAsked(shown, "endpoint.pause")).toEqual({ endpoint: "desk" });
    expect(await screen.findByText(/ringing events expire after 60 s/)).toBeDefined();
    await shown.user.click(screen.getByRole("button", { name: "Undo" }));
    expect(lastAsked(shown, "endpoint.resume")).toEqual({ endpoint: "desk" });
  });
});

describe("filters", () => {
  test("the search is told in what it is taken for and stands in the address", async () => {
    const { user } = show();
    await user.type(await screen.findByRole("searchbox"), "0171 55501");
    expect(screen.getByText("number", { selector: "span" })).toBeDefined();
    await waitFor(() => expect(location.hash).toBe("#/webhooks?text=0171+55501"));
  });

  test("tests and mirrors, users, a range of time", async () => {
    const shown = show();
    await shown.user.selectOptions(await screen.findByLabelText("Tests and mirrors"), "neither");
    await shown.user.type(screen.getByLabelText("User"), "106");
    await shown.user.selectOptions(screen.getByLabelText("Time"), "Today");
    await waitFor(() =>
      expect(lastAsked(shown, "log.total")).toEqual({
        ...{ test: false, mirror: false, user: "106" },
        fromMs: Date.parse("2026-11-21T23:00:00.000Z"),
      }),
    );
  });
});

describe("sending again", () => {
  test("many: counted first, frozen, then run with its progress and a way to stop", async () => {
    const shown = show({ hash: "#/webhooks?state=failed" });
    await grid();
    await shown.user.click(screen.getByRole("button", { name: "Resend…" }));
    const dialog = await screen.findByRole("dialog");
    expect(await within(dialog).findByText("198 events would be sent again.")).toBeDefined();
    expect(within(dialog).getByText("15 others were already delivered and are left out.")).toBeDefined();
    expect(within(dialog).getByText(/7 cannot be resent/)).toBeDefined();
    expect(await findings()).toEqual([]);
    await shown.user.click(within(dialog).getByRole("button", { name: "Resend 198" }));
    expect(lastAsked(shown, "resend.run")).toEqual({ planId: "resend-7" });
    const progress = { total: 198, handedOver: 100, delivered: 84, failed: 3, state: "running" } as const;
    await shown.draw(() => shown.client.push("resend", { planId: "resend-7", progress }));
    expect(await screen.findByText("Sending again: 87 of 198, 3 failed again")).toBeDefined();
    await shown.user.click(screen.getByRole("button", { name: "Stop" }));
    expect(lastAsked(shown, "resend.cancel")).toEqual({ planId: "resend-7" });
  });

  test("a plan that nobody runs is forgotten; another question makes another plan", async () => {
    const shown = show();
    await grid();
    await shown.user.click(screen.getByRole("button", { name: "Resend…" }));
    await screen.findByText("198 events would be sent again.");
    await shown.user.click(screen.getByRole("checkbox"));
    await waitFor(() =>
      expect(lastAsked(shown, "resend.plan")).toEqual({ filter: {}, includeDelivered: true }),
    );
    await screen.findByText("198 events would be sent again.");
    await shown.user.click(screen.getByRole("button", { name: "Cancel" }));
    const forgotten = shown.client.asked.filter(({ method }) => method === "resend.forget");
    expect(forgotten).toHaveLength(2);
    expect(lastAsked(shown, "resend.run")).toBeUndefined();
  });

  test("selected rows: these and no others", async () => {
    const shown = show();
    (await grid()).focus();
    await shown.user.keyboard("{ArrowDown} {ArrowDown} ");
    expect(screen.getByText("2 selected")).toBeDefined();
    await shown.user.keyboard("r");
    await screen.findByRole("dialog");
    expect(lastAsked(shown, "resend.plan")).toEqual({ filter: { ids: [520, 519] }, includeDelivered: false });
  });

  test("Ctrl A means all that match, loaded or not", async () => {
    const shown = show({ hash: "#/webhooks?endpoint=crm" });
    (await grid()).focus();
    await shown.user.keyboard("{ArrowDown}{Control>}a{/Control}");
    expect(await screen.findByText(/All 4 that match are selected/)).toBeDefined();
    await shown.user.keyboard("r");
    await screen.findByRole("dialog");
    expect(lastAsked(shown, "resend.plan")).toEqual({
      filter: { endpoints: ["crm"] },
      includeDelivered: false,
    });
  });
});

test("an export comes piece by piece and says when it is done", async () => {
  const saved: Blob[] = [];
  URL.createObjectURL = (file) => {
    if (file instanceof Blob) saved.push(file);
    return "#";
  };
  URL.revokeObjectURL = () => undefined;
  const shown = show(
    { hash: "#/webhooks?state=failed" },
    {
      "log.export": ({ cursor }) =>
        cursor === undefined ? { text: "one\n", cursor: "2" } : { text: "two\n" },
    },
  );
  await grid();
  await shown.user.click(screen.getByRole("button", { name: "Export" }));
  await shown.user.click(await screen.findByRole("menuitem", { name: /CSV/, hidden: true }));
  expect(await screen.findByText(/Exported: 8 B/)).toBeDefined();
  expect(lastAsked(shown, "log.export")).toMatchObject({ format: "csv", cursor: "2" });
  expect(saved[0]?.size).toBe(8);
});

test("a lost connection keeps the rows", async () => {
  const { client, draw } = show();
  await grid();
  await draw(() => client.become({ kind: "reconnecting", sinceMs: Date.now(), reason: "lost" }));
  expect(await firstRow()).toContain("Nothing listens");
});
