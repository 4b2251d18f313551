import { describe, expect, it } from "vitest";
import { readSimulatorCommandLine } from "../../../src-main/simulator/command-line.ts";

function read(text: string) {
  return readSimulatorCommandLine(text.split(" ").filter(Boolean));
}

describe("command line of the simulator", () => {
  it("has a default for everything", () => {
    expect(read("")).toEqual({
      kind: "run",
      command: { port: 5001, https: false, scenarios: [], faults: [], switches: {}, speed: 1, seed: 1 },
    });
  });

  it("reads what is given", () => {
    const line = read(
      "--port 0 --https --scenario inbound-answered --faults drop-socket,garbage --speed 10 --seed 7 " +
        "--switches devicesPerExtension=2,queuesMonitored=true,queueNamedOn=nowhere",
    );
    expect(line).toMatchObject({
      kind: "run",
      command: {
        port: 0,
        https: true,
        scenarios: [{ name: "inbound-answered" }],
        faults: ["drop-socket", "garbage"],
        switches: { devicesPerExtension: 2, queuesMonitored: true, queueNamedOn: "nowhere" },
        speed: 10,
        seed: 7,
      },
    });
  });

  it("plays all scenarios", () => {
    const line = read("--scenario all");
    expect(line.kind === "run" && line.command.scenarios.length).toBeGreaterThan(30);
  });

  it.each([
    ["--scenario inbound-answred", 'There is no scenario "inbound-answred". Did you mean inbound-answered?'],
    ["--faults drop-sockt", 'There is no fault "drop-sockt". Did you mean "drop-socket"?'],
    [
      "--switches queueMonitored=true",
      'There is no switch "queueMonitored". Did you mean "queuesMonitored"?',
    ],
    [
      "--switches devicesPerExtension=9",
      'The switch devicesPerExtension can be 1, 2, 3; "9" is none of them.',
    ],
    ["--port 70000", "--port must be a whole number from 0 to 65535."],
    ["--speed 0", "--speed must be a number above 0 and up to 1000."],
    ["--http --https", "Option '--http' cannot be used with option '--https'."],
    ["--unknown", "Unknown option '--unknown'."],
    ["surplus", "Too many arguments."],
  ])("refuses %s with a sentence", (args, sentence) => {
    const line = read(args);
    expect(line).toMatchObject({ kind: "end", exitCode: 2 });
    expect(line.kind === "end" && line.text).toContain(sentence.slice(0, -1));
    expect(line.kind === "end" && line.text).toContain("Run it with -h");
  });

  it("lists what can be chosen", () => {
    const line = read("--list");
    expect(line).toMatchObject({ kind: "end", exitCode: 0 });
    for (const word of ["inbound-answered", "drop-socket", "devicesPerExtension", "[false], true"]) {
      expect(line.kind === "end" && line.text).toContain(word);
    }
    expect(read("-h")).toMatchObject({ kind: "end", exitCode: 0, text: expect.stringContaining("--speed") });
  });
});
