import { describe, expect, it } from "vitest";
import { readSimulatorCommandLine } from "../../../src-main/simulator/command-line.ts";
import { runStandalone } from "../../../src-main/simulator/standalone.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import { createBench } from "./bench.ts";

function commandOf(...args: string[]) {
  const line = readSimulatorCommandLine(args);
  if (line.kind !== "run") throw new Error(`This is no run but ${line.kind}.`);
  return line.command;
}

describe("the simulator by itself", () => {
  it("says how to reach it, plays what was asked for and ends when told", async () => {
    const clock = createVirtualClock({ startMs: 0 });
    const printed: string[] = [];
    const { promise: untilEnd, resolve: end } = Promise.withResolvers<void>();
    const run = runStandalone(commandOf("--port", "0", "--scenario", "inbound-answered"), {
      clock,
      print: (text) => printed.push(text),
      untilEnd,
    });
    await expect.poll(() => printed.at(-1)).toContain("Calls begin as soon as a program connects.");
    await clock.runFor(120_000);
    expect(printed.join("\n"), "nobody watches yet").not.toContain("Next:");
    const url = /^url = (.*)$/m.exec(printed[0] ?? "")?.[1] ?? "";
    const answer = await fetch(`${url}/connect/token`, {
      method: "POST",
      body: new URLSearchParams({
        client_id: "webhook",
        client_secret: "simulator",
        grant_type: "client_credentials",
      }),
    });
    expect(answer.status).toBe(200);
    await clock.runFor(120_000);
    expect(printed.at(-1)).toContain("All scenarios are played");
    end();
    expect(await run).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  it("ends in the middle of its calls, too, and begins no further ones", async () => {
    const clock = createVirtualClock({ startMs: 0 });
    const printed: string[] = [];
    const { promise: untilEnd, resolve: end } = Promise.withResolvers<void>();
    const run = runStandalone(commandOf("--port", "0", "--scenario", "all", "--cdr-passive", "0"), {
      clock,
      print: (text) => printed.push(text),
      untilEnd,
    });
    await expect.poll(() => printed.join("\n")).toContain("Next: ");
    end();
    expect(await run).toBe(0);
    await clock.runFor(600_000);
    expect(printed.filter((line) => line.startsWith("Next: "))).toHaveLength(1);
  });

  it("says what to do when the port is in use", async () => {
    const { url } = await createBench();
    const printed: string[] = [];
    const code = await runStandalone(commandOf("--port", new URL(url).port), {
      clock: createVirtualClock({ startMs: 0 }),
      print: (text) => printed.push(text),
      untilEnd: Promise.resolve(),
    });
    expect(code).toBe(1);
    expect(printed).toEqual([
      `Port ${new URL(url).port} is in use by another program. Choose another one with --port.`,
    ]);
  });
});
