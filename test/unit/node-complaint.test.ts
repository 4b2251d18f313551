import { expect, test } from "vitest";
import { nodeComplaint } from "../../src-main/node-complaint.mjs";

test("Node 24 is fine, whichever its minor version", () => {
  expect(nodeComplaint("24.21.0")).toBeUndefined();
  expect(nodeComplaint("24.0.0-nightly")).toBeUndefined();
});

test.each(["20.20.2", "22.1.0", "26.0.0", ""])("Node %s is named together with what to do", (version) => {
  expect(nodeComplaint(version)).toContain("needs Node 24");
  expect(nodeComplaint(version)).toContain("npm ci");
});
