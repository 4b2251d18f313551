// What the memory of a service holds (docs/security.md) must not end up in a file.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const file = (name: string) => readFileSync(resolve(import.meta.dirname, "../../../..", name), "utf8");
const units = ["3cx-webhook.service", "3cx-webhook-worker.service"].map(
  (name) => [name, file(`packaging/debian/${name}`)] as const,
);
const wrapper = file("packaging/windows/3cx-webhook-service.xml");

test.each(units)("%s: the system writes no core dump", (_name, unit) => {
  expect(unit.match(/^LimitCORE=.*$/gm)).toEqual(["LimitCORE=0"]);
});

test.each([...units, ["the Windows service", wrapper] as const])(
  "%s: Node is not told to write its memory or a report of itself",
  (_name, text) => {
    expect(text).not.toMatch(/--(?:heapsnapshot|heap-prof|report|abort-on-uncaught)|NODE_OPTIONS/);
  },
);

test("the page on security says so", () => {
  expect(file("docs/security.md")).toContain("`LimitCORE=0`");
});
