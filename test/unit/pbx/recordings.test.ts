import { createServer, type RequestListener } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { createDownloadClient } from "../../../src-main/pbx/download-client.ts";
import type { PbxResult } from "../../../src-main/pbx/failure.ts";
import { createPbxRecordings, listPath } from "../../../src-main/pbx/recordings.ts";
import type { PbxTraffic } from "../../../src-main/pbx/types.ts";
import { answer, createFakeApi, createWorld, fail } from "./helpers.ts";

const address = { host: "pbx.example.com", port: 5001 };
const never = new AbortController().signal;
const fromMs = Date.UTC(2026, 0, 5, 8);
const toMs = Date.UTC(2026, 0, 5, 9);

function create(
  handle: (path: string) => PbxResult | undefined = () => answer({ value: [] }),
  baseUrl = "http://127.0.0.1:1",
) {
  const world = createWorld();
  const fake = createFakeApi(handle);
  const told: PbxTraffic[] = [];
  const tokens = {
    current: async () => ({ ok: true, token: "old" }) as const,
    fresh: async () => ({ ok: true, token: "new" }) as const,
    refused: async () => ({ ok: true, token: "new" }) as const,
    contested: () => false,
  };
  const downloads = createDownloadClient(baseUrl, { rejectUnauthorized: true }, world.clock);
  onTestFinished(() => downloads.close());
  const recordings = createPbxRecordings({
    ...{ ...world, ...fake, downloads, tokens, address },
    onTraffic: (traffic) => told.push(traffic),
  });
  return { ...world, ...fake, recordings, told, downloads };
}

async function serve(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const at = server.address();
  if (at === null || typeof at === "string") throw new Error("no port");
  return create(undefined, `http://127.0.0.1:${at.port}`);
}

const row = (id: number, startedAtMs: number) => ({ Id: id, StartTime: new Date(startedAtMs).toISOString() });

describe("the list of recordings", () => {
  it("is asked for in whole seconds of UTC, oldest first", () => {
    const path = decodeURIComponent(listPath(fromMs + 900, toMs + 100));
    expect(path).toBe(
      "/xapi/v1/Recordings?$filter=StartTime ge 2026-01-05T08:00:00Z and StartTime lt 2026-01-05T09:00:01Z&$orderby=StartTime asc",
    );
  });

  it("is read page by page; rows that come twice or cannot be read are left out", async () => {
    const rows = Array.from({ length: 250 }, (_, index) => row(index, fromMs + index * 1000));
    const { recordings, asked, log } = create((path) => {
      const [, skip] = /\$top=100&\$skip=(\d+)$/.exec(path) ?? [];
      return answer({ value: [...rows, rows[3], { Id: "?" }].slice(Number(skip), Number(skip) + 100) });
    });
    const listed = await recordings.list(fromMs, toMs, never);
    expect(listed).toMatchObject({ ok: true, more: false });
    expect(listed.ok && listed.recordings.map((each) => each.recordingId)).toEqual(
      rows.map((each) => each.Id),
    );
    expect(asked).toHaveLength(3);
    expect(log.lines.map((line) => line.message)).toEqual(["A row of recordings cannot be understood."]);
  });

  it("ends after twenty pages and says that there is more", async () => {
    const page = Array.from({ length: 100 }, (_, index) => row(index, fromMs));
    const { recordings, asked } = create(() => answer({ value: page }));
    expect(await recordings.list(fromMs, toMs, never)).toMatchObject({ ok: true, more: true });
    expect(asked).toHaveLength(20);
  });

  it.each([
    [
      "forbidden",
      403,
      true,
      "The list of recordings may not be read with this client (status 403).",
      /System Owner/,
    ],
    ["not-found", 404, true, "This 3CX does not offer the list of recordings (status 404).", /Update 3CX/],
    ["server-error", 500, false, "3CX cannot answer at the moment (status 500).", /asks again by itself/],
    ["server-error", 504, false, "3CX cannot answer at the moment (status 504).", /asks again by itself/],
    ["unreachable", undefined, false, "pbx.example.com:5001 does not answer in time.", /firewall/],
  ] as const)("answers %s with status %s in words", async (kind, status, refused, sentence, advice) => {
    const { recordings } = create(() => fail(kind, status));
    expect(await recordings.list(fromMs, toMs, never)).toEqual({
      ...{ ok: false, refused, sentence, advice: expect.stringMatching(advice) },
    });
  });

  it("is not asked for by somebody who has gone", async () => {
    const { recordings, asked } = create();
    expect(await recordings.list(fromMs, toMs, AbortSignal.abort())).toMatchObject({ ok: false });
    expect(asked).toEqual([]);
  });
});

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

describe("a download", () => {
  it("comes as a stream, with its length", async () => {
    const { recordings, told } = await serve((request, response) => {
      expect(request.url).toBe("/xapi/v1/Recordings/Pbx.DownloadRecording(recId=84)");
      response.writeHead(200, { "content-type": "audio/x-wav", "content-length": 5 }).end("sound");
    });
    const got = await recordings.download(84, 0, never);
    expect(got).toMatchObject({ ok: true, totalBytes: 5, resumed: false });
    expect(got.ok && (await bytesOf(got.stream))).toBe("sound");
    expect(told).toEqual([{ type: "request", kind: "recordings", outcome: "ok" }]);
  });

  it("goes on where it broke off, if the PBX can; else it begins anew", async () => {
    const ranges: (string | undefined)[] = [];
    let answers: readonly [status: number, headers: Record<string, string>][] = [];
    const { recordings } = await serve((request, response) => {
      ranges.push(request.headers.range);
      const [status, headers] = answers[0] ?? [500, {}];
      answers = answers.slice(1);
      response.writeHead(status, headers).end("rest");
    });
    answers = [[206, { "content-range": "bytes 6-9/10", "content-length": "4" }]];
    expect(await recordings.download(84, 6, never)).toMatchObject({ resumed: true, totalBytes: 10 });
    answers = [[200, { "content-length": "4" }]];
    expect(await recordings.download(84, 6, never)).toMatchObject({ resumed: false, totalBytes: 4 });
    answers = [
      [206, { "content-range": "bytes 0-3/10" }],
      [200, { "content-length": "4" }],
    ];
    expect(await recordings.download(84, 6, never)).toMatchObject({ resumed: false, totalBytes: 4 });
    answers = [
      [416, {}],
      [200, { "content-length": "4" }],
    ];
    expect(await recordings.download(84, 6, never)).toMatchObject({ resumed: false });
    expect(ranges).toEqual(["bytes=6-", "bytes=6-", "bytes=6-", undefined, "bytes=6-", undefined]);
  });

  it.each([
    [403, "no-access", false, /System Owner/],
    [404, "vanished", true, /no file for this recording \(status 404\)/],
    [500, "download-failed", true, /could not hand out this recording \(status 500\)/],
    [504, "download-failed", true, /asked again/],
    [302, "download-failed", true, /answers, but not as a 3CX does/],
  ] as const)("that is answered with %i is %s", async (status, problem, again, sentence) => {
    const { recordings, told } = await serve((_request, response) => response.writeHead(status).end());
    const got = await recordings.download(84, 0, never);
    expect(got).toMatchObject({ ok: false, problem, again, sentence: expect.stringMatching(sentence) });
    expect(told).toEqual([{ type: "request", kind: "recordings", outcome: "failed" }]);
  });

  it("renews its token once", async () => {
    const seen: (string | undefined)[] = [];
    const { recordings } = await serve((request, response) => {
      seen.push(request.headers.authorization);
      response
        .writeHead(seen.length < 4 && request.headers.authorization !== "Bearer new" ? 401 : 200)
        .end("ok");
    });
    expect(await recordings.download(84, 0, never)).toMatchObject({ ok: true });
    expect(seen).toEqual(["Bearer old", "Bearer new"]);
    const refused = await serve((_request, response) => response.writeHead(401).end());
    expect(await refused.recordings.download(84, 0, never)).toMatchObject({
      ok: false,
      problem: "download-failed",
    });
  });

  it("is no web page", async () => {
    const { recordings } = await serve((_request, response) =>
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<html>sign in</html>"),
    );
    expect(await recordings.download(84, 0, never)).toMatchObject({ ok: false, again: true });
  });

  it("is read no faster than it is taken", async () => {
    let sent = 0;
    const { recordings } = await serve((_request, response) => {
      const write = () => {
        for (let more = true; more && sent < 4000; sent += 1) more = response.write(Buffer.alloc(65_536));
        if (sent < 4000) response.once("drain", write);
        else response.end();
      };
      write();
    });
    const got = await recordings.download(84, 0, never);
    if (!got.ok) throw new Error(got.sentence);
    const reader = got.stream[Symbol.asyncIterator]();
    await reader.next();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(sent).toBeLessThan(2000);
    await reader.return?.();
  });

  it("ends when nobody wants it any more, and when the PBX falls silent", async () => {
    const { recordings, clock } = await serve((_request, response) => void response.write("begin"));
    const abort = new AbortController();
    const first = await recordings.download(84, 0, abort.signal);
    if (!first.ok) throw new Error(first.sentence);
    const reading = bytesOf(first.stream);
    abort.abort();
    await expect(reading).rejects.toThrow();
    const second = await recordings.download(84, 0, never);
    if (!second.ok) throw new Error(second.sentence);
    const reader = second.stream[Symbol.asyncIterator]();
    await reader.next();
    const silent = reader.next().catch(() => "threw");
    await clock.runFor(30_000);
    expect(await silent).toBe("threw");
    expect(clock.pending()).toBe(0);
  });

  it("is not begun when this program stops", async () => {
    const { recordings, downloads, told } = create();
    downloads.close();
    expect(await recordings.download(84, 0, never)).toMatchObject({ ok: false, again: true });
    expect(told).toEqual([]);
  });
});
