import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

test("the service imports nothing before it has looked at the version of Node", () => {
  const source = readFileSync(new URL("../../src-main/headless.ts", import.meta.url), "utf8");
  const before = source.slice(0, source.indexOf("requireNode();"));
  // What is imported statically anywhere in the file is loaded first.
  expect(source.match(/^import .*$/gm)).toEqual(['import { requireNode } from "./require-node.ts";']);
  expect(before).not.toContain("await import");
});
