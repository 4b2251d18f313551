/** Trying what recordings need: their source, their place, ffmpeg. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createRealClock } from "../../../src-main/clock.ts";
import { settingsOf } from "../../../src-main/demo/stage.ts";
import { checkRecordings } from "../../../src-main/monitor/check-recordings.ts";
import { createPbxModel } from "../../../src-main/simulator/model/pbx-model.ts";
import { createSeededRandom } from "../../../src-main/simulator/seeded-random.ts";
import { createSimulator } from "../../../src-main/simulator/simulator.ts";
import type { Ladder } from "../../../src-shared/contract/settings-view.ts";

const clock = createRealClock();
const silent = { debug() {}, info() {}, warn() {}, error() {} };

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "check-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function check(lines: string, how: { path?: string; pbx?: string; packed?: string } = {}): Promise<Ladder> {
  const settings = settingsOf(`${how.pbx ?? ""}\n[recordings]\n${lines}`);
  return checkRecordings(
    settings,
    {
      ...{ clock, random: () => 0.5, log: silent },
      storageOf: ({ storage }) => storage ?? join(root, "data", "recordings"),
      environment: { PATH: how.path ?? process.env["PATH"] },
      user: "webhook",
    },
    new AbortController().signal,
  );
}

const states = ({ steps }: Ladder) => steps.map(({ name, state }) => `${name} ${state}`).join(", ");

describe("a test of the recordings", () => {
  it("finds the folder, its files, the storage and ffmpeg, and leaves no trace", async () => {
    const folder = join(root, "Recordings");
    mkdirSync(join(folder, "101"), { recursive: true });
    writeFileSync(join(folder, "101", "[Marta]_101-420601_20260115090000(17).wav"), "x");
    mkdirSync(join(root, "mp3"));
    const ladder = await check(`folder = ${folder}\nstorage = ${join(root, "mp3")}`);
    expect(states(ladder)).toBe("reachable ok, permission ok, content ok");
    expect(ladder.steps[2]?.sentence).toMatch(/ffmpeg \S+ is at .* 1 recording was found, the newest of 20/);
    expect(readdirSync(join(root, "mp3"))).toEqual([]);
    expect(readdirSync(root)).not.toContain("data");
  });

  it("says which folder is missing, and that an empty one has nothing yet", async () => {
    const missing = await check(`folder = ${join(root, "gone")}`);
    expect(missing.steps[0]?.sentence).toBe(`The recordings folder ${join(root, "gone")} does not exist.`);
    expect(states(missing)).toBe("reachable failed, permission not-reached, content not-reached");
    const empty = await check(`folder = ${root}`);
    expect(empty).toMatchObject({ ok: true });
    expect(empty.steps[2]).toMatchObject({ state: "warning" });
  });

  it("says that MP3 files cannot be written, and where ffmpeg was looked for", async () => {
    const file = join(root, "file");
    writeFileSync(file, "");
    const blocked = await check(`folder = ${root}\nstorage = ${join(file, "below")}`);
    expect(blocked.steps[1]).toMatchObject({ name: "permission", state: "failed" });
    expect(blocked.steps[1]?.sentence).toContain("MP3 files cannot be written to");
    const other = await check(`folder = ${root}\nffmpeg = ${file}`);
    expect(other.steps[2]?.state).toBe("warning");
    expect(other.steps[2]?.sentence).toContain("[recordings] ffmpeg");
  });

  it("asks the PBX for its list when recordings come from there", async () => {
    const random = createSeededRandom(1);
    const model = createPbxModel({ clock, random, switches: {} });
    const clients = [{ clientId: "webhook", secret: "s3", monitored: ["101"] }];
    const simulator = createSimulator({ model, clock, random, clients });
    const { url } = await simulator.start();
    const pbx = `[pbx]\nurl = ${url}\nclient_id = webhook\nclient_secret = s3`;
    try {
      const ladder = await check("source = pbx", { pbx });
      expect(states(ladder)).toBe(
        "name ok, reachable ok, certificate ok, sign-in ok, permission ok, content ok",
      );
      simulator.setFaults(["xapi-role"]);
      const refused = await check("source = pbx", { pbx });
      expect(refused.steps[4]).toMatchObject({ state: "failed" });
      expect(refused.steps[4]?.advice).toContain("System Owner");
    } finally {
      await simulator.stop();
    }
  });

  it("has nothing to try when they are switched off", async () => {
    expect(states(await check("source = off"))).toBe("content ok");
  });
});
