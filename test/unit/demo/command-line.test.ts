import { describe, expect, it } from "vitest";
import { readDemoCommandLine } from "../../../src-main/demo/command-line.ts";

function read(text: string) {
  return readDemoCommandLine(text.split(" ").filter(Boolean));
}

describe("command line of the demo", () => {
  it("has a default for everything", () => {
    const command = { once: false, window: true, faults: [], speed: 1, seed: 1 };
    expect(read("")).toMatchObject({ kind: "run", command });
    expect(read("--no-window")).toMatchObject({ kind: "run", command: { ...command, window: false } });
  });

  it.each([
    ["--scenario inbound-answerd", 'There is no scenario "inbound-answerd". Did you mean inbound-answered?'],
    ["--faults nothing-like-it", 'There is no fault "nothing-like-it".'],
    ["--switches foo=bar", 'There is no switch "foo".'],
    ["--speed fast", "--speed must be a number above 0 and up to 100."],
    ["--seed abc", "--seed must be a whole number."],
    ["--onec", "Unknown option '--onec' (Did you mean --once?)"],
    ["once", "Too many arguments. Expected 0 arguments but got 1: once."],
  ])("refuses %s with a sentence of its own", (args, sentence) => {
    const line = read(args);
    expect(line).toMatchObject({ kind: "end", exitCode: 2 });
    expect(line.kind === "end" && line.text).toMatch(/^[A-Z-]/);
    expect(line.kind === "end" && line.text.startsWith(sentence)).toBe(true);
    expect(line.kind === "end" && line.text).toContain("Run it with -h to see what is possible.");
  });

  it("takes one scenario, or all of them by the word the simulator knows", () => {
    expect(read("--scenario hold")).toMatchObject({ command: { scenarios: [{ name: "hold" }] } });
    expect(read("--scenario all")).toEqual(read(""));
  });

  it("says where the names are to be found when none is near", () => {
    const line = read("--faults nothing-like-it");
    expect(line.kind === "end" && line.text).toContain("npm run simulator -- --list");
  });
});
