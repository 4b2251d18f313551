/** Commands beside a service that runs: what they ask it instead of trying it, and what it does not say of itself. */
import { appendFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { check } from "../../../src-main/cli/check.ts";
import { status } from "../../../src-main/cli/status.ts";
import { createLogger } from "../../../src-main/log.ts";
import { startProgram } from "../../../src-main/program.ts";
import { createWorld } from "./command-world.ts";

async function besideService() {
  const made = createWorld(["[recordings]", "source = off", "[server]", "port = 0"]);
  const { clock, places } = made.world;
  const log = createLogger({ level: "error", output: { write: () => {} } });
  const started = await startProgram({ ...places, log, clock });
  if (!started.ok) throw new Error(started.text);
  onTestFinished(started.program.stop);
  return { ...made, url: started.program.url };
}

test("check takes the port of the running service for its own", async () => {
  const { world, said, url } = await besideService();
  expect(await check(world)).toBe(0);
  expect(said()).toContain(`The running service listens at ${url}.`);
});

test("status tells of mistakes in the file, with which the service would not start again", async () => {
  const { world, settingsPath, said, wrong, url } = await besideService();
  appendFileSync(settingsPath, "host = \n[log]\nlevel = loud\n");
  expect(await status(world, { json: false })).toBe(1);
  expect(said()).toContain(`at ${url}`);
  expect(wrong()).toContain("settings.ini:7: [log] level = loud");
  expect(wrong()).toContain("would not start with these");
});
