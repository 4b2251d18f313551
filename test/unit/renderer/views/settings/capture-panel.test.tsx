// A capture from the window: begun, watched, ended, and what is in its file.
import { screen, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { forgetDraft } from "../../../../../src-renderer/views/settings/draft-store.ts";
import type { CaptureView } from "../../../../../src-shared/capture/capture-view.ts";
import { RequestFailure } from "../../fake-client.ts";
import { asked, findings, open } from "./open-settings.ts";

beforeEach(forgetDraft);

const none: CaptureView = {
  ...{ state: "none", path: "", startedAtMs: 0, endsAtMs: 0, bytes: 0, questions: 0, messages: 0 },
  ...{ events: 0, names: 0, numbers: 0, unexpected: [] },
};
const running: CaptureView = {
  ...none,
  ...{ state: "running", path: "/data/captures/capture-1.jsonl", startedAtMs: Date.now(), bytes: 41_000 },
  ...{ endsAtMs: Date.now() + 600_000, questions: 60, messages: 8, events: 10, names: 12, numbers: 20 },
  unexpected: [
    { code: "leg-goes-back", sentence: "A leg that was connected rings or dials again.", count: 3 },
    { code: "envelope", sentence: "3CX sent an event that cannot be understood.", count: 1 },
  ],
};
const panel = () => screen.findByRole("group", { name: "Record what 3CX sends" });

test("starts for the chosen time, shows what is in the file, and stops", async () => {
  let view = none;
  const shown = await open("/pbx", {
    more: {
      "capture.status": () => view,
      "capture.start": () => (view = running),
      "capture.stop": () => ({ ...running, state: "over", reason: "asked" }),
    },
  });
  const { user } = shown;
  const group = within(await panel());
  await user.selectOptions(group.getByLabelText("For"), "60");
  await user.click(group.getByRole("button", { name: "Start recording" }));
  expect(asked(shown, "capture.start")).toEqual([{ minutes: 60 }]);
  expect(await group.findByText(/60 questions with their answers, 8 messages of 3CX/)).toBeDefined();
  expect(group.getByText(/capture-1\.jsonl/)).toBeDefined();
  expect(group.getByText(/connected rings or dials again\. \(3×\)/)).toBeDefined();
  expect(group.getByText(/cannot be understood\. \(1×\)/)).toBeDefined();
  expect(await findings()).toEqual([]);
});

test("a capture that runs already can be stopped, and says why it is over", async () => {
  let view = running;
  const shown = await open("/pbx", {
    more: {
      "capture.status": () => view,
      "capture.stop": () => (view = { ...running, state: "over", reason: "asked" }),
    },
  });
  const group = within(await panel());
  await shown.user.click(await group.findByRole("button", { name: "Stop recording" }));
  expect(await group.findByText("The recording was stopped.")).toBeDefined();
});

test("says what is wrong when it cannot begin", async () => {
  const { user } = await open("/pbx", {
    more: {
      "capture.status": () => none,
      "capture.start": () => {
        throw new RequestFailure("failed", "A capture runs already.");
      },
    },
  });
  await user.click(within(await panel()).getByRole("button", { name: "Start recording" }));
  expect(await screen.findAllByText(/A capture runs already/)).not.toEqual([]);
});

test("speaks German", async () => {
  await open("/pbx", { language: "de", more: { "capture.status": () => running } });
  expect(await screen.findByText(/Teilnehmer klingelt oder wählt wieder\. \(3×\)/)).toBeDefined();
});
