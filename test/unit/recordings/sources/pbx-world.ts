/** A source that asks the simulated PBX over the wire, and a list of recordings that a test writes. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createPbxApi } from "../../../../src-main/pbx/api.ts";
import { createBusy } from "../../../../src-main/pbx/busy.ts";
import { createDownloadClient } from "../../../../src-main/pbx/download-client.ts";
import { createHttpClient } from "../../../../src-main/pbx/http-client.ts";
import { createLogOnce } from "../../../../src-main/pbx/log-once.ts";
import { createPbxRecordings } from "../../../../src-main/pbx/recordings.ts";
import { createTokenHolder } from "../../../../src-main/pbx/token.ts";
import { createPbxSource } from "../../../../src-main/recordings/sources/pbx/create-pbx-source.ts";
import type { PbxRecordings, RecordingSource } from "../../../../src-main/recordings/types.ts";
import type { SimRecordingSides } from "../../../../src-main/simulator/model/types.ts";
import { createBench, startMs } from "../../simulator/bench.ts";
import { createFakeModel } from "../../simulator/fake-model.ts";
import { createMemory, quietLog, settleOf } from "./helpers.ts";

type Row = Record<string, unknown>;

export async function createPbxWorld(sides: Partial<SimRecordingSides> = {}) {
  const rows = new Map<number, Row>();
  const shown: SimRecordingSides = { ranges: true, archived: "none", fileDelayS: 0, codec: "pcm", ...sides };
  const fake = createFakeModel();
  const model = {
    ...fake,
    collections: () => ({ ...fake.collections(), Recordings: [...rows.values()] }),
    recordingSides: () => shown,
  };
  const { simulator, clock, url } = await createBench({ model });
  const trust = { rejectUnauthorized: true };
  const http = createHttpClient(url, trust, clock);
  const downloads = createDownloadClient(url, trust, clock);
  const tokens = createTokenHolder({
    ...{ http, clientId: "webhook", clientSecret: "s3cret", clock, random: () => 0.5, log: quietLog },
  });
  const asked: [fromS: number, toS: number][] = [];
  const real = createPbxRecordings({
    ...{ api: createPbxApi(http, tokens), downloads, tokens, busy: createBusy(), onTraffic: () => {} },
    ...{ address: { host: "pbx.example.com", port: 5001 }, logOnce: createLogOnce(quietLog) },
  });
  const recordings: PbxRecordings = {
    ...real,
    list: (fromMs, toMs, signal) => {
      asked.push([(fromMs - clock.nowMs()) / 1000, (toMs - clock.nowMs()) / 1000]);
      return real.list(fromMs, toMs, signal);
    },
  };
  const memory = createMemory();
  const folder = join(mkdtempSync(join(tmpdir(), "incoming-")), ".incoming");
  let note: string | undefined;
  const create = () =>
    createPbxSource({
      ...{ recordings, folder, clock, log: quietLog, listener: memory.listener, sinceMs: startMs - 1000 },
      cursor: {
        read: async () => note,
        write: async (value) => {
          note = value;
        },
      },
    });
  let source = create();

  const settle = (which: RecordingSource) => async () => {
    const atRest = () => simulator.inFlight() === simulator.waiting();
    const busy = () => (simulator.waiting() > 0 ? 0 : (which.busy?.() ?? 0));
    await settleOf({ ...which, busy }, atRest)();
  };
  const pass = (ms: number) => clock.runFor(ms, settle(source));
  const start = async () => {
    const begun = source.start();
    await pass(0);
    await begun;
  };
  onTestFinished(async () => {
    await source.stop();
    http.close();
    downloads.close();
    rmSync(join(folder, ".."), { recursive: true, force: true });
  });

  /** A row with these fields; by default of a talk of `lengthMs` that ends now. */
  const put = (id: number, fields: Row = {}, lengthMs = 1000) => {
    const iso = (ms: number) => new Date(ms).toISOString();
    rows.set(id, {
      ...{ Id: id, CallType: "InboundExternal", FromCallerNumber: "+18139975575", FromDn: "10000" },
      ...{ FromDisplayName: "Tampa South", ToCallerNumber: "101", ToDn: "101", ToDisplayName: "Alice" },
      ...{ StartTime: iso(clock.nowMs() - lengthMs), EndTime: iso(clock.nowMs()), IsArchived: false },
      RecordingUrl: `101/%5BTampa%20South%5D_%2B18139975575-101_20260130155959(${id}).wav`,
      ...fields,
    });
  };

  return {
    ...{ rows, shown, simulator, clock, memory, folder, asked, pass, start, put },
    source: () => source,
    note: () => note,
    /** Names in the folder for downloads. */
    incoming: () => (existsSync(folder) ? readdirSync(folder).toSorted() : []),
    restart: async () => {
      await source.stop();
      memory.news.length = 0;
      source = create();
      await start();
    },
    open: async (key: string, signal = new AbortController().signal, limitMs = 60_000) => {
      let got: Awaited<ReturnType<RecordingSource["open"]>> | undefined;
      void source.open(key, signal).then((result) => {
        got = result;
      });
      await clock.runUntil(() => got !== undefined, limitMs, settle(source));
      if (got === undefined) throw new Error("Nothing was opened in time.");
      return got;
    },
  };
}
