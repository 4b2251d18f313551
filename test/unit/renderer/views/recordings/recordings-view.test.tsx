import { screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import { beforeEach, expect, test, vi } from "vitest";
import type { RecordingRow, RecordingsStatus } from "../../../../../src-shared/recordings/recording.ts";
import { type FakeAnswers, RequestFailure } from "../../fake-client.ts";
import { aQuietSnapshot, aRecording, fixtureNowMs } from "../../fixtures.ts";
import { renderApp, type ShownOptions } from "../../render-app.tsx";

vi.mock("../../../../../src-renderer/views/recordings/waveform.ts", () => ({
  drawWaveform: async () => undefined,
}));

beforeEach(() => {
  vi.spyOn(HTMLMediaElement.prototype, "pause").mockImplementation(() => {});
});

const { mp3Name: _name, sentAtMs: _sent, convertedAtMs: _converted, ...raw } = aRecording();
const { chainId: _chain, link: _link, callEndedAtMs: _end, ...callLess } = raw;
const rows: readonly RecordingRow[] = [
  aRecording(),
  { ...raw, id: 6, state: "converting", progress: 0.62, startedAtMs: fixtureNowMs - 700_000 },
  {
    ...{ ...raw, id: 5, state: "failed", problem: "damaged", tries: 2 },
    ...{ sentence: "No sound after 4,096 bytes.", startedAtMs: fixtureNowMs - 800_000 },
  },
  { ...callLess, id: 4, state: "unmatched", otherNumber: "", startedAtMs: fixtureNowMs - 900_000 },
];

const answers: FakeAnswers = {
  "recordings.page": () => ({ rows: [...rows] }),
  "recordings.total": () => ({ count: rows.length, more: false }),
  "recordings.reprocess": (which) => ({ count: "ids" in which ? which.ids.length : 4 }),
  "recordings.sendWithoutId": () => ({}),
  "recordings.rescan": () => ({}),
  "recordings.link": () => ({ url: "https://office/webapi/recording/a.mp3?t=1" }),
  "recordings.purgePreview": () => ({
    ...{ atMs: fixtureNowMs + 45_600_000, keepDays: 30, files: 214, bytes: 1_200_000_000 },
  }),
};

function show(
  options: ShownOptions & { readonly status?: Partial<RecordingsStatus>; readonly more?: FakeAnswers } = {},
) {
  const { status = {}, more = {}, ...rest } = options;
  const snapshot = aQuietSnapshot();
  return renderApp({
    hash: "#/recordings",
    answers: { ...answers, ...more },
    snapshot: { ...snapshot, recordings: { ...snapshot.recordings, ...status } },
    ...rest,
  });
}

const grid = () => screen.findByRole("grid", { name: "Recordings" });
const detail = () => screen.getByRole("region", { name: "Recording" });

test("each recording says where it stands, and how far a conversion is", async () => {
  show();
  const list = await grid();
  for (const word of ["sent", "converting", "damaged", "unmatched"]) {
    expect(within(list).getByText(word)).toBeDefined();
  }
  expect(within(list).getByTitle(/converted: 62/)).toBeDefined();
  expect(screen.getByText("4 recordings")).toBeDefined();
});

test("filters stand in the address and reach the engine", async () => {
  const { client, user } = show();
  await grid();
  await user.selectOptions(screen.getByRole("combobox", { name: "State" }), "failed");
  await user.selectOptions(screen.getByRole("combobox", { name: /Day of the recording/ }), "today");
  await user.type(screen.getByRole("searchbox"), "0420774852629");
  await waitFor(() => expect(location.hash).toContain("text=0420774852629"));
  await waitFor(() =>
    expect(client.asked.findLast(({ method }) => method === "recordings.page")?.params).toMatchObject({
      ...{ states: ["failed"], number: "0420774852629" },
      fromMs: Date.parse("2026-11-21T23:00:00.000Z"),
    }),
  );
});

test("new and changed rows arrive by themselves; those that do not fit stay away", async () => {
  const { client, draw } = show({ hash: "#/recordings?state=sent,converting" });
  const list = await grid();
  await draw(() =>
    client.push("recording-rows", {
      rows: [
        aRecording({ id: 8, otherNumber: "0999", startedAtMs: fixtureNowMs }),
        { ...raw, id: 9, state: "failed", otherNumber: "0888", startedAtMs: fixtureNowMs },
        { ...raw, id: 6, state: "converting", progress: 0.9, startedAtMs: fixtureNowMs - 700_000 },
      ],
    }),
  );
  expect(await within(list).findByText("0999")).toBeDefined();
  expect(within(list).queryByText("0888")).toBeNull();
  expect(within(list).getByTitle(/converted: 90/)).toBeDefined();
});

test("a recording opens by keyboard with its player and story, and closes with Escape", async () => {
  const { user } = show();
  const list = await grid();
  list.focus();
  await user.keyboard("{ArrowDown}{ArrowUp}{Enter}");
  expect(location.hash).toBe("#/recordings/7");
  expect(within(detail()).getByRole("group", { name: "Player" })).toBeDefined();
  expect(detail().textContent).toContain("signed: opens only with its signature");
  expect(detail().textContent).toContain("stays in 3CX");
  expect(detail().textContent).toContain("on 23 Dec");
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("region", { name: "Recording" })).toBeNull();
});

test("the link is copied as receivers get it", async () => {
  const { user } = show({ hash: "#/recordings/7" });
  await grid();
  await user.click(within(detail()).getByRole("button", { name: "Copy link" }));
  expect(await navigator.clipboard.readText()).toBe("https://office/webapi/recording/a.mp3?t=1");
});

test("a damaged file says why, with the engine's words, and can be processed again", async () => {
  const { user, client } = show({ hash: "#/recordings/5" });
  await grid();
  expect(detail().textContent).toContain("The file is damaged.");
  expect(detail().textContent).toContain("No sound after 4,096 bytes.");
  expect(detail().textContent).toContain("2 failed tries");
  await user.click(within(detail()).getByRole("button", { name: "Process again" }));
  expect(client.asked.at(-1)).toEqual({ method: "recordings.reprocess", params: { ids: [5] } });
  expect(await screen.findByText("1 is processed again.")).toBeDefined();
});

test("a file without a call is sent only after a question", async () => {
  const { user, client } = show({ hash: "#/recordings/4" });
  await grid();
  await user.click(within(detail()).getByRole("button", { name: "Send without id…" }));
  const dialog = await screen.findByRole("dialog");
  expect(dialog.textContent).toContain("cannot be taken back");
  expect(client.asked.some(({ method }) => method === "recordings.sendWithoutId")).toBe(false);
  await user.click(within(dialog).getByRole("button", { name: "Send without id" }));
  expect(client.asked.at(-1)).toEqual({ method: "recordings.sendWithoutId", params: { id: 4 } });
  expect(await screen.findByText("It is converted and sent without id.")).toBeDefined();
});

test("many are counted first: the selected ones, or all that match", async () => {
  const { user, client } = show({ hash: "#/recordings?state=failed,sent" });
  const list = await grid();
  const [first, second] = within(list).getAllByRole("checkbox");
  if (first !== undefined && second !== undefined) {
    await user.click(first);
    await user.click(second);
  }
  await user.click(screen.getByRole("button", { name: /Process again… \(2 selected\)/ }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByRole("radio", { name: "the 2 selected" })).toHaveProperty("checked", true);
  await user.click(await within(dialog).findByRole("radio", { name: "all 4 that match the filter" }));
  await user.click(within(dialog).getByRole("button", { name: "Process 4 again" }));
  expect(client.asked.findLast(({ method }) => method === "recordings.reprocess")?.params).toEqual({
    filter: { states: ["failed", "sent"] },
  });
  expect(await screen.findByText("4 are processed again.")).toBeDefined();
});

test("what is deleted next is counted before it happens", async () => {
  const { user } = show();
  await user.click(screen.getByRole("button", { name: "Purge preview: 214" }));
  const dialog = await screen.findByRole("dialog");
  await waitFor(() => expect(dialog.textContent).toContain("214 files, 1.2 GB"));
  expect(dialog.textContent).toContain("The originals stay in 3CX");
});

test("a new key for links is asked about first: at once, or with days for the links of before", async () => {
  const asked: number[] = [];
  const { user } = show({
    more: {
      "recordings.rotateLinkKey": ({ previousDays }) => {
        asked.push(previousDays);
        return {};
      },
    },
  });
  const open = async () => {
    await user.click(screen.getByRole("button", { name: "New link key…" }));
    return screen.findByRole("dialog");
  };
  const first = await open();
  expect(first.textContent).toContain("links that were sent so far stop working");
  await user.click(within(first).getByRole("button", { name: "Use a new key" }));
  await waitFor(() => expect(asked).toEqual([0]));
  await screen.findByText(/links that were sent so far no longer work/);
  const second = await open();
  await user.click(within(second).getByRole("radio", { name: "go on working for some days" }));
  const days = within(second).getByRole("textbox", { name: "Days" });
  await user.clear(days);
  const run = within(second).getByRole("button", { name: "Use a new key" });
  expect(run.hasAttribute("disabled")).toBe(true);
  await user.type(days, "7");
  await user.click(run);
  await waitFor(() => expect(asked).toEqual([0, 7]));
  await screen.findByText(/work for 7 more days/);
});

test("a recording of a simulated call says so, and a signed link how long it works", async () => {
  const row = aRecording({ id: 7, simulated: true });
  show({
    hash: "#/recordings/7",
    status: { linkDays: 14 },
    more: { "recordings.page": () => ({ rows: [row] }) },
  });
  const list = await grid();
  expect(within(list).getByText("simulated")).toBeDefined();
  expect(detail().textContent).toContain("a call on a simulated phone system");
  expect(detail().textContent).toContain("for 14 days from when it is sent");
});

test("a refused action says so in words and leaves the question open", async () => {
  const refused = () => {
    throw new RequestFailure("failed", "The list cannot be written.");
  };
  const { user } = show({ more: { "recordings.rescan": refused } });
  await grid();
  await user.click(screen.getByRole("button", { name: "Look again" }));
  expect((await screen.findByRole("alert")).textContent).toContain("The list cannot be written.");
});

const empty: FakeAnswers = {
  "recordings.page": () => ({ rows: [] }),
  "recordings.total": () => ({ count: 0, more: false }),
};
const none = { growing: 0, matching: 0, unmatched: 0, waiting: 0, converting: 0 };
const counts = { ...none, ready: 0, sent: 0, failed: 0, purged: 0, ignored: 0 };

test.each([
  ["switched off", { condition: "off", source: "off", counts }, /switched off/],
  ["none yet", { counts }, /No recordings yet.*Looked for in \/var\/lib\/3cxpbx/],
  ["from the PBX", { counts, source: "pbx" }, /Fetched from 3CX/],
] as const)("an empty list says why: %s", async (_case, status, words) => {
  const { container } = show({ status, more: empty });
  await waitFor(() => expect(container.textContent).toMatch(words));
});

test("no match is told with the number there is without the filter", async () => {
  const { user } = show({ hash: "#/recordings?user=999", more: empty });
  expect(await screen.findByText(/Nothing matches. 276 entries without the filter./)).toBeDefined();
  const [clear] = screen.getAllByRole("button", { name: "Clear filter" });
  if (clear !== undefined) await user.click(clear);
  expect(location.hash).toBe("#/recordings");
});

test("no ffmpeg, a full disk, a missing folder, open links: each with its next step", async () => {
  const { user, draw, client } = show({
    status: {
      condition: "no-ffmpeg",
      advice: "Looked for: /usr/bin/ffmpeg.",
      counts: { ...counts, waiting: 14 },
    },
  });
  expect(screen.getByText(/14 recordings wait/)).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Where we looked" }));
  expect(screen.getByText("Looked for: /usr/bin/ffmpeg.")).toBeDefined();
  const status = aQuietSnapshot().recordings;
  await draw(() => client.push("recordings", { ...status, condition: "paused-disk", freeBytes: 4e8 }));
  expect(screen.getByText(/Only/).textContent).toContain("400 MB");
  await draw(() =>
    client.push("recordings", {
      ...{ ...status, condition: "attention", openLinks: true },
      sentence: "The folder /rec does not exist.",
    }),
  );
  expect(screen.getByText("The folder /rec does not exist.")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Use signed links" }));
  expect(location.hash).toBe("#/settings/recordings/link");
});

test("a list that cannot be read says so and is asked for again", async () => {
  const refused = () => {
    throw new RequestFailure("failed", "The file of recordings is damaged.");
  };
  const { user, client } = show({ more: { "recordings.page": refused } });
  const alert = await screen.findByRole("alert");
  expect(alert.textContent).toContain("The file of recordings is damaged.");
  const before = client.asked.length;
  await user.click(within(alert).getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(client.asked.length).toBeGreaterThan(before));
});

test("an address of a recording opens it cold, by id and by name; one that is gone says so", async () => {
  const elsewhere = aRecording({ id: 3, mp3Name: "old-1.mp3" });
  const asked: FakeAnswers = {
    ...empty,
    "recordings.get": ({ id }) => (id === 3 ? { recording: elsewhere } : {}),
  };
  const byId = show({ hash: "#/recordings/3", more: asked });
  expect((await screen.findByRole("region", { name: "Recording" })).textContent).toContain("old-1.mp3");
  byId.unmount();
  const gone = show({ hash: "#/recordings/2", more: asked });
  expect(await screen.findByText("No longer in the list.")).toBeDefined();
  gone.unmount();
  show({ hash: "#/recordings/261122141012_690-1-1.mp3" });
  expect(await screen.findByRole("region", { name: "Recording" })).toBeDefined();
});

test("a caller whose name is the number stands there once", async () => {
  const number = "+4206010005";
  const row = aRecording({ otherNumber: number, otherName: number });
  show({ more: { "recordings.page": () => ({ rows: [row] }) } });
  await grid();
  expect(screen.getAllByText(number)).toHaveLength(1);
});

test("hostile names stay text, with what hides in them made visible", async () => {
  const name = "\u202E<img src=x onerror=alert(1)>";
  const hostile = { ...aRecording({ otherName: name, fileName: `${name}.wav` }) };
  const { container } = show({
    hash: "#/recordings/7",
    more: { "recordings.page": () => ({ rows: [hostile] }) },
  });
  await grid();
  expect(container.querySelector("img")).toBeNull();
  expect(container.textContent).toContain("[U+202E]<img src=x");
  expect(container.textContent).not.toContain("\u202E");
});

test("in German, with everything open, the view has no fault that axe knows", async () => {
  const { container } = show({ hash: "#/recordings/7", language: "de" });
  await screen.findByRole("grid", { name: "Aufnahmen" });
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
