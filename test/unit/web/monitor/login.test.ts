// The monitor's login, over a real https port.
import { expect, test } from "vitest";
import { monitorPaths } from "../../../../src-shared/rpc/monitor-session.ts";
import { createLogBook } from "../../../contract/small-contract.ts";
import { openMonitor, password } from "./monitor-fixture.ts";

const withPassword = { monitorPassword: password };

test("the right password opens a session that the cookie carries, locked to host, https and this site", async () => {
  const monitor = await openMonitor({ settings: withPassword });
  expect(await monitor.ask("GET", monitorPaths.session)).toMatchObject({
    status: 401,
    text: expect.stringContaining('"login-needed"') as string,
  });
  const answer = await monitor.login(password);
  expect(answer.status).toBe(200);
  const [cookie = ""] = answer.headers["set-cookie"] ?? [];
  expect(cookie).toMatch(/^__Host-3cx-webhook=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  expect(answer.headers["cache-control"]).toBe("no-store");
  const session = await monitor.ask("GET", monitorPaths.session, { cookie: answer.cookie });
  expect(JSON.parse(session.text)).toEqual({ access: "granted", sentence: "", password: true });
});

test("logging out ends the session on the server, not only in the browser", async () => {
  const monitor = await openMonitor({ settings: withPassword });
  const { cookie } = await monitor.login(password);
  const out = await monitor.ask("POST", monitorPaths.logout, { cookie, origin: monitor.url });
  expect(out.headers["set-cookie"]?.[0]).toMatch(/^__Host-3cx-webhook=; Max-Age=0;/);
  expect((await monitor.ask("GET", monitorPaths.session, { cookie })).status).toBe(401);
});

test("wrong passwords are counted down, then this address pauses, even with the right one", async () => {
  const monitor = await openMonitor({ settings: withPassword });
  for (let left = 9; left > 0; left--) {
    const answer = await monitor.login(`${password}!`);
    expect(answer.status).toBe(401);
    expect(JSON.parse(answer.text)).toMatchObject({
      outcome: "wrong-password",
      triesLeft: left,
      pauseS: 60,
    });
  }
  const last = await monitor.login("x");
  expect(JSON.parse(last.text)).toMatchObject({ outcome: "paused", pauseS: 60 });
  const right = await monitor.login(password);
  expect([right.status, right.headers["retry-after"], right.cookie]).toEqual([429, "60", ""]);
});

test("guesses that come all at once are counted like those that come one by one", async () => {
  const monitor = await openMonitor({ settings: withPassword });
  const answers = await Promise.all(Array.from({ length: 20 }, () => monitor.login("guess")));
  const outcomes = answers.map(({ text }) => (JSON.parse(text) as { outcome: string }).outcome);
  expect(outcomes.filter((outcome) => outcome === "wrong-password").length).toBeLessThan(10);
  expect(outcomes).not.toContain("granted");
});

test.each([
  ["no Origin", undefined],
  ["another site", "https://evil.example"],
  ["the same host without https", "http://127.0.0.1"],
  ["another port", "https://127.0.0.1:1"],
  ["null", "null"],
])("a login from %s is refused, even with the right password", async (_name, origin) => {
  const monitor = await openMonitor({ settings: withPassword });
  const headers = { "content-type": "application/json", ...(origin && { origin }) };
  const answer = await monitor.ask("POST", monitorPaths.login, headers, JSON.stringify({ password }));
  expect([answer.status, answer.headers["set-cookie"]]).toEqual([403, undefined]);
});

test.each([
  ["a form", "application/x-www-form-urlencoded", `password=${password}`, 415],
  ["no JSON", "application/json", "{", 400],
  ["a number", "application/json", '{"password":1}', 401],
  ["nothing", "application/json", "", 400],
  ["a very long one", "application/json", JSON.stringify({ password: "x".repeat(5_000) }), 401],
  ["one beyond all measure", "application/json", JSON.stringify({ password: "x".repeat(50_000) }), 413],
])("%s is no login and harms nobody", async (_name, type, body, status) => {
  const monitor = await openMonitor({ settings: withPassword });
  const headers = { "content-type": type, origin: monitor.url };
  expect((await monitor.ask("POST", monitorPaths.login, headers, body)).status).toBe(status);
  expect((await monitor.login(password)).status).toBe(200);
});

test("without a password this machine gets in, by its own names only", async () => {
  const monitor = await openMonitor();
  const { port } = new URL(monitor.url);
  const session = async (headers: Record<string, string>) =>
    JSON.parse((await monitor.ask("GET", monitorPaths.session, headers)).text) as { access: string };
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, "LOCALHOST", `[::1]:${port}`, "127.1.2.3"]) {
    expect(await session({ host }), host).toMatchObject({ access: "granted", password: false });
  }
  for (const host of [
    `evil.example:${port}`,
    "localhost.evil.example",
    "127.0.0.1.nip.io",
    "192.0.2.1",
    "@",
  ]) {
    expect(await session({ host }), host).toMatchObject({ access: "remote-off" });
  }
  expect(await session({ "x-forwarded-for": "192.0.2.1" })).toMatchObject({ access: "remote-off" });
  const page = await monitor.ask("GET", "/monitor/", { host: "evil.example" });
  expect([page.status, page.text]).toEqual([
    403,
    "Remote access is off: no password is set there. Set monitor_password in [server].\n",
  ]);
});

test("monitor = no: nothing of it is there, and it can be switched on while running", async () => {
  const monitor = await openMonitor({ settings: { monitor: false } });
  for (const [method, path] of [
    ["GET", "/monitor/"],
    ["GET", "/monitor"],
    ["GET", "/monitor/assets/a-1.js"],
    ["GET", monitorPaths.session],
    ["POST", monitorPaths.login],
    ["POST", monitorPaths.logout],
  ] as const) {
    const answer = await monitor.ask(method, path, { origin: monitor.url });
    expect([answer.status, answer.text], path).toEqual([404, '{"error":"Nothing here."}']);
  }
  await monitor.apply({ monitor: true });
  expect((await monitor.ask("GET", "/monitor/")).status).toBe(200);
});

test("a changed password ends every session; other changes end none", async () => {
  const monitor = await openMonitor({ settings: withPassword });
  const { cookie } = await monitor.login(password);
  const status = async () => (await monitor.ask("GET", monitorPaths.session, { cookie })).status;
  await monitor.apply({});
  expect(await status()).toBe(200);
  await monitor.apply({ monitorPassword: "another" });
  expect(await status()).toBe(401);
  expect((await monitor.login(password)).status).toBe(401);
  expect((await monitor.login("another")).status).toBe(200);
});

test("the password is in no answer and no log line", async () => {
  const log = createLogBook();
  const monitor = await openMonitor({ settings: withPassword, log });
  const answers = [await monitor.login(`${password}?`), await monitor.login(password)];
  await expect.poll(() => log.lines.join("\n")).toContain("logged in");
  expect(log.lines.join("\n")).toContain("wrong password");
  expect(JSON.stringify(answers) + log.lines.join()).not.toContain("horse");
});

test("a guarded route opens to who has logged in, and not for another site's page", async () => {
  const monitor = await openMonitor({
    settings: withPassword,
    addRoutes(app, guard) {
      app.get("/monitor/recording/:name", { onRequest: guard }, async () => "mp3");
    },
  });
  const path = "/monitor/recording/a.mp3";
  expect(await monitor.ask("GET", path)).toMatchObject({ status: 401 });
  const { cookie } = await monitor.login(password);
  const answer = await monitor.ask("GET", path, { cookie });
  expect(answer).toMatchObject({ status: 200, text: "mp3" });
  expect(answer.headers["cross-origin-resource-policy"]).toBe("same-origin");
  expect((await monitor.ask("GET", path, { cookie, "sec-fetch-site": "cross-site" })).status).toBe(403);
  await monitor.apply({ monitor: false });
  expect((await monitor.ask("GET", path, { cookie })).status).toBe(404);
});
