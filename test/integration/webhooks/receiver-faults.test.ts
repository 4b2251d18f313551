/** What networks and receivers do wrong, on real sockets: each fault ends soon, in its own words, and harms nobody else. */
import { gzipSync } from "node:zlib";
import type { LookupAddress } from "node:dns";
import { createServer as createTcpServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { Lookup } from "../../../src-main/webhooks/delivery/lookup.ts";
import { endpoint } from "../../unit/webhooks/events.ts";
import {
  cleanUp,
  errorOf,
  listen,
  newSender,
  post,
  serve,
  serveRaw,
} from "../../unit/webhooks/delivery/network.ts";

afterEach(cleanUp);

const quick = { timeouts: { connectMs: 150, headersMs: 150, bodyMs: 150 } };
const portOf = (url: string): string => new URL(url).port;
const found = (...addresses: string[]): LookupAddress[] =>
  addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
const resolving = (...addresses: string[]): { lookup: Lookup } => ({
  lookup: (_name, _options, answer) => setImmediate(() => answer(null, found(...addresses))),
});
const failing = (code: string): { lookup: Lookup } => ({
  lookup: (_name, _options, answer) =>
    setImmediate(() => answer(Object.assign(new Error(code), { code }), [])),
});

describe("names", () => {
  it.each([
    ["ENOTFOUND", /does not resolve; check its spelling/],
    ["ESERVFAIL", /DNS server gave no answer/],
    ["EAI_AGAIN", /DNS server gave no answer/],
  ])("that end in %s", async (code, words) => {
    expect(errorOf(await post("http://crm.example.com/", {}, failing(code)))).toMatch(words);
  });

  it("whose server is silent cost the connect time-out", async () => {
    const result = await post("http://crm.example.com/", {}, { ...quick, lookup: () => undefined });
    expect(errorOf(result)).toMatch(/crm\.example\.com:80 did not accept a connection within 0\.2 s/);
  });

  it.each([
    ["169.254.169.254", /169\.254\.169\.254 is link-local/],
    ["::ffff:169.254.169.254", /is link-local/],
    ["fd00:ec2::254", /metadata/],
    ["0.0.0.0", /is no address of a receiver/],
  ])("that lead to %s are not followed", async (address, words) => {
    const url = await serve((_request, response) => response.end());
    const result = await post(`http://crm.example.com:${portOf(url)}/`, {}, resolving(address));
    expect(errorOf(result)).toMatch(words);
    expect(result).toMatchObject({ config: true });
  });

  it("that lead elsewhere after the first look are looked at again for each connection", async () => {
    const url = await serve((_request, response) => response.setHeader("connection", "close").end());
    const answers = ["127.0.0.1", "169.254.169.254"];
    const sender = newSender({
      lookup: (_name, _options, answer) => setImmediate(() => answer(null, found(answers.shift() ?? ""))),
    });
    const target = `http://crm.example.com:${portOf(url)}/`;
    const settings = endpoint({ url: target });
    const send = () => sender.send(settings, { method: "GET", url: target, headers: {} });
    expect(await send()).toMatchObject({ kind: "answer", status: 200 });
    expect(errorOf(await send())).toMatch(/link-local/);
  });

  it("that have a forbidden address beside an allowed one use the allowed one", async () => {
    const url = await serve((_request, response) => response.end());
    const result = await post(
      `http://crm.example.com:${portOf(url)}/`,
      {},
      resolving("fe80::1", "127.0.0.1"),
    );
    expect(result).toMatchObject({ kind: "answer", status: 200 });
  });
});

describe("addresses", () => {
  it.each([
    "http://169.254.169.254/latest/meta-data",
    "http://[fe80::1]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://0/",
  ])("such as %s are never connected to", async (url) =>
    expect(errorOf(await post(url))).toMatch(/^Webhooks are not sent to .*Enter another address\.$/),
  );

  it("of this program's own server are never sent to, however they are written", async () => {
    const url = await serve((_request, response) => response.end());
    const ownServer = () => ({ host: "127.0.0.1", port: Number(portOf(url)) });
    for (const host of ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"]) {
      const result = await post(`http://${host}:${portOf(url)}/`, {}, { ownServer });
      expect(errorOf(result), host).toMatch(/own server/);
    }
    expect(await post(url)).toMatchObject({ kind: "answer" });
  });
});

describe("time-outs", () => {
  it("end a connection that is taken and then says nothing (TLS)", async () => {
    const url = await listen(
      createTcpServer(() => undefined),
      "https",
    );
    expect(errorOf(await post(url, {}, quick))).toMatch(/did not accept a connection within 0\.2 s/);
  });

  it("end the wait for the beginning of an answer, also when headers trickle", async () => {
    const url = await serveRaw((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n");
      const timer = setInterval(() => socket.write("x-slow: 1\r\n"), 20);
      socket.on("close", () => clearInterval(timer));
    });
    expect(errorOf(await post(url, {}, quick))).toMatch(/did not begin to answer within 0\.2 s/);
  });

  it("end an answer that falls silent; its status counts", async () => {
    const url = await serve((_request, response) => void response.writeHead(204).flushHeaders());
    const silent = await serve((_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("part");
    });
    expect(await post(url, {}, quick)).toMatchObject({ kind: "answer", status: 204 });
    expect(await post(silent, {}, quick)).toMatchObject({ kind: "answer", status: 200, text: "part" });
  });

  it("end an answer of one byte at a time after timeout_s; its status counts", async () => {
    const url = await serve((_request, response) => {
      response.writeHead(500);
      const timer = setInterval(() => response.write("x"), 20);
      response.on("close", () => clearInterval(timer));
    });
    expect(await post(url, { timeoutS: 0.4 }, quick)).toMatchObject({ kind: "answer", status: 500 });
  });

  it("forgive a stall of this program: an answer that lies in the socket counts", async () => {
    const url = await serveRaw((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
      // Nothing runs here for longer than any time-out, with the answer under way.
      const untilMs = performance.now() + 400;
      while (performance.now() < untilMs);
    });
    expect(await post(url, { timeoutS: 0.3 }, quick)).toMatchObject({ kind: "answer", status: 200 });
  });
});

describe("answers", () => {
  it("of endless chunks are cut off at 64 KiB, and 8 KiB are kept", async () => {
    let closed = false;
    const url = await serve((_request, response) => {
      response.on("close", () => (closed = true));
      const more = (): void => {
        if (response.destroyed) return;
        response.write("y".repeat(16_384));
        setImmediate(more);
      };
      more();
    });
    const result = await post(url);
    expect(result.kind === "answer" && result.text.length).toBe(8192);
    await expect.poll(() => closed).toBe(true);
  });

  it("that are a bomb are never unpacked", async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000));
    const url = await serve((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
    });
    expect(await post(url)).toMatchObject({ text: `(${bomb.length} bytes, gzip)` });
  });

  it.each([
    ["204 with garbage behind it", "HTTP/1.1 204 No Content\r\n\r\ngarbage", 204],
    ["200 without a reason phrase", "HTTP/1.1 200\r\ncontent-length: 0\r\n\r\n", 200],
    ["200 with a shorter body than announced", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc", 200],
    ["HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\nfine", 200],
  ])("of %s count by their status", async (_name, bytes, status) => {
    const url = await serveRaw((socket) => socket.end(bytes));
    expect(await post(url)).toMatchObject({ kind: "answer", status });
  });

  it("of nothing but 1xx are no answer", async () => {
    const url = await serveRaw((socket) => {
      const more = (): void => {
        if (!socket.destroyed)
          socket.write("HTTP/1.1 102 Processing\r\n\r\n".repeat(50), () => setImmediate(more));
      };
      more();
    });
    expect(errorOf(await post(url))).toMatch(/is not HTTP/);
  });

  it("that redirect to themselves are not followed", async () => {
    let requests = 0;
    const url = await serve((request, response) => {
      requests += 1;
      response.writeHead(307, { location: request.url ?? "/" }).end();
    });
    expect(await post(url)).toMatchObject({ status: 307 });
    expect(requests).toBe(1);
  });
});

describe("resets", () => {
  it("before, during and after an answer each have their outcome", async () => {
    const atOnce = createTcpServer((socket) => socket.resetAndDestroy());
    expect(errorOf(await post(await listen(atOnce)))).toMatch(/closed the connection/);
    const afterHeaders = await serveRaw((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n", () => socket.resetAndDestroy());
    });
    expect(await post(afterHeaders)).toMatchObject({ kind: "answer", status: 200 });
    const amidHeaders = await serveRaw((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-", () => socket.resetAndDestroy());
    });
    expect(errorOf(await post(amidHeaders))).toMatch(/closed the connection/);
  });
});
