/**
 * The whole service is killed while recordings are found, matched, converted and handed over. Whatever moment
 * it hits: no half MP3, and each recording's link goes out in exactly one event.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { checkMp3 } from "../../src-main/recordings/transcode/check-mp3.ts";
import { createSeededRandom } from "../../src-main/simulator/seeded-random.ts";
import {
  beginTalk,
  closeWorlds,
  conversionS,
  createRecordingsWorld,
  endTalk,
  pause,
  untilConnected,
} from "../integration/recordings-world.ts";
import { until } from "../integration/service-process.ts";
import { allFaults } from "./selection.ts";

afterEach(closeWorlds);

const extensions = ["101", "102", "103"];
/** From the first hang-up to well after the last hand-over. */
const longestMs = 5_000;

it.each(allFaults ? Array.from({ length: 12 }, (_, index) => index + 1) : [1])(
  "killed again and again, seed %i",
  { timeout: 180_000 },
  async (seed) => {
    const random = createSeededRandom(seed);
    const world = await createRecordingsWorld("folder");
    let service = world.start();
    await untilConnected(service);
    const callers = extensions.map((_, index) => `+42077485260${index}`);
    for (const [index, from] of callers.entries()) await beginTalk(world, from, extensions[index]);
    await until(
      () =>
        world.events().filter(({ event }) => event === "started").length >= callers.length ? true : undefined,
      () => service.output(),
    );
    await pause(1_500);
    for (const from of callers) endTalk(world, from);
    for (let kill = 0; kill < 3; kill++) {
      await pause(random() * longestMs);
      service.child.kill("SIGKILL");
      await service.ended();
      service = world.start();
    }
    await until(
      () => (world.links().length >= callers.length ? true : undefined),
      () => `${world.links().length} links came:\n${service.output()}`,
      conversionS,
    );
    await pause(3_000);
    const names = world.links().map((link) => new URL(link).pathname.split("/").at(-1));
    expect(names).toHaveLength(callers.length);
    expect(new Set(names).size).toBe(callers.length);
    const kept = readdirSync(world.storage).filter((name) => name.endsWith(".mp3"));
    expect(kept.toSorted()).toEqual(names.toSorted());
    for (const name of kept) {
      expect(await checkMp3(join(world.storage, name), undefined, "played")).toMatchObject({ ok: true });
    }
  },
);
