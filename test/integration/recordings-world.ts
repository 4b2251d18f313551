/** A simulated PBX that records, a service that watches it, and a receiver of links; all on loopback. */
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRealClock } from "../../src-main/clock.ts";
import { selfSigned } from "../../src-main/simulator/certificate.ts";
import { createPbxModel } from "../../src-main/simulator/model/pbx-model.ts";
import { createReceiver } from "../../src-main/simulator/receiver.ts";
import { createSeededRandom } from "../../src-main/simulator/seeded-random.ts";
import { startSideOutputs } from "../../src-main/simulator/side-outputs.ts";
import { createSimulator } from "../../src-main/simulator/simulator.ts";
import { nativeEventSchema } from "../../src-shared/webhooks/native-event.ts";
import { createServiceFolder, startService, until } from "./service-process.ts";

const closers: (() => unknown)[] = [];

/** For `afterEach`. */
export async function closeWorlds(): Promise<void> {
  for (const close of closers.splice(0).toReversed()) await close();
}

export async function createRecordingsWorld(source: "folder" | "pbx") {
  const clock = createRealClock();
  const random = createSeededRandom(1);
  const model = createPbxModel({ clock, random });
  const simulator = createSimulator({
    ...{ model, clock, random, tls: await selfSigned() },
    clients: [{ clientId: "webhook", secret: "s3cret", monitored: model.dns().map(({ dn }) => dn) }],
  });
  const receiver = createReceiver({ clock });
  const { url } = await simulator.start();
  await receiver.start();
  const recordings = mkdtempSync(join(tmpdir(), "pbx-recordings-"));
  const storage = `${recordings}-mp3`;
  const stopWriting = await startSideOutputs({ model, clock, recordingsFolder: recordings });
  const folder = createServiceFolder();
  closers.push(() => rmSync(recordings, { recursive: true }), folder.remove, receiver.stop);
  closers.push(simulator.stop, stopWriting);
  folder.write([
    "[pbx]",
    `url = ${url}`,
    "client_id = webhook",
    "client_secret = s3cret",
    "allow_self_signed = yes",
    "[endpoint.native]",
    `url = ${receiver.url()}/native`,
    "dialect = native",
    "[recordings]",
    `source = ${source}`,
    `folder = ${recordings}`,
    `storage = ${storage}`,
    "[server]",
    "port = 0",
  ]);
  closers.push(() => rmSync(storage, { recursive: true, force: true }));
  const start = () => {
    const service = startService(folder.args);
    closers.push(async () => {
      service.child.kill("SIGKILL");
      await service.ended();
    });
    return service;
  };
  const events = () => {
    const seen = new Map(receiver.requests().map((each) => [each.headers["webhook-id"], each]));
    return [...seen.values()].map(({ body }) => nativeEventSchema.parse(JSON.parse(body)));
  };
  const links = () => events().flatMap((event) => (event.event === "recording" ? event.files : []));
  return { model, folder, recordings, storage, start, events, links };
}

/** Conversions take of the processor what nobody else wants: beside other tests that is little for long. */
export const conversionS = 80;

export type RecordingsWorld = Awaited<ReturnType<typeof createRecordingsWorld>>;

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A caller begins to talk with the extension. */
export async function beginTalk({ model }: RecordingsWorld, from: string, dn = "101"): Promise<void> {
  model.perform({ call: from, type: "arrive", from, rule: "DirectDID" });
  await pause(150);
  model.perform({ call: from, type: "ring", dns: [dn] });
  await pause(150);
  model.perform({ call: from, type: "answer", dn });
}

export function endTalk({ model }: RecordingsWorld, from: string): void {
  model.perform({ call: from, type: "hang-up", by: "outside" });
}

export async function untilConnected(service: ReturnType<RecordingsWorld["start"]>): Promise<void> {
  await until(
    async () => ((await service.health()).pbx.state === "connected" ? true : undefined),
    () => service.output(),
  );
}

export function get(url: string): Promise<{ status: number; type: string; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { rejectUnauthorized: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => {
        const { statusCode: status = 0, headers } = answer;
        resolve({ status, type: String(headers["content-type"]), bytes: Buffer.concat(parts) });
      });
    });
    asked.on("error", reject);
    asked.end();
  });
}
