import { describe, expect, test } from "vitest";
import { parsePage } from "../../../scripts/lib/markdown.ts";
import {
  missingFaultTests,
  testCommandComplaints,
  testCommandsIn,
} from "../../../scripts/lib/test-commands.ts";

const files: Readonly<Record<string, string>> = {
  "test/a.test.ts": `
import { describeOutbox } from "../test/outbox-conformance.ts";
describe("a queue", () => {
  it("keeps its order (always)", async () => {
    log.write("keeps a secret", 1);
  });
  it.each([["x", 1]])(
    "of %s leads to %i s",
    async () => undefined,
  );
  test("takes its time", { timeout: 5 }, () => undefined);
});`,
  "test/outbox-conformance.ts": `it("forgets what is over", async () => undefined)`,
};
const page = (...codes: string[]) => parsePage("docs/page.md", codes.map((code) => `\`${code}\``).join("\n"));
const about = (code: string) => testCommandComplaints(page(code), (path) => files[path]);

describe("a command on a page", () => {
  test.each([
    "npx vitest run test/a.test.ts",
    'npx vitest run test/a.test.ts -t "keeps its order"',
    'npx vitest run test/a.test.ts -t "a queue"',
    'npm run test:faults -- test/a.test.ts -t "takes its time$"',
    'npm test -- test/a.test.ts -t "of soon leads to 5 s$"',
    'npx vitest run test/a.test.ts -t "of .* leads to"',
    'npx vitest run test/a.test.ts -t "forgets what is over"',
    "npx vitest run test/unit/calls",
    "npm run demo -- --once",
  ])("such as %s is right", (code) => {
    expect(about(code)).toEqual([]);
  });

  test.each([
    ["npx vitest run test/b.test.ts", "there is no test/b.test.ts."],
    ['npm run test:faults -- test/b.test.ts -t "x"', "there is no test/b.test.ts."],
    ['npx vitest run test/a.test.ts -t "keeps a secret"', 'test/a.test.ts has no test "keeps a secret".'],
    [
      'npx vitest run test/a.test.ts -t "of soon leads to 5 h"',
      'test/a.test.ts has no test "of soon leads to 5 h".',
    ],
    // Brackets are part of the pattern, so this would run nothing.
    ['npx vitest run test/a.test.ts -t "order (always)"', 'test/a.test.ts has no test "order (always)".'],
  ])("%s: %s", (code, complaint) => {
    expect(about(code)).toEqual([`docs/page.md:1: ${complaint}`]);
  });

  test("is found beside others on a line", () => {
    const row = parsePage(
      "docs/page.md",
      '| x | `npx vitest run a.test.ts -t "x"`<br>`npm test -- b.test.ts` |',
    );
    expect(testCommandsIn(row)).toEqual([
      { line: 1, files: ["a.test.ts"], name: "x" },
      { line: 1, files: ["b.test.ts"] },
    ]);
  });
});

test("a test of faults that no command runs is missed", () => {
  const complaints = missingFaultTests(page("npx vitest run test/a.test.ts"), [
    "test/a.test.ts",
    "test/b.test.ts",
  ]);
  expect(complaints).toEqual(["docs/page.md: test/b.test.ts proves something that is not on the page."]);
});
