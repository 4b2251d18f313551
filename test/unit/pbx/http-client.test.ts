import { Readable } from "node:stream";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { afterEach, describe, expect, it } from "vitest";
import { createHttpClient, type HttpClient } from "../../../src-main/pbx/http-client.ts";
import type { TlsTrust } from "../../../src-main/pbx/tls-trust.ts";
import { selfSigned } from "../../../src-main/simulator/certificate.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import { rest, startMs } from "./helpers.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

const clock = createVirtualClock({ startMs });

async function listen(server: Server, scheme = "http"): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanups.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `${scheme}://127.0.0.1:${address.port}`;
}

function client(baseUrl: string, trust: TlsTrust = { rejectUnauthorized: true }): HttpClient {
  const http = createHttpClient(baseUrl, trust, clock);
  cleanups.push(http.close);
  return http;
}

const serve = async (listener: RequestListener) => client(await listen(createServer(listener)));
const get = (http: HttpClient, timeoutMs?: number) =>
  http.ask({ method: "GET", path: "/x?$top=1", ...(timeoutMs === undefined ? {} : { timeoutMs }) });

describe("the http client", () => {
  it("hands JSON on", async () => {
    const http = await serve((request, response) => response.end(JSON.stringify({ url: request.url })));
    expect(await get(http)).toEqual({ ok: true, status: 200, json: { url: "/x?$top=1" } });
  });

  it.each([
    [200, "<html>login</html>", "not-3cx"],
    [200, "", "not-3cx"],
    [200, '{"half":', "not-3cx"],
    [302, "", "not-3cx"],
    [401, "", "unauthorised"],
    [403, "", "forbidden"],
    [404, "not found", "not-found"],
    [422, "{}", "unexpected-status"],
    [500, '{"error":{"message":"broken"}}', "server-error"],
    [504, "", "server-error"],
  ])("makes a failure of status %i with the body %j", async (status, body, kind) => {
    const http = await serve((_request, response) =>
      response.writeHead(status, { location: "http://127.0.0.1:9/elsewhere" }).end(body),
    );
    expect(await get(http)).toMatchObject({ ok: false, kind, status });
  });

  it("sends forms as text and as multipart, with the type that is theirs", async () => {
    const http = await serve(async (request, response) => {
      const body = new Response(await new Response(Readable.toWeb(request)).arrayBuffer(), {
        headers: { "content-type": request.headers["content-type"] ?? "" },
      });
      response.end(JSON.stringify(Object.fromEntries(await body.formData())));
    });
    const fields = { client_id: "crm", client_secret: "a&b=ü" };
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const text = new URLSearchParams(fields).toString();
    const ask = { method: "POST", path: "/connect/token" } as const;
    expect(await http.ask({ ...ask, headers, body: text })).toMatchObject({ json: fields });
    expect(await http.ask({ ...ask, body: form })).toMatchObject({ json: fields });
  });

  it("quotes the PBX's own message", async () => {
    const http = await serve((_request, response) =>
      response.writeHead(500).end(JSON.stringify({ error: { code: "", message: "broken" } })),
    );
    expect(await get(http)).toMatchObject({ detail: "broken" });
  });

  it("ends an answer that never ends when the clock says so", async () => {
    const http = await serve((_request, response) => {
      response.write('{"value":[');
      const drip = setInterval(() => response.write(" "), 5);
      response.on("close", () => clearInterval(drip));
    });
    const asked = get(http, 8_000);
    await rest();
    await clock.runFor(8_000);
    expect(await asked).toMatchObject({ ok: false, kind: "unreachable" });
  });

  it("refuses an answer that is too large", async () => {
    const http = await serve((_request, response) => {
      const chunk = Buffer.alloc(1024 * 1024, 32);
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on("drain", more);
      more();
    });
    expect(await get(http)).toMatchObject({ ok: false, kind: "answer-too-large" });
  });

  it("tells a refused connection from a broken one", async () => {
    const broken = await serve((request) => request.socket.destroy());
    expect(await get(broken)).toMatchObject({ ok: false, kind: "connection-lost" });
    const gone = createServer();
    const url = await listen(gone);
    await new Promise((resolve) => gone.close(resolve));
    expect(await get(client(url))).toMatchObject({ ok: false, kind: "connection-refused" });
  });

  it("asks again when an idle connection died just then", async () => {
    let requests = 0;
    const http = await serve((request, response) => {
      requests += 1;
      if (requests === 2) request.socket.resetAndDestroy();
      else response.end("[]");
    });
    await get(http);
    expect(await get(http)).toMatchObject({ ok: true });
    expect(requests).toBe(3);
  });

  it("takes a self-signed certificate only when told to", async () => {
    const certificate = await selfSigned();
    const url = await listen(
      createTlsServer(certificate, (_request, response) => response.end("[]")),
      "https",
    );
    expect(await get(client(url))).toMatchObject({ ok: false, kind: "certificate-not-trusted" });
    expect(await get(client(url, { rejectUnauthorized: false }))).toMatchObject({ ok: true });
    const own = client(url, { rejectUnauthorized: true, ca: [certificate.cert] });
    expect(await get(own)).toMatchObject({ ok: true });
  });

  it("says what is wrong when the port speaks plain http", async () => {
    const url = await listen(createServer((_request, response) => response.end("[]")));
    expect(await get(client(url.replace("http:", "https:")))).toMatchObject({ ok: false, kind: "not-3cx" });
  });

  it("breaks everything off when closed", async () => {
    const http = await serve(() => {});
    const asked = get(http);
    await rest();
    http.close();
    expect(await asked).toMatchObject({ ok: false, kind: "stopped" });
    expect(await get(http)).toMatchObject({ ok: false, kind: "stopped" });
  });
});
