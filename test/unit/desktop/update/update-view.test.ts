// What a window of the desktop program is told of a newer version.
import { expect, test } from "vitest";
import { updateView } from "../../../../src-main/desktop/update/update-view.ts";
import type { UpdateState } from "../../../../src-main/desktop/update/updates.ts";
import { updateViewSchema, type UpdateView } from "../../../../src-shared/contract/update-view.ts";

const version = "0.2.0";
const states: readonly (readonly [UpdateState, Partial<UpdateView>])[] = [
  [{ kind: "off" }, { state: "off", version: "" }],
  [{ kind: "none" }, { state: "current", version: "" }],
  [
    { kind: "found", version },
    { state: "newer", version },
  ],
  [
    { kind: "downloading", version, percent: 7 },
    { state: "downloading", version, percent: 7 },
  ],
  [
    { kind: "ready", version },
    { state: "ready", version },
  ],
  [
    { kind: "waiting", version },
    { state: "waiting", version },
  ],
  [
    { kind: "installing", version },
    { state: "installing", version },
  ],
  [
    { kind: "failed", version },
    { state: "failed", version },
  ],
];

test.each(states)("%j", (state, view) => {
  expect(updateViewSchema.parse(updateView(state))).toEqual({ ...view, sentence: "" });
});
