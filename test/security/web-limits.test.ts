// Who is slow, greedy or many: the server's limits end it, and others are served meanwhile.
import { once } from "node:events";
import { truncateSync, writeFileSync } from "node:fs";
import { connect as connectTcp, type AddressInfo, type Socket } from "node:net";
import { join } from "node:path";
import { connect, type ConnectionOptions } from "node:tls";
import { describe, expect, onTestFinished, test } from "vitest";
import { createLinks } from "../../src-main/recordings/links/create-links.ts";
import { createWebApp } from "../../src-main/web/app.ts";
import { loadCertificate } from "../../src-main/web/certificate.ts";
import type { LogFields } from "../../src-shared/ports/logger.ts";
import { monitorPaths } from "../../src-shared/rpc/monitor-session.ts";
import { openMonitor, type MonitorFixture } from "../unit/web/monitor/monitor-fixture.ts";
import { healthy, loopback, newFolder, somePage } from "../unit/web/web-fixture.ts";

const password = "right horse: planted";

function kept<S extends Socket>(socket: S): S {
  socket.on("error", () => {});
  onTestFinished(() => void socket.destroy());
  return socket;
}

/** Resolves when the server has ended it. */
function ended(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once("close", () => resolve());
    // Without somebody who reads, an end is not seen.
    socket.resume();
  });
}

async function secure({ url, ca }: MonitorFixture, options: ConnectionOptions = {}) {
  const port = Number(new URL(url).port);
  const socket = kept(connect({ host: "127.0.0.1", port, ca, servername: "localhost", ...options }));
  await once(socket, "secureConnect");
  return socket;
}

describe("who dribbles", () => {
  const head = "POST /health HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
  const ways: readonly (readonly [string, begin: string, piece: string])[] = [
    ["headers", "GET /health HTTP/1.1\r\nHost: a\r\n", "x: y\r\n"],
    ["the first line", "", "G"],
    ["a body with a length", `${head}Content-Length: 16000\r\n\r\n`, "x"],
    ["a body in pieces", `${head}Transfer-Encoding: chunked\r\n\r\n`, "1\r\nx\r\n"],
    ["nothing after a request", "GET /health HTTP/1.1\r\nHost: a\r\n\r\n", ""],
  ];

  // The bounds are seconds of the server's own; the test waits for what happens, not for a time.
  test("is let go, whatever it is, and others are served meanwhile", async () => {
    const monitor = await openMonitor({ settings: { monitorPassword: password } });
    const slow = await Promise.all(
      ways.map(async ([, begin, piece]) => {
        const socket = await secure(monitor);
        socket.write(begin);
        const dribble = setInterval(() => void (socket.writable && socket.write(piece)), 500);
        socket.once("close", () => clearInterval(dribble));
        return socket;
      }),
    );
    const port = Number(new URL(monitor.url).port);
    const silent = kept(connectTcp({ host: "127.0.0.1", port }));
    const half = kept(connectTcp({ host: "127.0.0.1", port }));
    half.write(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00]));
    const all = Promise.all([...slow, silent, half].map(ended));
    expect((await monitor.ask("GET", "/health")).status).toBe(200);
    expect((await monitor.login(password)).status).toBe(200);
    await all;
    expect((await monitor.ask("GET", "/health")).status).toBe(200);
  });

  test("with the handshake does not keep the server from stopping", async () => {
    const monitor = await openMonitor();
    const port = Number(new URL(monitor.url).port);
    const silent = kept(connectTcp({ host: "127.0.0.1", port }));
    await once(silent, "connect");
    expect((await monitor.ask("GET", "/health")).status).toBe(200);
    await Promise.all([ended(silent), monitor.server.stop()]);
  });
});

describe.skipIf(process.platform !== "linux")("who opens all connections there are", () => {
  // Linux lets a client call itself any address of 127.0.0.0/8.
  const dial = (port: number, localAddress: string) =>
    kept(connectTcp({ host: "127.0.0.1", port, localAddress }));

  test("from one address shuts nobody else out, and has its share again when it lets go", async () => {
    const monitor = await openMonitor();
    const port = Number(new URL(monitor.url).port);
    const greedy = Array.from({ length: 300 }, () => dial(port, "127.0.0.2"));
    const closed = new Set<Socket>();
    for (const socket of greedy) void ended(socket).then(() => closed.add(socket));
    await expect.poll(() => closed.size, { timeout: 20_000 }).toBeGreaterThanOrEqual(300 - 128);
    expect((await monitor.ask("GET", "/health")).status).toBe(200);
    for (const socket of greedy) socket.destroy();
    const again = () => secure(monitor, { localAddress: "127.0.0.2" } as ConnectionOptions);
    // The server hears of each end in its own time.
    await expect
      .poll(async () => (await again().catch(() => undefined))?.authorized, { timeout: 20_000 })
      .toBe(true);
  });
});

describe("who asks for sockets", () => {
  const upgrade =
    `GET ${monitorPaths.socket} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";

  test("without a login gets none, however often, and what follows the request is not read", async () => {
    const monitor = await openMonitor({ settings: { monitorPassword: password } });
    const frames = Buffer.concat(Array.from({ length: 1000 }, () => frame(0x1, Buffer.from("{}"))));
    for (let round = 0; round < 5; round += 1) {
      const flood = await Promise.all(
        Array.from({ length: 20 }, async () => {
          const socket = await secure(monitor);
          const heard: Buffer[] = [];
          socket.on("data", (chunk: Buffer) => heard.push(chunk));
          socket.write(Buffer.concat([Buffer.from(upgrade), frames]));
          await ended(socket);
          return Buffer.concat(heard).toString();
        }),
      );
      // The end may overtake the answer where the other side still writes.
      for (const answer of flood) expect(answer).toMatch(/^(HTTP\/1\.1 401 |$)/);
    }
    expect(monitor.channels).toEqual([]);
    expect((await monitor.login(password)).status).toBe(200);
  });

  const endless = Buffer.alloc(64 * 1024, "x");
  test.each([
    ["announces more than there is room for", () => [frameHead(0x1, 2n ** 40n)], 1009],
    ["sends pieces without end", piecesWithoutEnd, 1009],
    ["asks without reading the answers", pingsWithoutEnd, 1006],
    ["does not hide what it sends", () => [Buffer.from([0x81, 0x02, 0x7b, 0x7d])], 1002],
    ["speaks a language of its own", () => [Buffer.from([0xff, 0xff, 0xff, 0xff])], 1002],
  ] as const)("and %s is closed, and others are served meanwhile", async (_what, frames, code) => {
    const monitor = await openMonitor();
    const other = monitor.socket();
    await once(other, "open");
    const socket = monitor.socket();
    await once(socket, "open");
    const raw: Socket = (socket as unknown as { _socket: Socket })._socket;
    const closing = once(socket, "close");
    if (code === 1006) raw.pause();
    for (const bytes of frames()) {
      if (raw.destroyed || !raw.writable) break;
      if (!raw.write(bytes)) await Promise.race([once(raw, "drain"), closing]).catch(() => {});
    }
    raw.resume();
    // Where the server ends it while much is on its way, the reason may get lost with the connection.
    expect([code, 1006]).toContain((await closing)[0]);
    await expect.poll(() => monitor.closed, { timeout: 20_000 }).toHaveLength(1);
    expect(other.readyState).toBe(other.OPEN);
    expect((await monitor.ask("GET", "/health")).status).toBe(200);
  });

  function* piecesWithoutEnd(): Generator<Buffer> {
    yield frame(0x1, endless, false);
    for (let sent = 0; sent < 2000; sent += 1) yield frame(0x0, endless, false);
  }

  function* pingsWithoutEnd(): Generator<Buffer> {
    const pings = Buffer.concat(Array.from({ length: 1000 }, () => frame(0x9, Buffer.alloc(125))));
    for (let sent = 0; sent < 2000; sent += 1) yield pings;
  }
});

/** As a browser sends it: masked, by zeros. */
function frame(code: number, payload: Buffer, isLast = true): Buffer {
  return Buffer.concat([frameHead(code, BigInt(payload.length), isLast), payload]);
}

function frameHead(code: number, length: bigint, isLast = true): Buffer {
  const first = (isLast ? 0x80 : 0) | code;
  const mask = Buffer.alloc(4);
  if (length < 126n) return Buffer.concat([Buffer.from([first, 0x80 | Number(length)]), mask]);
  const long = Buffer.alloc(10);
  long[0] = first;
  long[1] = 0x80 | 127;
  long.writeBigUInt64BE(length, 2);
  return Buffer.concat([long, mask]);
}

test("who asks for recordings and does not take them is let go, and others get them meanwhile", async () => {
  const folder = newFolder();
  const certificate = await loadCertificate(loopback, folder, Date.now());
  if (!certificate.ok) throw new Error(certificate.sentence);
  const path = join(folder, "long.mp3");
  writeFileSync(path, "");
  // More than a connection holds on its way.
  truncateSync(path, 64 * 1024 * 1024);
  const ended: (LogFields | undefined)[] = [];
  const note = (_message: string, fields?: LogFields) => void ended.push(fields);
  const log = { debug: note, info: note, warn: note, error: note };
  const links = createLinks({
    ...{ keys: { current: new Uint8Array(32), previous: [] }, mode: "signed", linkDays: undefined },
    ...{ publicUrl: "https://a/webapi/recording", nowMs: Date.now },
  });
  const recordings = {
    links: () => links,
    find: async () => ({ kind: "file", path }) as const,
  };
  const clock = { nowMs: Date.now };
  const app = createWebApp({
    ...{ pair: certificate.pair, health: () => healthy, metrics: async () => somePage, log },
    mayReadMetrics: () => ({ ok: true }),
    recordings: { recordings, clock, log, stalledMs: 1000 },
  });
  onTestFinished(() => app.close());
  await app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const ask = async (range: string) => {
    const socket = kept(connect({ host: "127.0.0.1", port, rejectUnauthorized: false }));
    await once(socket, "secureConnect");
    const { pathname, search } = new URL(links.urlFor("long.mp3"));
    socket.write(
      `GET ${pathname}${search} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nRange: ${range}\r\n\r\n`,
    );
    return socket;
  };
  const stalled = await Promise.all(Array.from({ length: 20 }, () => ask("bytes=0-")));
  for (const socket of stalled) socket.pause();
  const good = await ask("bytes=0-99");
  let heard = 0;
  good.on("data", (chunk: Buffer) => (heard += chunk.length));
  await once(good, "close");
  expect(heard).toBeGreaterThan(100);
  const broken = () => ended.filter((fields) => fields?.["brokenOff"] === true);
  await expect.poll(() => broken().length, { timeout: 30_000 }).toBe(stalled.length);
});
