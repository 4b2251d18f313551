import { once } from "node:events";
import { readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Answer } from "../web-fixture.ts";
import { ask } from "../web-fixture.ts";
import { type RecordingsFixture, servedRecordings, song, songBytes } from "./recordings-fixture.ts";

interface BytesAnswer extends Omit<Answer, "text"> {
  readonly bytes: Buffer;
}

/** The answer as it begins; the body is left to the caller. */
async function begin(fixture: RecordingsFixture, path: string, headers = {}): Promise<IncomingMessage> {
  const ca = readFileSync(join(fixture.dataFolder, "tls", "self-signed.crt"));
  const sent = request(`${fixture.url}${path}`, { ca, headers, agent: false });
  sent.end();
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  return answer;
}

async function get(fixture: RecordingsFixture, path: string, headers = {}): Promise<BytesAnswer> {
  const answer = await begin(fixture, path, headers);
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  return { status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(chunks) };
}

describe("a good link", () => {
  test("gives the MP3 with everything a player needs", async () => {
    const fixture = await servedRecordings();
    const { status, headers, bytes } = await get(fixture, fixture.linkTo(song));
    expect(status).toBe(200);
    expect(bytes.equals(songBytes)).toBe(true);
    expect(headers).toMatchObject({
      "content-type": "audio/mpeg",
      "content-length": "1000",
      "accept-ranges": "bytes",
      "cache-control": "private, no-cache",
      "content-disposition": `inline; filename="${song}"`,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    expect(headers.etag).toMatch(/^"[\w-]+"$/);
    expect(Date.parse(headers["last-modified"] ?? "")).toBeGreaterThan(0);
    expect(headers["content-security-policy"]).toContain("media-src 'self'");
  });

  test("answers HEAD with the same headers and no body", async () => {
    const fixture = await servedRecordings();
    const whole = await get(fixture, fixture.linkTo(song));
    const head = await ask(fixture, `${fixture.url}${fixture.linkTo(song)}`, "HEAD");
    expect(head).toMatchObject({ status: 200, text: "" });
    const { date: _a, ...expected } = whole.headers;
    const { date: _b, ...given } = head.headers;
    expect(given).toEqual(expected);
  });

  test.each([
    ["bytes=0-0", 0, 0],
    ["bytes=0-99", 0, 99],
    ["bytes=990-", 990, 999],
    ["bytes=990-5000", 990, 999],
    ["bytes=-10", 990, 999],
    ["bytes=-5000", 0, 999],
    ["BYTES= 5-6", 5, 6],
  ])("gives the part %s", async (range, from, to) => {
    const fixture = await servedRecordings();
    const { status, headers, bytes } = await get(fixture, fixture.linkTo(song), { range });
    expect(status).toBe(206);
    expect(headers["content-range"]).toBe(`bytes ${from}-${to}/1000`);
    expect(bytes.equals(songBytes.subarray(from, to + 1))).toBe(true);
  });

  test.each(["bytes=0-1,5-6", "bytes=9-5", "bytes=-", "bytes=x-y", "items=0-1", "bytes 0-1", ""])(
    "gives the whole for %j, which is no single part",
    async (range) => {
      const fixture = await servedRecordings();
      const { status, bytes } = await get(fixture, fixture.linkTo(song), { range });
      expect([status, bytes.length]).toEqual([200, 1000]);
    },
  );

  test.each(["bytes=1000-", "bytes=1000-2000", "bytes=-0", `bytes=${"9".repeat(400)}-`])(
    "answers 416 for %s",
    async (range) => {
      const fixture = await servedRecordings();
      const { status, headers, bytes } = await get(fixture, fixture.linkTo(song), { range });
      expect([status, headers["content-range"], bytes.length]).toEqual([416, "bytes */1000", 0]);
    },
  );

  test("gives a part only of the file that the client has the rest of", async () => {
    const fixture = await servedRecordings();
    const link = fixture.linkTo(song);
    const { headers } = await get(fixture, link);
    const part = async (ifRange: string | undefined) =>
      (await get(fixture, link, { range: "bytes=0-9", "if-range": ifRange })).status;
    expect(await part(headers.etag)).toBe(206);
    expect(await part(headers["last-modified"])).toBe(206);
    expect(await part(`W/${headers.etag}`)).toBe(200);
    expect(await part('"another"')).toBe(200);
    expect(await part("Thu, 01 Jan 1970 00:00:00 GMT")).toBe(200);
    expect(await part("nonsense")).toBe(200);
  });

  test("says when the client has it already, or another one", async () => {
    const fixture = await servedRecordings();
    const link = fixture.linkTo(song);
    const { headers } = await get(fixture, link);
    const { etag = "" } = headers;
    const status = async (given: Record<string, string>) => (await get(fixture, link, given)).status;
    expect(await status({ "if-none-match": `"x", W/${etag}` })).toBe(304);
    expect(await status({ "if-none-match": '"x"' })).toBe(200);
    expect(await status({ "if-modified-since": headers["last-modified"] ?? "" })).toBe(304);
    expect(await status({ "if-modified-since": "nonsense" })).toBe(200);
    expect(await status({ "if-match": etag })).toBe(200);
    expect(await status({ "if-match": '"x"' })).toBe(412);
    expect(await status({ "if-unmodified-since": "Thu, 01 Jan 1970 00:00:00 GMT" })).toBe(412);
  });

  test("gives an empty file as one", async () => {
    const fixture = await servedRecordings();
    truncateSync(join(fixture.folder, song));
    const { status, bytes } = await get(fixture, fixture.linkTo(song));
    expect([status, bytes.length]).toEqual([200, 0]);
  });
});

describe("files that go while they are read", () => {
  const large = Buffer.alloc(8 * 1024 * 1024, "recording");

  test.each(["deleted", "replaced"])("one that is %s is sent to its end as it was", async (how) => {
    const fixture = await servedRecordings();
    const path = join(fixture.folder, song);
    writeFileSync(path, large);
    const answer = await begin(fixture, fixture.linkTo(song));
    const reader = answer[Symbol.asyncIterator]();
    const first = await reader.next();
    if (how === "deleted") rmSync(path);
    else {
      writeFileSync(`${path}.new`, Buffer.alloc(large.length, "another"));
      renameSync(`${path}.new`, path);
    }
    const chunks: Buffer[] = [first.value];
    for await (const chunk of { [Symbol.asyncIterator]: () => reader }) chunks.push(chunk);
    expect(Buffer.concat(chunks).equals(large)).toBe(true);
  });

  test("one that is cut short ends the connection instead of pretending", async () => {
    const fixture = await servedRecordings();
    const path = join(fixture.folder, song);
    writeFileSync(path, large);
    const answer = await begin(fixture, fixture.linkTo(song));
    truncateSync(path, 1024 * 1024);
    await expect(
      (async () => {
        for await (const _chunk of answer) continue;
      })(),
    ).rejects.toThrow("aborted");
  });

  test("a client that goes away is noted, and its file is let go", async () => {
    const fixture = await servedRecordings();
    writeFileSync(join(fixture.folder, song), large);
    const answer = await begin(fixture, fixture.linkTo(song));
    answer.destroy();
    await expect.poll(() => fixture.lines.at(-1)?.fields).toMatchObject({ name: song, brokenOff: true });
    const bytes = Number(fixture.lines.at(-1)?.fields?.["bytes"]);
    expect(bytes).toBeLessThan(large.length);
    expect((await get(fixture, fixture.linkTo(song))).bytes.length).toBe(large.length);
  });
});

describe("answers of the design, signature first", () => {
  test("403 for what is not signed, whatever is behind it, always in the same words", async () => {
    const fixture = await servedRecordings({ linkDays: 1 });
    const good = fixture.linkTo(song);
    const expired = good;
    const tries = [
      `/webapi/recording/${song}`,
      `/webapi/recording/${song}?t=`,
      `${good.slice(0, -3)}abc`,
      good.replace(song, "purged-1.mp3"),
      good.replace(song, "unknown-1.mp3"),
      "/webapi/recording/",
      "/webapi/recording/x.wav",
    ];
    const answers = [];
    for (const path of tries) {
      fixture.clock.add(61_000);
      answers.push(await ask(fixture, `${fixture.url}${path}`));
    }
    fixture.clock.add(2 * 86_400_000);
    answers.push(await ask(fixture, `${fixture.url}${expired}`));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const shape = ({ headers: { date: _date, ...rest } }: Answer) => JSON.stringify(rest);
    expect(new Set(answers.map(shape)).size).toBe(1);
  });

  test("410 for deleted, 404 for unknown and vanished", async () => {
    const fixture = await servedRecordings();
    const status = async (name: string) => (await get(fixture, fixture.linkTo(name))).status;
    expect(await status("purged-1.mp3")).toBe(410);
    expect(await status("unknown-1.mp3")).toBe(404);
    expect(await status("gone-1.mp3")).toBe(404);
    fixture.setFiles({ "folder-1.mp3": { kind: "file", path: fixture.folder } });
    expect(await status("folder-1.mp3")).toBe(404);
  });

  test.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])("405 for %s", async (method) => {
    const fixture = await servedRecordings();
    const answer = await ask(fixture, `${fixture.url}${fixture.linkTo(song)}`, method);
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe("GET, HEAD");
  });

  test.each([
    ...["../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/x.mp3", "a/b.mp3", "a%2Fb.mp3", "a%5Cb.mp3"],
    ...["a\\b.mp3", "a%00.mp3", "%E0%A4%A.mp3", ".mp3", ".a.mp3", "a.b.mp3", "-a.mp3", "con.mp3.", "a.MP3"],
    ...[`${"a".repeat(400)}.mp3`, `${"a".repeat(5000)}.mp3`, "a%2emp3", "a.mp3/", "//a.mp3", "a;b.mp3"],
  ])("%s is nobody's name, even with links that are open", async (name) => {
    const fixture = await servedRecordings({ mode: "open" });
    const anything = { kind: "file", path: join(fixture.folder, song) } as const;
    fixture.setFiles(new Proxy({}, { get: () => anything }));
    const answer = await ask(fixture, `${fixture.url}/webapi/recording/${name}`);
    expect([400, 404]).toContain(answer.status);
    expect(answer.text).not.toMatch(/passwd|stack|ENOENT/i);
  });

  test("500 without a reason when the list cannot be read", async () => {
    const fixture = await servedRecordings();
    fixture.setFiles(
      new Proxy(
        {},
        {
          get() {
            throw new Error("secret path");
          },
        },
      ),
    );
    const answer = await ask(fixture, `${fixture.url}${fixture.linkTo(song)}`);
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain("secret");
  });
});

describe("open links", () => {
  test("open without a signature, and with one from before", async () => {
    const fixture = await servedRecordings({ mode: "open" });
    expect(fixture.linkTo(song)).toBe(`/webapi/recording/${song}`);
    expect((await get(fixture, fixture.linkTo(song))).status).toBe(200);
    expect((await get(fixture, `${fixture.linkTo(song)}?t=v1.0.old`)).status).toBe(200);
  });

  test("who guesses names gets nothing for a while, not even what is right", async () => {
    const fixture = await servedRecordings({ mode: "open" });
    for (let n = 0; n < 10; n += 1) {
      expect((await ask(fixture, `${fixture.url}/webapi/recording/guess-${n}.mp3`)).status).toBe(404);
    }
    const refused = await ask(fixture, `${fixture.url}${fixture.linkTo(song)}`);
    expect([refused.status, refused.headers["retry-after"]]).toEqual([429, "60"]);
    fixture.clock.add(61_000);
    expect((await get(fixture, fixture.linkTo(song))).status).toBe(200);
  });
});

test("wrong signatures are slowed down, good ones from the same address are not", async () => {
  const fixture = await servedRecordings();
  const wrong = `${fixture.url}/webapi/recording/${song}?t=v1.0.${"A".repeat(43)}`;
  for (let n = 0; n < 10; n += 1) expect((await ask(fixture, wrong)).status).toBe(403);
  expect((await ask(fixture, wrong)).status).toBe(429);
  expect((await get(fixture, fixture.linkTo(song))).status).toBe(200);
});

test("the access log has what happened, and never a signature", async () => {
  const fixture = await servedRecordings();
  const link = fixture.linkTo(song);
  await get(fixture, link);
  await get(fixture, link, { range: "bytes=0-9" });
  await ask(fixture, `${fixture.url}${link.slice(0, -2)}`);
  await ask(fixture, `${fixture.url}/webapi/recording/${encodeURIComponent(link)}`);
  const access = () => fixture.lines.filter(({ message }) => message === "A recording was asked for.");
  await expect.poll(() => access().length).toBe(4);
  const same = { address: "127.0.0.1", method: "GET", name: song, ms: 0 };
  expect(access().map(({ fields }) => fields)).toEqual([
    { ...same, status: 200, bytes: 1000 },
    { ...same, status: 206, bytes: 10 },
    { ...same, status: 403, bytes: 0 },
    { ...same, name: "(not a recording's name)", status: 403, bytes: 0 },
  ]);
  const signature = link.split(".").at(-1)?.slice(0, 20) ?? "none";
  expect(JSON.stringify(fixture.lines)).not.toContain(signature);
});
