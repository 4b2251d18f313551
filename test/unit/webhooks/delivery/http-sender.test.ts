/** The real client against real sockets on loopback: what receivers do wrong, and what must come of it. */
import { createServer as createTcpServer } from "node:net";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { endpoint } from "../events.ts";
import {
  cleanUp,
  errorOf,
  listen,
  makeCertificate,
  newSender,
  post,
  serve,
  serveRaw,
  serveTls,
} from "./network.ts";

afterEach(cleanUp);

describe("a request", () => {
  it("arrives as it was made: method, path byte for byte, headers, body", async () => {
    const seen: unknown[] = [];
    const url = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const { method, headers } = request;
        seen.push({
          method,
          path: request.url,
          id: headers["webhook-id"],
          body: Buffer.concat(chunks).toString(),
        });
        response.writeHead(201, { "retry-after": "3" }).end("thanks ☎");
      });
    });
    const result = await newSender().send(endpoint(), {
      method: "POST",
      url: `${url}/a/../b?k='x'#f`,
      headers: { "webhook-id": "01ID", "content-type": "application/json" },
      body: '{"name":"Žluťoučký"}',
    });
    expect(seen).toEqual([
      { method: "POST", path: "/a/../b?k='x'", id: "01ID", body: '{"name":"Žluťoučký"}' },
    ]);
    expect(result).toMatchObject({ kind: "answer", status: 201, retryAfter: "3", text: "thanks ☎" });
  });

  it("says where the time went, and uses an open connection again", async () => {
    const url = await serve((request, response) => void request.resume().on("end", () => response.end()));
    const sender = newSender();
    const settings = endpoint({ url });
    const message = { method: "GET", url, headers: {} } as const;
    const first = await sender.send(settings, message);
    const second = await sender.send(settings, message);
    expect(first.phases.connectMs).toBeTypeOf("number");
    expect(second.phases.connectMs).toBeUndefined();
    expect(first.phases).not.toHaveProperty("reused");
    expect(second.phases.reused).toBe(true);
    expect(second.phases.totalMs).toBeGreaterThanOrEqual(second.phases.firstByteMs ?? -1);
  });

  it("tells look-up, TCP and TLS apart, which add up to the connection", async () => {
    const url = await serve((request, response) => void request.resume().on("end", () => response.end()));
    const address = await post(url);
    expect(address.phases).toMatchObject({ tcpMs: address.phases.connectMs });
    expect(address.phases).not.toHaveProperty("lookupMs");
    expect(address.phases).not.toHaveProperty("tlsMs");

    const { cert, key, fingerprint } = await makeCertificate("localhost");
    const secure = (await serveTls({ cert, key })).replace("127.0.0.1", "localhost");
    const {
      lookupMs = -1,
      tcpMs = -1,
      tlsMs = -1,
      connectMs = -1,
    } = (await post(secure, { acceptFingerprint: fingerprint })).phases;
    for (const ms of [lookupMs, tcpMs, tlsMs]) expect(ms).toBeGreaterThanOrEqual(0);
    expect(lookupMs + tcpMs + tlsMs).toBeCloseTo(connectMs, 1);
  });

  it("that comes to nothing says how far it got", async () => {
    const { phases: silent } = await post(await serve(() => undefined), { timeoutS: 0.5 });
    expect(silent).toMatchObject({ connectMs: silent.tcpMs });
    expect(silent).not.toHaveProperty("firstByteMs");

    const plain = await serve((_request, response) => response.end());
    const { phases: noTls } = await post(plain.replace("http:", "https:"));
    expect(Object.keys(noTls).toSorted()).toEqual(["tcpMs", "tlsMs", "totalMs"]);

    const unknown = newSender({ lookup: (_host, _options, done) => done(new Error("No such name"), []) });
    const { phases: noName } = await unknown.send(endpoint(), {
      ...{ method: "GET", url: "http://crm.test/", headers: {} },
    });
    expect(Object.keys(noName).toSorted()).toEqual(["lookupMs", "totalMs"]);
  });

  it("carries a name and password of the address as a header", async () => {
    let authorization: string | undefined;
    const url = await serve((request, response) => {
      authorization = request.headers.authorization;
      response.end();
    });
    await post(url.replace("http://", "http://jo:secret@"));
    expect(authorization).toBe("Basic am86c2VjcmV0");
  });
});

describe("an answer", () => {
  it("of 100 MB is cut off and still counts", async () => {
    let written = 0;
    const url = await serve((request, response) => {
      request.resume();
      const chunk = Buffer.alloc(64 * 1024, "x");
      const more = (): void => {
        if (written >= 100 * 1024 * 1024 || response.destroyed) return void response.end();
        written += chunk.length;
        if (response.write(chunk)) setImmediate(more);
        else response.once("drain", more);
      };
      more();
    });
    const result = await post(url);
    expect(result).toMatchObject({ kind: "answer", status: 200 });
    expect(result.kind === "answer" && result.text.length).toBe(8192);
    expect(result).toMatchObject({ facts: { more: true, bytes: expect.any(Number) } });
    expect(written).toBeLessThan(50 * 1024 * 1024);
  });

  it("comes with its length, also where only its beginning was read, and with its headers", async () => {
    const long = "y".repeat(300_000);
    const url = await serve((_request, response) => {
      response.writeHead(200, {
        ...{ server: "nginx", "set-cookie": ["sid=4711; Path=/", "b=1"] },
        "content-length": long.length,
      });
      response.end(long);
    });
    const result = await post(url);
    expect(result).toMatchObject({ facts: { bytes: 300_000, more: false, headersLeft: 0 } });
    const lines = result.kind === "answer" ? (result.facts?.headers.split("\n") ?? []) : [];
    expect(lines).toContain("server: nginx");
    expect(lines.filter((line) => line.startsWith("set-cookie"))).toEqual([
      "set-cookie: ***",
      "set-cookie: ***",
    ]);

    const short = await serve((_request, response) => void response.write("é", () => response.end("!")));
    expect(await post(short)).toMatchObject({ facts: { bytes: 3, more: false } });
  });

  it("of a redirect is not followed", async () => {
    let requests = 0;
    const url = await serve((_request, response) => {
      requests += 1;
      response.writeHead(302, { location: "/elsewhere" }).end();
    });
    expect(await post(url)).toMatchObject({ status: 302, location: "/elsewhere" });
    expect(requests).toBe(1);
  });

  it("that stays out ends with the time-out", async () => {
    const url = await serve(() => undefined);
    expect(errorOf(await post(url, { timeoutS: 0.2 }))).toMatch(
      /did not (begin to|finish its) answer within 0\.2 s/,
    );
  });

  it("that trickles for ever ends with the time-out; its status counts", async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(timer));
    });
    expect(await post(url, { timeoutS: 0.3 })).toMatchObject({ kind: "answer", status: 200 });
  });

  it("that breaks off counts by its status, one that never began does not", async () => {
    const halfUrl = await serveRaw((socket) => {
      socket.write("HTTP/1.1 500 Oops\r\ncontent-length: 100\r\n\r\npart", () => socket.destroy());
    });
    expect(await post(halfUrl)).toMatchObject({ kind: "answer", status: 500 });
    const resetUrl = await serveRaw((socket) => socket.resetAndDestroy());
    expect(errorOf(await post(resetUrl))).toMatch(/closed the connection without an answer/);
  });

  it("after early hints is the final one", async () => {
    const url = await serveRaw((socket) => {
      socket.write("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");
    });
    expect(await post(url)).toMatchObject({ kind: "answer", status: 204 });
  });

  it("that is compressed is not unpacked", async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(Buffer.alloc(20, 1));
    });
    expect(await post(url)).toMatchObject({ text: "(20 bytes, gzip)" });
  });

  it("that is not HTTP is said so", async () => {
    const url = await serveRaw((socket) => socket.end("SSH-2.0-OpenSSH\r\n"));
    expect(errorOf(await post(url))).toMatch(/is not HTTP/);
  });

  it("with endless headers is said so", async () => {
    const url = await serveRaw((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nx: ${"y".repeat(100_000)}\r\n\r\n`);
    });
    expect(errorOf(await post(url))).toMatch(/headers that are too large/);
  });
});

describe("a connection", () => {
  it("that nobody accepts is said so", async () => {
    const server = createTcpServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(errorOf(await post(`http://127.0.0.1:${port}/`))).toBe(
      `Nothing listens at 127.0.0.1:${port}; check that the receiver runs and that the port is right.`,
    );
  });

  it("kept open and closed by the receiver meanwhile costs one quick repetition, no attempt", async () => {
    let connections = 0;
    const server = createTcpServer((socket) => {
      connections += 1;
      let requests = 0;
      socket.on("data", () => {
        requests += 1;
        if (requests > 1) socket.resetAndDestroy();
        else socket.write("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
      });
    });
    const url = await listen(server);
    const sender = newSender();
    const settings = endpoint({ url });
    for (let round = 0; round < 3; round += 1) {
      const result = await sender.send(settings, { method: "POST", url, headers: {}, body: "{}" });
      expect(result).toMatchObject({ kind: "answer", status: 200 });
    }
    expect(connections).toBe(3);
  });

  it("that is new and reset is not repeated", async () => {
    let connections = 0;
    const url = await serveRaw((socket) => {
      connections += 1;
      socket.resetAndDestroy();
    });
    await post(url);
    expect(connections).toBe(1);
  });

  it("ends with its endpoint", async () => {
    let closed = 0;
    const url = await serve((request, response) => {
      request.socket.once("close", () => (closed += 1));
      response.end();
    });
    const sender = newSender();
    await sender.send(endpoint({ url }), { method: "GET", url, headers: {} });
    sender.forget("crm");
    await expect.poll(() => closed).toBe(1);
  });
});

describe("a certificate", () => {
  const serveAs = async (name: string, notAfter?: string): Promise<string> =>
    serveTls(await makeCertificate(name, notAfter === undefined ? {} : { notAfter }));

  it("that nobody vouches for is refused", async () => {
    const url = await serveAs("localhost");
    expect(errorOf(await post(url))).toMatch(/^The certificate of 127\.0\.0\.1 is self-signed/);
  });

  it("that expired is refused, with the day", async () => {
    const url = await serveAs("localhost", "2024-03-01T12:00:00Z");
    expect(errorOf(await post(url))).toMatch(/^The certificate of 127\.0\.0\.1 expired on 2024-03-01;/);
  });

  it("is not asked for where https is not spoken", async () => {
    const url = await serve((_request, response) => response.end());
    expect(errorOf(await post(url.replace("http:", "https:")))).toMatch(/does not speak https/);
  });
});

describe("what cannot be sent", () => {
  it.each(["", "crm", "ftp://x/"])("an address such as %j is said so", async (url) => {
    expect(errorOf(await post(url))).toMatch(/not a valid http or https address/);
  });

  it("a header with a line break is said so", async () => {
    const url = await serve((_request, response) => response.end());
    const message = { method: "GET", url, headers: { "x-own": "a\r\nb" } } as const;
    expect(errorOf(await newSender().send(endpoint({ url }), message))).toMatch(/does not allow/);
  });
});
