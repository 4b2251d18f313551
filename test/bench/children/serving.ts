// Serves a folder of MP3 files over https: by nothing but node:https, or as the program does, with its list
// on disk, signed links, its access log and its checks.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createRealClock } from "../../../src-main/clock.ts";
import { createLinks } from "../../../src-main/recordings/links/create-links.ts";
import { createFindServed } from "../../../src-main/recordings/links/find-served.ts";
import { createRecordingLibrary } from "../../../src-main/store/recordings/recording-library.ts";
import { selfSignedCertificate } from "../../../src-main/web/self-signed.ts";
import { createWebServer } from "../../../src-main/web/web-server.ts";
import { answer, processorMs } from "../child.ts";
import { silentLog } from "../silent-log.ts";

export interface ServingStart {
  readonly kind: "bare" | "program";
  /** Of the certificate, the list and, in `mp3`, the files. */
  readonly folder: string;
  readonly names: readonly string[];
}

/** Gives the address of each file. */
async function start({ kind, folder, names }: ServingStart): Promise<string[]> {
  return kind === "bare" ? startBare(folder, names) : startProgram(folder, names);
}

async function startBare(folder: string, names: readonly string[]): Promise<string[]> {
  const pair = await selfSignedCertificate({ dataFolder: folder, host: "127.0.0.1", nowMs: Date.now() });
  const server = createServer({ ...pair, minVersion: "TLSv1.2" }, (request, reply) => {
    const path = join(folder, "mp3", (request.url ?? "").slice(1));
    void stat(path).then(({ size }) => {
      reply.writeHead(200, { "content-type": "audio/mpeg", "content-length": size });
      createReadStream(path).pipe(reply);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return names.map((name) => `https://127.0.0.1:${port}/${name}`);
}

async function startProgram(folder: string, names: readonly string[]): Promise<string[]> {
  const clock = createRealClock();
  const opened = await createRecordingLibrary({ path: join(folder, "recordings.db"), clock, log: silentLog });
  if (!opened.ok) throw new Error(opened.sentence);
  const { library } = opened;
  const bare = {
    fileName: "",
    state: "sent",
    sentence: "",
    extension: "",
    tries: 0,
    sourceBytes: 0,
  } as const;
  const empty = { otherNumber: "", otherName: "", from: "", to: "", startedAtMs: 0, foundAtMs: 0 };
  await library.add(names.map((mp3Name) => ({ ...bare, ...empty, sourceKey: mp3Name, mp3Name })));
  const server = createWebServer({
    settings: {
      ...{ host: "127.0.0.1", port: 0, httpPort: undefined, certFile: undefined, keyFile: undefined },
      ...{ monitor: false, monitorPassword: undefined, updateUrl: undefined },
    },
    ...{ log: silentLog, dataFolder: folder, clock },
    health: () => {
      throw new Error("Nobody asks.");
    },
    metrics: () => Promise.reject(new Error("Nobody asks.")),
    recordings: { links: () => links, find: createFindServed(library, () => [join(folder, "mp3")]) },
  });
  const listening = await server.start();
  if (!listening.ok) throw new Error(listening.sentence);
  const links = createLinks({
    ...{ keys: { current: new Uint8Array(32), previous: [] }, mode: "signed", linkDays: 30 },
    ...{ publicUrl: `${listening.url}/webapi/recording`, nowMs: clock.nowMs },
  });
  return names.map(links.urlFor);
}

const questions = { start, processorMs };

export type ServingQuestions = typeof questions;
answer(questions);
