/** Trying the phone system's settings: how far it got, and the words for where it broke off. */
import { afterEach, describe, expect, it } from "vitest";
import { createRealClock } from "../../../src-main/clock.ts";
import { settingsOf } from "../../../src-main/demo/stage.ts";
import { checkPbx } from "../../../src-main/monitor/check-pbx.ts";
import type { PbxState } from "../../../src-main/pbx/types.ts";
import type { FaultName } from "../../../src-main/simulator/faults/fault-name.ts";
import { createPbxModel } from "../../../src-main/simulator/model/pbx-model.ts";
import { createSeededRandom } from "../../../src-main/simulator/seeded-random.ts";
import { createSimulator, type Simulator } from "../../../src-main/simulator/simulator.ts";
import type { Ladder } from "../../../src-shared/contract/settings-view.ts";
import type { PbxSettings } from "../../../src-shared/settings/settings.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const clock = createRealClock();
const ports = { clock, random: () => 0.5, log: silent };
const signal = new AbortController().signal;

let simulator: Simulator | undefined;
afterEach(async () => {
  await simulator?.stop();
  simulator = undefined;
});

async function phoneSystem(
  faults: readonly FaultName[] = [],
  monitored?: readonly string[],
): Promise<PbxSettings> {
  const random = createSeededRandom(1);
  const model = createPbxModel({ clock, random, switches: {} });
  const clients = [
    { clientId: "webhook", secret: "s3", monitored: monitored ?? model.dns().map(({ dn }) => dn) },
  ];
  simulator = createSimulator({ model, clock, random, clients, faults });
  const { url } = await simulator.start();
  return { ...settingsOf("").pbx, url, clientId: "webhook", clientSecret: "s3" };
}

const states = ({ steps }: Ladder) => steps.map(({ name, state }) => `${name} ${state}`).join(", ");
const allOk = "name ok, reachable ok, certificate ok, sign-in ok, permission ok, content ok";

describe("a test of the phone system", () => {
  it("climbs to the extensions that are seen, and leaves nothing open", async () => {
    const ladder = await checkPbx(await phoneSystem(), ports, signal);
    expect(states(ladder)).toBe(allOk);
    expect(ladder.ok).toBe(true);
    expect(ladder.steps.at(-1)?.sentence).toMatch(/^12 extensions are seen\. This is 3CX 20\./);
    await expect.poll(() => simulator?.stats().socketsOpen).toBe(0);
  });

  it("names a wrong secret at the sign-in, and what comes after it as not reached", async () => {
    const ladder = await checkPbx({ ...(await phoneSystem()), clientSecret: "other" }, ports, signal);
    expect(states(ladder)).toBe(
      "name ok, reachable ok, certificate ok, sign-in failed, permission not-reached, content not-reached",
    );
    expect(ladder.steps[3]?.sentence).toBe("3CX refuses the client id or the API key.");
    expect(JSON.stringify(ladder)).not.toContain("other");
  });

  it("goes on without Call Control, with a warning", async () => {
    const ladder = await checkPbx(await phoneSystem(["no-licence"]), ports, signal);
    expect(ladder.ok).toBe(true);
    expect(ladder.steps[4]).toMatchObject({ name: "permission", state: "warning" });
    expect(ladder.steps[4]?.sentence).toContain("3CX does not allow Call Control");
  });

  it("warns of extensions that nobody monitors: some, or all", async () => {
    const some = await checkPbx(await phoneSystem([], ["101", "102"]), ports, signal);
    expect(some.steps.at(-1)?.sentence).toContain("Only 2 of 12 extensions are seen");
    await simulator?.stop();
    const none = await checkPbx(await phoneSystem(["no-monitored"]), ports, signal);
    expect(none.steps.at(-1)).toMatchObject({ state: "warning" });
    expect(none.steps.at(-1)?.sentence).toContain("3CX shows no extension");
  });

  it("says that nothing listens, or that nothing is set", async () => {
    const settings = await phoneSystem();
    await simulator?.stop();
    const refused = await checkPbx(settings, ports, signal);
    expect(states(refused)).toMatch(/^name ok, reachable failed, certificate not-reached/);
    const empty = await checkPbx(settingsOf("").pbx, ports, signal);
    expect(empty.steps[0]).toMatchObject({ state: "failed", sentence: "No phone system is set up yet." });
  });

  it("lets a connection that has all it needs speak for itself: a second sign-in would push it out", async () => {
    const settings = await phoneSystem();
    const source = { name: "connected" as const, sentence: "", advice: "", sinceMs: 0 };
    const state: PbxState = {
      ...{ overall: "connected", monitored: 38, version: "20.0.8" },
      ...{ callControl: source, activeCalls: source, directory: source, callLog: source },
    };
    const running = () => ({ settings, state, extensions: 38 });
    const ladder = await checkPbx({ ...settings }, { ...ports, running }, signal);
    expect(states(ladder)).toBe(allOk);
    expect(simulator?.stats().requests).toBe(0);
    await checkPbx({ ...settings, clientSecret: "other" }, { ...ports, running }, signal);
    expect(simulator?.stats().requests).toBeGreaterThan(0);
  });

  it("ends at once when nobody waits for it any more", async () => {
    const gone = AbortSignal.abort();
    const ladder = await checkPbx(await phoneSystem(["slow-xapi"]), ports, gone);
    expect(ladder.steps.every(({ state }) => state === "not-reached")).toBe(true);
  });
});
