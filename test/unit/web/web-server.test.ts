import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { connect } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import { ask, healthy, loopback, newServer, started } from "./web-fixture.ts";

test("GET /health answers with the engine's report, not to be kept or guessed at", async () => {
  const fixture = newServer();
  const answer = await ask(fixture, `${await started(fixture)}/health`);
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.text)).toEqual(healthy);
  expect(answer.headers).toMatchObject({
    "content-type": "application/json; charset=utf-8",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
});

test("a field that the report should not have does not get out", async () => {
  const leaky = { ...healthy, client_secret: "planted", pbx: { ...healthy.pbx, token: "planted" } };
  const fixture = newServer({ health: () => leaky });
  const answer = await ask(fixture, `${await started(fixture)}/health`);
  expect(answer.text).not.toContain("planted");
  expect(JSON.parse(answer.text)).toEqual(healthy);
});

test("HEAD /health has the headers and no body", async () => {
  const fixture = newServer();
  const answer = await ask(fixture, `${await started(fixture)}/health?x=1`, "HEAD");
  expect(answer).toMatchObject({ status: 200, text: "" });
});

test.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])("%s /health is not allowed", async (method) => {
  const fixture = newServer();
  const answer = await ask(fixture, `${await started(fixture)}/health`, method);
  expect(answer.status).toBe(405);
  expect(answer.headers.allow).toBe("GET, HEAD");
});

test.each(["/", "/Health", "/health/", "/healthz", "/%2e%2e/etc/passwd", "/%E0%A4%A", "//health"])(
  "%s is unknown and reveals nothing",
  async (path) => {
    const fixture = newServer();
    const answer = await ask(fixture, `${await started(fixture)}${path}`);
    expect([400, 404]).toContain(answer.status);
    expect(answer.text).not.toMatch(/fastify|route|passwd|node|stack/i);
    expect(answer.headers.server).toBeUndefined();
    expect(answer.headers["x-powered-by"]).toBeUndefined();
  },
);

test("a report that cannot be made is a 500 without its reason", async () => {
  const fixture = newServer({
    health: () => {
      throw new Error("secret path /srv/x");
    },
  });
  const answer = await ask(fixture, `${await started(fixture)}/health`);
  expect(answer.status).toBe(500);
  expect(answer.text).not.toContain("secret");
});

test("headers beyond all measure are refused", async () => {
  const fixture = newServer();
  const url = `${await started(fixture)}/health`;
  const answer = await ask(fixture, url, "GET", { "x-long": "x".repeat(20_000) });
  expect(answer.status).toBe(400);
});

test("what is not HTTP is answered with a bare 400 and the server goes on", async () => {
  const fixture = newServer();
  const url = await started(fixture);
  const socket = connect({ port: Number(new URL(url).port), host: "127.0.0.1", rejectUnauthorized: false });
  let text = "";
  socket.on("data", (chunk: Buffer) => (text += chunk.toString()));
  socket.write("\u0000\u0001 nonsense\r\n\r\n");
  await once(socket, "close");
  expect(text).toBe("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  expect((await ask(fixture, `${url}/health`)).status).toBe(200);
});

async function occupiedPort(): Promise<number> {
  const other = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void other.close());
  await once(other, "listening");
  return (other.address() as AddressInfo).port;
}

test("a port in use is a failure with a sentence that names it", async () => {
  const port = await occupiedPort();
  const { server } = newServer({ settings: { port } });
  const result = await server.start();
  expect(result).toMatchObject({ ok: false, reason: "port-in-use" });
  expect(JSON.stringify(result)).toContain(`Port ${port} on 127.0.0.1 is in use`);
});

test("a host that is not of this machine is a failure with a sentence", async () => {
  const { server } = newServer({ settings: { host: "192.0.2.1" } });
  expect(await server.start()).toMatchObject({ ok: false, reason: "unknown-host" });
});

test("a changed port is opened before the old one closes; a port in use changes nothing", async () => {
  const fixture = newServer();
  const first = await started(fixture);
  const refused = await fixture.server.apply({ ...loopback, port: await occupiedPort() });
  expect(refused).toMatchObject({ ok: false, reason: "port-in-use" });
  expect((await ask(fixture, `${first}/health`)).status).toBe(200);

  const moved = await fixture.server.apply({ ...loopback, port: await freePort() });
  if (!moved.ok) throw new Error(moved.sentence);
  expect((await ask(fixture, `${moved.url}/health`)).status).toBe(200);
  await expect(ask(fixture, `${first}/health`)).rejects.toThrow("ECONNREFUSED");
});

async function freePort(): Promise<number> {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  other.close();
  await once(other, "close");
  return port;
}

test("the same port on another address does not stand in its own way", async () => {
  const port = await freePort();
  const fixture = newServer({ settings: { port } });
  const url = await started(fixture);
  expect(await fixture.server.apply({ ...loopback, port, host: "127.0.0.2" })).toMatchObject({ ok: true });
  expect((await ask(fixture, `https://127.0.0.2:${port}/health`)).status).toBe(200);
  const refused = await fixture.server.apply({ ...loopback, port, host: "192.0.2.1" });
  expect(refused).toMatchObject({ ok: false, reason: "unknown-host" });
  expect((await ask(fixture, `https://127.0.0.2:${port}/health`)).status).toBe(200);
  await expect(ask(fixture, `${url}/health`)).rejects.toThrow("ECONNREFUSED");
});

test("other settings leave the port as it is", async () => {
  const fixture = newServer();
  const url = await started(fixture);
  expect(await fixture.server.apply({ ...loopback, monitor: false })).toEqual({ ok: true, url });
  expect((await ask(fixture, `${url}/health`)).status).toBe(200);
});

test("after stop nothing listens, and it can start again", async () => {
  const fixture = newServer();
  const url = await started(fixture);
  await fixture.server.stop();
  await expect(ask(fixture, `${url}/health`)).rejects.toThrow("ECONNREFUSED");
  expect((await ask(fixture, `${await started(fixture)}/health`)).status).toBe(200);
});
