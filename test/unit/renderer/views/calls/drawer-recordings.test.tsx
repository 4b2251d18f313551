/** What the drawer of a call says of its recordings: there, gone after their days, none yet, none at all. */
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import type { RecordingRow } from "../../../../../src-shared/recordings/recording.ts";
import { aRecording, aTalk } from "../../fixtures.ts";
import { renderApp } from "../../render-app.tsx";

const done = aTalk({
  chainId: "261122130501_641",
  state: "ended",
  endedAtMs: Date.now() - 40_000,
  recordings: 1,
});
const answers = { "calls.page": () => ({ rows: [done] }), "calls.get": () => ({ call: done }) };

test("shows recordings of the call", async () => {
  const recording = aRecording({ chainId: done.chainId });
  const { client } = renderApp({
    hash: `#/calls/${done.chainId}`,
    answers: { ...answers, "recordings.page": () => ({ rows: [recording] }) },
  });
  const asked = () => client.asked.filter(({ method }) => method === "recordings.page");
  await waitFor(() => expect(asked()).toHaveLength(1));
  expect(asked()[0]?.params).toEqual({ chainId: done.chainId, limit: 20 });
  expect(await screen.findByRole("button", { name: "Open in recordings" })).toBeDefined();
});

test("a recording that has had its days is named, and goes before one's eyes", async () => {
  const recording = aRecording({ chainId: done.chainId, state: "sent" });
  const gone = { state: "purged", sentence: "Deleted on 2026-11-21 after 30 days." } as const;
  let rows: RecordingRow[] = [recording];
  const { client, draw } = renderApp({
    hash: `#/calls/${done.chainId}`,
    answers: { ...answers, "recordings.page": () => ({ rows }) },
  });
  expect(await screen.findByRole("button", { name: "Play" })).toBeDefined();
  rows = [{ ...recording, ...gone }];
  await draw(() => client.push("recording-rows", { rows }));
  expect(await screen.findByText(gone.sentence)).toBeDefined();
  expect(screen.queryByRole("button", { name: "Play" })).toBeNull();
});

test.each([
  ["a moment ago", 60_000, /it arrives a moment after the end/],
  ["days ago", 90_000_000, /or its recording is no longer kept/],
])("a call without recordings that ended %s says what that means", async (_when, agoMs, said) => {
  const call = { ...done, recordings: 0, endedAtMs: Date.now() - agoMs };
  renderApp({
    hash: `#/calls/${done.chainId}`,
    answers: {
      "calls.page": () => ({ rows: [call] }),
      "calls.get": () => ({ call }),
      "recordings.page": () => ({ rows: [] }),
    },
  });
  expect(await screen.findByText(said)).toBeDefined();
});
