/** What an administrator sets up and a CRM gets: a call ends on the simulated PBX, and a link arrives that plays. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createRealClock } from "../../src-main/clock.ts";
import { createLogger } from "../../src-main/log.ts";
import { startProgram } from "../../src-main/program.ts";
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
import { type ServiceProcess, until } from "./service-process.ts";

afterEach(closeWorlds);

async function firstLink(world: RecordingsWorld, service: ServiceProcess): Promise<string> {
  await untilConnected(service);
  await beginTalk(world, "+420774852629");
  await pause(1200);
  endTalk(world, "+420774852629");
  const [link = ""] = await until(
    () => (world.links().length > 0 ? world.links() : undefined),
    () => `no link came:\n${service.output()}\n${JSON.stringify(world.events())}`,
    conversionS,
  );
  return link;
}

describe.each(["folder", "pbx"] as const)("recordings from %s", (source) => {
  it("become a link that opens, after the end of their call", async () => {
    const world = await createRecordingsWorld(source);
    const service = world.start();
    const link = await firstLink(world, service);
    const [end, recording] = ["ended", "recording"].map((type) =>
      world.events().find(({ event }) => event === type),
    );
    expect(recording).toMatchObject({ id: end?.id, chainId: end?.chainId });
    expect(recording?.seq).toBeGreaterThan(end?.seq ?? 0);
    const opened = await get(link);
    expect(opened).toMatchObject({ status: 200, type: "audio/mpeg" });
    expect(opened.bytes.subarray(0, 3).toString()).toBe("ID3");
    expect((await get(link.replace(/\?.*/, ""))).status).toBe(403);
    await expect.poll(async () => (await service.health()).recordings.state).toBe("idle");
    expect(readdirSync(world.recordings).length).toBeGreaterThan(0);
  });
});

it("after their days the MP3 is gone, which the link says; the original stays", async () => {
  const world = await createRecordingsWorld("folder");
  const service = world.start();
  const { pathname, search } = new URL(await firstLink(world, service));
  service.child.kill("SIGTERM");
  await service.ended();
  const originals = readdirSync(world.recordings, { recursive: true });

  let text = "";
  const real = createRealClock();
  const monthLaterMs = 31 * 86_400_000;
  const started = await startProgram({
    settingsPath: world.folder.settings,
    dataPath: join(world.folder.path, "data"),
    log: createLogger({ level: "info", output: { write: (line) => (text += line) } }),
    clock: { nowMs: () => real.nowMs() + monthLaterMs, after: real.after },
  });
  if (!started.ok) throw new Error(started.text);
  try {
    const url = /"url":"(https:[^"]+)"/.exec(text)?.[1] ?? "";
    const answer = await until(
      async () => ((await get(`${url}${pathname}${search}`)).status === 410 ? true : undefined),
      () => text,
    );
    expect(answer).toBe(true);
    expect(readdirSync(world.storage).filter((name) => name.endsWith(".mp3"))).toEqual([]);
    expect(readdirSync(world.recordings, { recursive: true })).toEqual(originals);
  } finally {
    await started.program.stop();
  }
});
