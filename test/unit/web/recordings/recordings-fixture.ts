// A web server with recordings in a folder of its own, and what its log and its links say.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createLinks } from "../../../../src-main/recordings/links/create-links.ts";
import type { Links, ServedFile } from "../../../../src-main/recordings/links/types.ts";
import { createWebServer } from "../../../../src-main/web/web-server.ts";
import type { LogFields, Logger } from "../../../../src-shared/ports/logger.ts";
import type { ServerSettings } from "../../../../src-shared/settings/settings.ts";
import { type Fixture, healthy, loopback, newFolder, somePage, started } from "../web-fixture.ts";

export const song = "250917190514_45-1-1.mp3";
export const songBytes = Buffer.from(Array.from({ length: 1000 }, (_, at) => at % 251));

export interface RecordingsFixture extends Fixture {
  readonly url: string;
  readonly folder: string;
  readonly lines: { readonly message: string; readonly fields: LogFields | undefined }[];
  readonly clock: { nowMs(): number; add(ms: number): void };
  /** Path and query of a name's link. */
  linkTo(name: string): string;
  setFiles(files: Readonly<Record<string, ServedFile>>): void;
}

export async function servedRecordings(
  over: { mode?: "signed" | "open"; linkDays?: number; settings?: Partial<ServerSettings> } = {},
): Promise<RecordingsFixture> {
  const dataFolder = newFolder();
  const folder = join(dataFolder, "recordings");
  mkdirSync(folder);
  writeFileSync(join(folder, song), songBytes);
  let files: Readonly<Record<string, ServedFile>> = {
    [song]: { kind: "file", path: join(folder, song) },
    "purged-1.mp3": { kind: "purged" },
    "gone-1.mp3": { kind: "file", path: join(folder, "gone-1.mp3") },
  };
  let nowMs = Date.now();
  const lines: RecordingsFixture["lines"] = [];
  const note = (message: string, fields?: LogFields) => void lines.push({ message, fields });
  const log: Logger = { debug: note, info: note, warn: note, error: note };
  const clock = { nowMs: () => nowMs, after: () => () => {} };
  const links: Links = createLinks({
    keys: { current: new Uint8Array(32).fill(7), previous: [] },
    mode: over.mode ?? "signed",
    publicUrl: "https://pbx.example.com/webapi/recording",
    linkDays: over.linkDays,
    nowMs: clock.nowMs,
  });
  const server = createWebServer({
    settings: { ...loopback, ...over.settings },
    ...{ log, dataFolder, clock },
    health: () => healthy,
    metrics: async () => somePage,
    recordings: {
      links: () => links,
      find: async (name) => files[name] ?? { kind: "unknown" },
    },
  });
  onTestFinished(() => server.stop());
  const fixture = { server, dataFolder };
  return {
    ...fixture,
    url: await started(fixture),
    ...{ folder, lines },
    clock: { nowMs: clock.nowMs, add: (ms) => (nowMs += ms) },
    linkTo: (name) => links.urlFor(name).replace("https://pbx.example.com", ""),
    setFiles: (next) => (files = next),
  };
}
