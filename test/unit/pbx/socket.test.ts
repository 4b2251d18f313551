import { createServer, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import type { PbxFailure } from "../../../src-main/pbx/failure.ts";
import { openSocket } from "../../../src-main/pbx/socket.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import { rest, startMs } from "./helpers.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

interface Served {
  readonly baseUrl: string;
  readonly requests: IncomingMessage[];
  readonly peers: WebSocket[];
}

async function serve(refuse?: (socket: Duplex) => void, autoPong = true): Promise<Served> {
  const server = createServer();
  const wss = new WebSocketServer({ noServer: true, autoPong });
  const requests: IncomingMessage[] = [];
  const peers: WebSocket[] = [];
  server.on("upgrade", (request, socket, head) => {
    requests.push(request);
    cleanups.push(() => socket.destroy());
    if (refuse !== undefined) refuse(socket);
    else wss.handleUpgrade(request, socket, head, (peer) => peers.push(peer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanups.push(() => server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { baseUrl: `http://127.0.0.1:${address.port}`, requests, peers };
}

async function open(baseUrl: string, abort = new AbortController()) {
  const clock = createVirtualClock({ startMs });
  const messages: string[] = [];
  let tellClosed: (why: PbxFailure) => void = () => {};
  const closed = new Promise<PbxFailure>((resolve) => (tellClosed = resolve));
  const result = await openSocket(
    {
      baseUrl,
      token: "t1",
      trust: { rejectUnauthorized: true },
      clock,
      onMessage: (message) => messages.push(message),
      onClosed: tellClosed,
    },
    abort.signal,
  );
  if (result.ok) cleanups.push(result.socket.close);
  return { result, clock, messages, closed };
}

async function until(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2_000 && !done(); turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe("the event socket", () => {
  it("shows its token in the header and hands messages on", async () => {
    const { baseUrl, requests, peers } = await serve();
    const { result, messages } = await open(`${baseUrl}/`);
    expect(result.ok).toBe(true);
    expect(requests[0]?.url).toBe("/callcontrol/ws");
    expect(requests[0]?.headers.authorization).toBe("Bearer t1");
    peers[0]?.send("one");
    peers[0]?.send(Buffer.from("two"), { binary: true });
    await until(() => messages.length === 2);
    expect(messages).toEqual(["one", "two"]);
  });

  it.each([
    [401, "unauthorised"],
    [403, "forbidden"],
    [404, "not-found"],
    [503, "server-error"],
  ])("refused with %i is %s", async (status, kind) => {
    const { baseUrl } = await serve((socket) => void socket.end(`HTTP/1.1 ${status} No\r\n\r\n`));
    expect((await open(baseUrl)).result).toMatchObject({ ok: false, kind, status });
  });

  it("tells a broken handshake and a deaf port", async () => {
    const { baseUrl } = await serve((socket) => void socket.destroy());
    expect((await open(baseUrl)).result).toMatchObject({ ok: false, kind: "connection-lost" });
    const { result } = await open("http://127.0.0.1:1");
    expect(result).toMatchObject({ ok: false, kind: "connection-refused" });
  });

  it("ends when the PBX closes it, breaks it off, or sends ten megabytes", async () => {
    const { baseUrl, peers } = await serve();
    const byes: readonly [string, (peer: WebSocket) => void][] = [
      ["connection-lost", (peer) => peer.close()],
      ["connection-lost", (peer) => peer.terminate()],
      ["answer-too-large", (peer) => peer.send("x".repeat(10_000_000))],
    ];
    for (const [kind, bye] of byes) {
      const { closed, messages } = await open(baseUrl);
      const peer = peers.at(-1);
      if (peer !== undefined) bye(peer);
      expect(await closed).toMatchObject({ kind });
      expect(messages).toEqual([]);
    }
  });

  it("ends when nothing at all comes within 10 s of a ping", async () => {
    const { baseUrl } = await serve(undefined, false);
    const { clock, closed } = await open(baseUrl);
    await clock.runFor(20_000);
    expect(await closed).toMatchObject({ kind: "connection-lost" });
    expect(clock.pending()).toBe(0);
  });

  it("lives on while pongs come", async () => {
    const { baseUrl, peers } = await serve();
    const { clock } = await open(baseUrl);
    let pings = 0;
    peers[0]?.on("ping", () => pings++);
    for (let step = 1; step <= 4; step++) {
      await clock.runFor(10_000);
      await until(() => pings === step);
      await rest();
    }
    expect(pings).toBe(4);
    expect(peers[0]?.readyState).toBe(1);
  });

  it("closed from here says nothing any more", async () => {
    const { baseUrl, peers } = await serve();
    const { result, clock, messages, closed } = await open(baseUrl);
    let told = false;
    void closed.then(() => (told = true));
    peers[0]?.send("late");
    if (result.ok) result.socket.close();
    await until(() => peers[0]?.readyState === 3);
    expect([told, messages, clock.pending()]).toEqual([false, [], 0]);
  });

  it("gives a handshake up when told to", async () => {
    const abort = new AbortController();
    const { baseUrl, requests } = await serve(() => {});
    const opening = open(baseUrl, abort);
    await until(() => requests.length === 1);
    abort.abort();
    expect((await opening).result).toMatchObject({ ok: false });
    expect((await open(baseUrl, abort)).result).toMatchObject({ ok: false, kind: "stopped" });
  });
});
