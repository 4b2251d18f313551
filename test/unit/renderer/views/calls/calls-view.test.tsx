import { screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, test, vi } from "vitest";
import {
  finishedCalls,
  legsOf,
  longCourse,
  manyCalls,
  pagesOf,
} from "../../../../screenshots/fixtures/calls.ts";
import { type FakeAnswers, RequestFailure } from "../../fake-client.ts";
import { aCall, aLogRow, aQuietSnapshot, aSnapshot, aTalk } from "../../fixtures.ts";
import { renderApp, type ShownOptions } from "../../render-app.tsx";

const answers: FakeAnswers = { "calls.page": pagesOf(30), "calls.get": () => ({}) };
const show = (options: ShownOptions = {}) => renderApp({ hash: "#/calls", answers, ...options });
const grid = () => screen.getByRole("grid", { name: /Live and finished calls|Laufende und beendete/ });
const rowTexts = () =>
  within(grid())
    .getAllByRole("row")
    .slice(1)
    .map((row) => row.textContent);
const asked = (client: ReturnType<typeof show>["client"], method: string) =>
  client.asked.filter((each) => each.method === method).map(({ params }) => params);

async function findings(): Promise<readonly string[]> {
  const { violations } = await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
}

describe("the list", () => {
  test("shows live calls in the order of need, then those finished today", async () => {
    const { client } = show();
    await screen.findByText("Finished today");
    await waitFor(() => expect(rowTexts().length).toBeGreaterThan(10));
    expect(rowTexts()[0]).toMatch(/waiting.*anonymous.*800 Support/);
    expect(rowTexts()[1]).toMatch(/ringing.*\+49 30 1234567 · Weber GmbH.*104, 107/);
    expect(rowTexts()[2]).toMatch(/talking.*0420774852629.*106 Sales/);
    expect(rowTexts()[3]).toMatch(/Finished today.*312 in · 88 out · 19 missed.*Europe\/Berlin/);
    expect(asked(client, "calls.page")).toEqual([{ limit: 100, fromMs: aSnapshot().today.dayStartMs }]);
    expect(await findings()).toEqual([]);
  });

  test("says what is going on in one line", () => {
    show();
    expect(screen.getByText(/3 live calls, 2 wait, longest 0:3\d/)).toBeDefined();
  });

  test("empty: the next call appears by itself, and it does", async () => {
    const { client, draw } = show({
      snapshot: aQuietSnapshot(),
      answers: { "calls.page": () => ({ rows: [] }) },
    });
    expect(await screen.findByText(/No call has finished today/)).toBeDefined();
    expect(screen.getByText(/No calls right now/)).toBeDefined();
    await draw(() => client.push("calls", { changed: [aCall()], ended: [] }));
    expect(screen.queryByText(/No calls right now/)).toBeNull();
    expect(screen.getByText("+49 30 1234567")).toBeDefined();
  });

  test("loading: live calls are there at once", () => {
    show({ answers: { "calls.page": () => new Promise<never>(() => {}) } });
    expect(screen.getByText("+49 30 1234567")).toBeDefined();
  });

  test("error: says so, and asks again", async () => {
    let fails = true;
    const page = pagesOf(3);
    const { user } = show({
      answers: {
        "calls.page": (params) => {
          if (fails) throw new RequestFailure("failed", "calls.db cannot be read.");
          return page(params);
        },
      },
    });
    fails = false;
    await user.click(await screen.findByRole("button", { name: "Try again" }));
    expect(await screen.findByText(/That is all of today/)).toBeDefined();
  });

  test("a call that ends stays in its place for a moment, with its end", async () => {
    const { client, draw } = show();
    await screen.findByText("Finished today");
    const ended = aTalk({ state: "ended", endedAtMs: aSnapshot().nowMs + 1_000, talkS: 373, waitS: 4 });
    await draw(() => client.push("calls", { changed: [], ended: [ended] }));
    expect(rowTexts()[2]).toMatch(/ended.*0420774852629/);
  });

  test("pages on, and earlier days are one step away", async () => {
    const { client, user } = show({ answers: { ...answers, "calls.page": pagesOf(5) } });
    await user.click(await screen.findByRole("button", { name: "Show earlier days" }));
    expect(location.hash).toBe("#/calls?days=all");
    expect(await screen.findByText("Finished, all days that are kept")).toBeDefined();
    expect(asked(client, "calls.page").at(-1)).toEqual({ limit: 100 });
  });

  test("what callers send is text", async () => {
    const { container } = show({ snapshot: aSnapshot({ calls: [longCourse()] }) });
    expect(await screen.findByText(/<b>Dvořáková<\/b>/)).toBeDefined();
    expect(container.querySelector("bdi b")).toBeNull();
    expect(screen.getByText("U+202E")).toBeDefined();
  });

  test("says what is missing when a source is", () => {
    const { pbx } = aSnapshot();
    const without = (name: string, state: string) => ({
      ...pbx,
      sources: pbx.sources.map((source) => (source.name === name ? { ...source, state } : source)),
    });
    const first = show({ snapshot: aSnapshot({ pbx: without("call-control", "no-licence") }) });
    expect(screen.getByText(/Ringing and answering of single phones are missing/)).toBeDefined();
    first.unmount();
    show({ snapshot: aSnapshot({ pbx: without("directory", "not-available") }) });
    expect(screen.getByText(/IVR and queue stages are missing/)).toBeDefined();
  });

  test("is not called live while nobody watches the PBX", () => {
    const { pbx } = aSnapshot();
    const sources = pbx.sources.map((source) => ({ ...source, state: "connection-lost" }));
    show({ snapshot: aSnapshot({ pbx: { ...pbx, state: "not-connected", sources } }) });
    expect(screen.getByText(/The phone system is not watched/)).toBeDefined();
    expect(screen.queryByRole("button", { name: "Pause" })).toBeNull();
  });

  test("speaks German", async () => {
    show({ language: "de" });
    expect(await screen.findByText("Heute beendet")).toBeDefined();
    expect(rowTexts()[0]).toMatch(/wartet.*anonym/);
  });
});

describe("many calls", () => {
  test("are grouped, counted, and open by mouse and keyboard", async () => {
    const { user } = show({ snapshot: aQuietSnapshot({ calls: [...manyCalls(1024)] }) });
    expect(screen.getByText(/1,024 calls. Grouped by state/)).toBeDefined();
    expect(rowTexts()[0]).toMatch(/waiting.*14\d calls.*longest wait/);
    await user.click(within(grid()).getByRole("button", { name: /waiting/ }));
    expect(rowTexts()[1]).toMatch(/waiting.*80[012]/);
    grid().focus();
    await user.keyboard("{Control>}{Home}{/Control}{Enter}");
    expect(rowTexts()[1]).toMatch(/ringing.*14\d calls/);
    expect(await findings()).toEqual([]);
  });

  test("keep those in sight that wait longest", async () => {
    const { user } = show({ snapshot: aQuietSnapshot({ calls: [...manyCalls(45)] }) });
    const strip = screen.getByRole("region", { name: "Waiting longest" });
    const [first] = within(strip).getAllByRole("button");
    expect(within(strip).getAllByRole("button")).toHaveLength(3);
    if (first !== undefined) await user.click(first);
    expect(location.hash).toMatch(/^#\/calls\/261122/);
  });
});

test("who waits longest stays in its place while others come and go", async () => {
  const calls = manyCalls(45);
  const { client, draw } = show({ snapshot: aQuietSnapshot({ calls: [...calls] }) });
  const strip = screen.getByRole("region", { name: "Waiting longest" });
  const shownNow = () => within(strip).getAllByRole("button");
  const [first, second, third] = shownNow();
  const number = first?.querySelector("bdi")?.textContent;
  const gone = calls.find((call) => call.number !== "" && call.number === number);
  if (gone === undefined) throw new Error("Not found.");
  const nowMs = aSnapshot().nowMs;
  await draw(() =>
    client.push("calls", { changed: [], ended: [{ ...gone, state: "missed", endedAtMs: nowMs }] }),
  );
  expect(shownNow()).toHaveLength(3);
  expect(shownNow().slice(1)).toEqual([second, third]);
  expect(shownNow()[0]?.textContent).not.toContain(number);
});

describe("the detail", () => {
  const drawer = () => screen.getByRole("complementary", { name: "Details of the call" });

  test("opens from the list, shows course, links, deliveries and times", async () => {
    const { user } = show({ snapshot: aSnapshot({ calls: [longCourse()] }) });
    await user.click(screen.getByText("120"));
    expect(location.hash).toBe("#/calls/261122140958_655");
    expect(drawer().textContent).toMatch(/112 Evarang 0:08, answered; talked 2:38, transferred/);
    expect(drawer().textContent).toMatch(/Link 2.*transfer, blind.*answered.*handed on/);
    expect(drawer().textContent).toMatch(/3CX does not report hold/);
    await user.keyboard("t");
    expect(within(drawer()).getAllByRole("row")).toHaveLength(9);
    expect(await findings()).toEqual([]);
    await user.keyboard("{Escape}");
    expect(location.hash).toBe("#/calls");
  });

  test("shows under each link which phones had part in it, and what each did when", async () => {
    const call = longCourse();
    const { container } = show({
      hash: `#/calls/${call.chainId}`,
      snapshot: aSnapshot({ calls: [call] }),
      answers: {
        ...answers,
        "calls.get": () => ({ call: { ...call, legs: [...legsOf(call)], legsLeftOut: 3 } }),
      },
    });
    expect(await within(drawer()).findAllByText("2 legs")).toHaveLength(2);
    expect(drawer().textContent).toMatch(/Link 0.*2 legs101 Desk extensioncall 655, leg 40/);
    expect(drawer().textContent).toMatch(
      /112 Eva extension.*ringing · 0171 55501 <img src=x> U\+202Egnp\.exe/,
    );
    expect(drawer().textContent).toMatch(/113 Lager.*\d\d:\d\d:\d\d connected\d\d:\d\d:\d\d gone/);
    expect(drawer().textContent).toMatch(/3 further legs of this call are not kept/);
    expect(container.querySelector("img")).toBeNull();
    expect(await findings()).toEqual([]);
  });

  test("asks for the legs anew when its call changes, and says when they cannot be had", async () => {
    const call = aCall();
    let fails = false;
    const { client, draw, user } = show({
      hash: `#/calls/${call.chainId}`,
      answers: {
        ...answers,
        "calls.get": () => {
          if (fails) throw new RequestFailure("failed", "calls.db cannot be read.");
          return { call: { ...call, legs: legsOf(call).slice(0, 1) } };
        },
      },
    });
    expect(await within(drawer()).findByText("1 leg")).toBeDefined();
    fails = true;
    await draw(() => client.push("calls", { changed: [call], ended: [] }));
    expect(await within(drawer()).findAllByText(/calls\.db cannot be read/)).not.toEqual([]);
    expect(within(drawer()).getByText("1 leg")).toBeDefined();
    fails = false;
    await user.click(within(drawer()).getByRole("button", { name: "Try again" }));
    await waitFor(() => expect(within(drawer()).queryAllByText(/cannot be read/)).toEqual([]));
  });

  test("many legs of a link are folded, in German, too", async () => {
    const call = aCall();
    const [leg] = legsOf(call);
    if (leg === undefined) throw new Error("Too few.");
    const legs = Array.from({ length: 200 }, (_, legId) => ({ ...leg, legId }));
    show({
      hash: `#/calls/${call.chainId}`,
      language: "de",
      answers: { ...answers, "calls.get": () => ({ call: { ...call, legs } }) },
    });
    const summary = await screen.findByText("200 Teilnehmer");
    expect(summary.closest("details")?.open).toBe(false);
    expect(summary.closest("details")?.textContent).toMatch(/Nebenstelle.*Teilnehmer 199.*klingelt/);
  });

  test("leads to each delivery in the log, asking for its row where needed", async () => {
    const { user, client } = show({
      hash: "#/calls/261122141907_698",
      answers: { ...answers, "log.page": () => ({ rows: [aLogRow({ id: 77 })] }) },
    });
    const retry = within(drawer()).getAllByRole("button", { name: /retry/ });
    if (retry[0] !== undefined) await user.click(retry[0]);
    expect(asked(client, "log.page")[0]).toEqual({ eventIds: ["evt-1"], endpoints: ["crm"], limit: 1 });
    await waitFor(() => expect(location.hash).toBe("#/webhooks/77"));
  });

  test("leads to all deliveries of the call", async () => {
    const { user } = show({ hash: "#/calls/261122141907_698" });
    await user.click(within(drawer()).getByRole("button", { name: "All deliveries of this call" }));
    expect(location.hash).toBe("#/webhooks?id=261122141907_698");
  });

  test("copies the id", async () => {
    const { user } = show({ hash: "#/calls/261122141907_698" });
    const write = vi.spyOn(navigator.clipboard, "writeText");
    await user.click(within(drawer()).getByRole("button", { name: "Copy the id" }));
    expect(write).toHaveBeenCalledWith("261122141907_698");
  });

  test("opens cold by the beginning of an id, from memory or from the engine", async () => {
    const first = show({ hash: "#/calls/2611221419" });
    expect(drawer().textContent).toMatch(/Weber GmbH/);
    first.unmount();
    const [old] = finishedCalls(1);
    const { client } = show({
      hash: "#/calls/261122100000",
      answers: {
        ...answers,
        "calls.page": ({ text }) => ({ rows: text === undefined || !old ? [] : [old] }),
      },
    });
    await waitFor(() => expect(drawer().textContent).toMatch(/lasted 0:05/));
    expect(asked(client, "calls.get")[0]).toEqual({ chainId: "261122100000" });
  });

  test("says when a call is no longer kept", async () => {
    const { user } = show({ hash: "#/calls/9999" });
    expect(await screen.findByText(/No longer kept: no call has an id that begins with/)).toBeDefined();
    await user.click(screen.getByRole("button", { name: "Show all calls" }));
    expect(location.hash).toBe("#/calls");
  });

  test("[ and ] go through the list", async () => {
    const { user } = show({
      hash: "#/calls/261122141907_698",
      answers: { "calls.page": () => ({ rows: [] }) },
    });
    await user.keyboard("]");
    expect(location.hash).toBe("#/calls/261122141322_690");
    await user.keyboard("[[");
    expect(location.hash).toBe("#/calls/261122141907_698");
  });

  test("follows its call while it changes", async () => {
    const { client, draw } = show({ hash: "#/calls/261122141907_698" });
    expect(drawer().textContent).toMatch(/ringing at 2 phones/);
    const talking = aCall({ state: "talking", at: [{ dn: "104", name: "Mobile" }] });
    await draw(() => client.push("calls", { changed: [talking], ended: [] }));
    expect(drawer().textContent).toMatch(/talking/);
  });
});
