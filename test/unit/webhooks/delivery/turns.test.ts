import { describe, expect, it } from "vitest";
import { createTurns } from "../../../../src-main/webhooks/delivery/turns.ts";

describe("turns", () => {
  const drain = (turns: { shift(): string | undefined }): string => {
    let order = "";
    for (let next = turns.shift(); next !== undefined; next = turns.shift()) order += next;
    return order;
  };

  it.each([
    ["bbbb", "ffffffff", "fffbfffbffbb"],
    ["bbbb", "", "bbbb"],
    ["", "ffff", "ffff"],
    ["b", "fffff", "fffbff"],
  ])("three fresh ones, then one of the backlog: %s and %s", (backlog, fresh, order) => {
    const turns = createTurns<string>((entry) => entry === "f");
    for (const entry of backlog + fresh) turns.push(entry);
    expect(drain(turns)).toBe(order);
  });

  it("count what aged in line as backlog, in its order", () => {
    const aged = new Set<string>();
    const turns = createTurns<string>((entry) => !aged.has(entry));
    for (const entry of "abcd") turns.push(entry);
    aged.add("a");
    aged.add("b");
    expect(drain(turns)).toBe("cdab");
  });

  it("are empty after clear", () => {
    const turns = createTurns<string>(() => true);
    turns.push("a");
    turns.clear();
    expect(turns.shift()).toBeUndefined();
  });
});
