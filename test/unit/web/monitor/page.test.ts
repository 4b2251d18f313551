import { expect, test } from "vitest";
import { openMonitor, password } from "./monitor-fixture.ts";

const policyOf = (header: unknown) => String(header);

test("the page comes with a policy that starts from nothing, and a nonce of its own each time", async () => {
  const monitor = await openMonitor({ settings: { monitorPassword: password } });
  const [first, second] = [await monitor.ask("GET", "/monitor/"), await monitor.ask("GET", "/monitor/")];
  expect(first.status).toBe(200);
  expect(first.headers["content-type"]).toBe("text/html; charset=utf-8");
  const policy = policyOf(first.headers["content-security-policy"]);
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-/);
  expect(policy).toContain("connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe");
  const nonce = /nonce-([^']+)'/.exec(policy)?.[1] ?? "";
  expect(nonce.length).toBeGreaterThanOrEqual(22);
  expect(first.text).toContain(`nonce="${nonce}"`);
  expect(second.text).not.toContain(nonce);
  expect(first.headers["cache-control"]).toBe("no-store");
});

test("files with a hash in their name may be kept for good", async () => {
  const monitor = await openMonitor();
  const file = await monitor.ask("GET", "/monitor/assets/a-1.js");
  expect(file).toMatchObject({ status: 200, text: "console.log(1)" });
  expect(file.headers["cache-control"]).toContain("immutable");
  expect(file.headers["x-content-type-options"]).toBe("nosniff");
});

test("/monitor leads to /monitor/", async () => {
  const answer = await (await openMonitor()).ask("GET", "/monitor");
  expect([answer.status, answer.headers.location]).toEqual([308, "/monitor/"]);
});

test.each([
  "/monitor/%2e%2e/%2e%2e/etc/passwd",
  "/monitor/..%2f..%2fetc%2fpasswd",
  "/monitor/assets/..%5c..%5cindex.html",
  "/monitor/.hidden",
  "/monitor/assets/",
  "/monitor/nothing.js",
  "/monitor/%00",
  "/monitor//etc/passwd",
])("%s leads nowhere", async (path) => {
  const answer = await (await openMonitor()).ask("GET", path);
  expect([400, 403, 404]).toContain(answer.status);
  expect(answer.text).not.toMatch(/root:|secret|node_modules|stack/);
});

test.each([
  ["no folder", undefined],
  ["a folder that is gone", "/nowhere/at/all"],
])("a program without a built page (%s) says what to do", async (_name, pageFolder) => {
  const monitor = await openMonitor({ pageFolder });
  expect(await monitor.ask("GET", "/monitor/")).toMatchObject({
    status: 503,
    text: expect.stringContaining("npm run build") as string,
  });
  expect((await monitor.ask("GET", "/health")).status).toBe(200);
});

test("that there is no page is said in the log once, and only where somebody could ask for it", async () => {
  const lines: string[] = [];
  const log = { debug() {}, info() {}, warn: (text: string) => void lines.push(text), error() {} };
  const monitor = await openMonitor({ pageFolder: undefined, log, settings: { monitor: false } });
  const told = () => lines.filter((line) => line.includes("/monitor/"));
  expect(told()).toEqual([]);
  await monitor.apply({ monitor: true });
  await monitor.apply({ monitor: true, monitorPassword: password });
  expect(told()).toEqual([expect.stringContaining("npm run build")]);
  lines.length = 0;
  await openMonitor({ log });
  expect(told()).toEqual([]);
});
