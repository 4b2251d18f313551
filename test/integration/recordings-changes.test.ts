/** Settings and folders of recordings change while the service runs: links go on, nothing is lost, nothing comes twice. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import {
  beginTalk,
  closeWorlds,
  conversionS,
  createRecordingsWorld,
  endTalk,
  get,
  pause,
  type RecordingsWorld,
  untilConnected,
} from "./recordings-world.ts";
import { replaceFile, type ServiceProcess, until } from "./service-process.ts";

afterEach(closeWorlds);

let calls = 0;

/** A call from a number of its own. */
async function call(world: RecordingsWorld): Promise<void> {
  calls += 1;
  const from = `+42077485${String(3000 + calls)}`;
  await beginTalk(world, from);
  await pause(1200);
  endTalk(world, from);
}

async function linksUpTo(
  world: RecordingsWorld,
  service: ServiceProcess,
  count: number,
): Promise<readonly string[]> {
  return until(
    () => (world.links().length >= count ? world.links() : undefined),
    () => `${world.links().length} of ${count} links came:\n${service.output()}`,
    conversionS,
  );
}

/** The service takes the change over while it runs. */
function change(world: RecordingsWorld, key: string, value: string): void {
  const { settings } = world.folder;
  const text = readFileSync(settings, "utf8");
  replaceFile(settings, text.replace(new RegExp(`^${key} = .*$`, "m"), `${key} = ${value}`));
}

/** Once the service has taken over so many changes. */
async function changesUpTo(service: ServiceProcess, count: number): Promise<void> {
  await until(
    () => (service.output().split("The settings changed").length > count ? true : undefined),
    () => service.output(),
  );
}

/** Names only: the service may have another port after a restart. */
async function opens(link: string, at: string): Promise<number> {
  const { pathname, search } = new URL(link);
  return (await get(`${new URL(at).origin}${pathname}${search}`)).status;
}

const mp3s = (folder: string) => readdirSync(folder).filter((name) => name.endsWith(".mp3"));

it("another storage folder: links of before go on, also over a kill", { timeout: 240_000 }, async () => {
  const world = await createRecordingsWorld("folder");
  const service = world.start();
  await untilConnected(service);
  await call(world);
  const [first = ""] = await linksUpTo(world, service, 1);
  const moved = join(world.storage, "moved");
  change(world, "storage", moved);
  service.child.kill("SIGKILL");
  await service.ended();
  const next = world.start();
  await untilConnected(next);
  await call(world);
  const [, second = ""] = await linksUpTo(world, next, 2);
  expect([mp3s(world.storage).length, mp3s(moved).length]).toEqual([1, 1]);
  expect([await opens(first, second), await opens(second, second)]).toEqual([200, 200]);
  change(world, "storage", world.storage);
  await call(world);
  const [, , third = ""] = await linksUpTo(world, next, 3);
  for (const link of [first, second, third]) expect(await opens(link, third)).toBe(200);
});

it("from the folder to the PBX and back, each recording comes once", { timeout: 240_000 }, async () => {
  const world = await createRecordingsWorld("folder");
  const service = world.start();
  await untilConnected(service);
  await call(world);
  await linksUpTo(world, service, 1);
  change(world, "source", "pbx");
  await changesUpTo(service, 1);
  await call(world);
  await linksUpTo(world, service, 2);
  change(world, "source", "folder");
  await changesUpTo(service, 2);
  await call(world);
  await linksUpTo(world, service, 3);
  await pause(3000);
  expect(new Set(world.links()).size).toBe(3);
  expect(mp3s(world.storage)).toHaveLength(3);
});

it("a folder that is not there is told; after another change it goes on", { timeout: 240_000 }, async () => {
  const world = await createRecordingsWorld("folder");
  const service = world.start();
  await untilConnected(service);
  change(world, "folder", `${world.recordings}-nowhere`);
  await until(
    async () => ((await service.health()).recordings.state === "attention" ? true : undefined),
    () => service.output(),
  );
  change(world, "folder", world.recordings);
  await until(
    async () => ((await service.health()).recordings.state === "idle" ? true : undefined),
    () => service.output(),
  );
  await call(world);
  const [link = ""] = await linksUpTo(world, service, 1);
  expect(await opens(link, link)).toBe(200);
});

it("a folder that vanishes is told within seconds; once it is back, so are its recordings", {
  timeout: 240_000,
}, async () => {
  const world = await createRecordingsWorld("folder");
  const service = world.start();
  await untilConnected(service);
  const state = async () => (await service.health()).recordings;
  renameSync(world.recordings, `${world.recordings}-away`);
  const { sentence } = await until(
    async () => ((await state()).state === "attention" ? state() : undefined),
    () => service.output(),
  );
  expect(sentence).toContain(`${world.recordings} does not exist`);
  renameSync(`${world.recordings}-away`, world.recordings);
  await until(
    async () => ((await state()).state === "idle" ? true : undefined),
    () => service.output(),
  );
  await call(world);
  const [link = ""] = await linksUpTo(world, service, 1);
  expect(await opens(link, link)).toBe(200);
});

it("a storage folder that cannot be written holds recordings up, not calls", {
  timeout: 240_000,
}, async () => {
  const world = await createRecordingsWorld("folder");
  writeFileSync(world.storage, "A file in its place.");
  const service = world.start();
  await untilConnected(service);
  await call(world);
  await until(
    () => (world.events().some(({ event }) => event === "ended") ? true : undefined),
    () => service.output(),
  );
  await until(
    () => (/MP3|storage/.test(service.output()) ? true : undefined),
    () => service.output(),
  );
  expect(world.links()).toEqual([]);
  rmSync(world.storage);
  mkdirSync(world.storage);
  const [link = ""] = await linksUpTo(world, service, 1);
  expect(await opens(link, link)).toBe(200);
});
