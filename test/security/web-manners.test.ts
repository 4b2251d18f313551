// Whatever the web server answers, to whomever: the same manners, and bounds for who asks without any.
import { connect, type ConnectionOptions, type TLSSocket } from "node:tls";
import { describe, expect, onTestFinished, test } from "vitest";
import { monitorPaths } from "../../src-shared/rpc/monitor-session.ts";
import { openMonitor, type Answer } from "../unit/web/monitor/monitor-fixture.ts";

const page = "default-src 'none'; script-src 'self';";
const nothing = "default-src 'none'; frame-ancestors 'none'";

/** Every kind of answer; `policy`: how its content security policy begins. */
const asked: readonly {
  method: string;
  path: string;
  headers?: Record<string, string>;
  status: number;
  policy: string;
}[] = [
  { method: "GET", path: "/monitor/", status: 200, policy: page },
  { method: "GET", path: "/monitor/assets/a-1.js", status: 200, policy: "default-src 'none'" },
  { method: "GET", path: "/health", status: 200, policy: nothing },
  { method: "GET", path: "/metrics", status: 200, policy: nothing },
  { method: "GET", path: "/webapi/recording/a.mp3", status: 405, policy: nothing },
  { method: "GET", path: "/../../etc/passwd", status: 404, policy: nothing },
  { method: "GET", path: "/monitor/assets/..%2f..%2f..%2fetc%2fpasswd", status: 403, policy: nothing },
  { method: "GET", path: "/%00", status: 404, policy: nothing },
  { method: "POST", path: "/health", status: 405, policy: nothing },
  { method: "DELETE", path: "/metrics", status: 405, policy: nothing },
  { method: "OPTIONS", path: "/health", status: 405, policy: nothing },
  { method: "TRACE", path: "/", status: 404, policy: nothing },
  { method: "GET", path: "/nowhere", status: 404, policy: nothing },
  {
    method: "POST",
    path: "/monitor/nowhere",
    headers: { "content-type": "application/json" },
    status: 404,
    policy: nothing,
  },
];

describe("each answer", () => {
  test.each(asked)("$method $path", async ({ method, path, headers, status, policy }) => {
    const { ask } = await openMonitor();
    const answer = await ask(method, path, { origin: "https://elsewhere.example", ...headers });
    expect(answer.headers["content-security-policy"]).toMatch(new RegExp(`^${policy}`));
    expect(answer.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expectManners(answer);
    if (answer.status !== 400) expect(answer.status).toBe(status);
  });
});

function expectManners({ headers, text }: Answer): void {
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["referrer-policy"]).toBe("no-referrer");
  expect(headers["cache-control"]).toBeDefined();
  // No other site's page may read an answer, and none says what it runs on.
  expect(Object.keys(headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
  expect(headers).not.toHaveProperty("server");
  expect(headers).not.toHaveProperty("x-powered-by");
  expect(text).not.toMatch(/node_modules|\bat .+:\d+:\d+/);
}

test("a session's cookie is for this host, https and pages of this server alone", async () => {
  const { login } = await openMonitor({ settings: { monitorPassword: "right horse" } });
  const { headers } = await login("right horse");
  const [cookie = ""] = headers["set-cookie"] ?? [];
  expect(cookie).toMatch(/^__Host-[\w-]+=[\w-]{22,}; /);
  for (const manner of ["Path=/", "HttpOnly", "Secure", "SameSite=Strict"]) expect(cookie).toContain(manner);
  expect(cookie).not.toMatch(/Domain|Expires|Max-Age/);
});

describe("who asks without manners", () => {
  const dial = async (options: ConnectionOptions = {}) => {
    const { url, ca } = await openMonitor();
    const socket = connect({
      host: "127.0.0.1",
      port: Number(new URL(url).port),
      ca,
      servername: "localhost",
      ...options,
    });
    onTestFinished(() => void socket.destroy());
    return socket;
  };

  test.each(["TLSv1", "TLSv1.1"] as const)("%s is not spoken", async (version) => {
    const socket = await dial({ minVersion: version, maxVersion: version, ciphers: "ALL:@SECLEVEL=0" });
    await expect(answerOf(socket, "GET /health HTTP/1.1\r\nHost: a\r\n\r\n")).rejects.toThrow();
  });

  test.each([
    ["is no HTTP", "hello\r\n\r\n"],
    ["has headers without end", `GET /health HTTP/1.1\r\nHost: a\r\nX: ${"a".repeat(9000)}\r\n\r\n`],
    [
      "has two lengths",
      "POST /health HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    ],
    [
      "has a length and pieces",
      "POST /health HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
  ])("what %s is refused, and the connection closed", async (_what, request) => {
    expect(await answerOf(await dial(), request)).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  test("a body of more than 16 KiB is not read", async () => {
    const { ask, url } = await openMonitor({ settings: { monitorPassword: "right horse" } });
    const headers = { origin: url, "content-type": "application/json" };
    const body = JSON.stringify({ password: "a".repeat(20_000) });
    const { status } = await ask("POST", monitorPaths.login, headers, body);
    expect(status).toBe(413);
  });
});

/** All that comes until the other side closes. */
function answerOf(socket: TLSSocket, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    socket.on("secureConnect", () => socket.write(request));
    socket.on("data", (chunk: Buffer) => (text += chunk.toString()));
    socket.on("error", reject);
    socket.on("close", () => resolve(text));
  });
}
