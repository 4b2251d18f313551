import { expect, onTestFinished, test } from "vitest";
import { createWebApp } from "../../../src-main/web/app.ts";
import { createMetricsAccess } from "../../../src-main/web/metrics-access.ts";
import { selfSignedCertificate } from "../../../src-main/web/self-signed.ts";
import {
  ask,
  healthy,
  newFolder,
  newServer,
  nowMs,
  silent,
  somePage,
  started,
  stoppedClock,
} from "./web-fixture.ts";

test("GET /metrics answers this machine with the page as it is", async () => {
  const fixture = newServer({ settings: { monitorPassword: "secret" } });
  const answer = await ask(fixture, `${await started(fixture)}/metrics`);
  expect(answer).toMatchObject({ status: 200, text: somePage.text });
  expect(answer.headers).toMatchObject({ "content-type": somePage.contentType, "cache-control": "no-store" });
});

test("HEAD has no body, and POST is not allowed", async () => {
  const fixture = newServer();
  const url = `${await started(fixture)}/metrics`;
  expect(await ask(fixture, url, "HEAD")).toMatchObject({ status: 200, text: "" });
  expect(await ask(fixture, url, "POST")).toMatchObject({ status: 405 });
});

test("a page that cannot be made is a 500 without its reason", async () => {
  const fixture = newServer({ metrics: () => Promise.reject(new Error("planted reason")) });
  const answer = await ask(fixture, `${await started(fixture)}/metrics`);
  expect(answer.status).toBe(500);
  expect(answer.text).not.toContain("planted");
});

/** The same routes asked from elsewhere, without a network: only the socket's address is made up. */
async function askFrom(remoteAddress: string, headers: Record<string, string>, password?: string) {
  const pair = await selfSignedCertificate({ dataFolder: newFolder(), host: "127.0.0.1", nowMs });
  const mayReadMetrics = createMetricsAccess(() => password, stoppedClock());
  const metrics = async () => somePage;
  const app = createWebApp({ pair, health: () => healthy, metrics, mayReadMetrics, log: silent });
  onTestFinished(() => app.close());
  const answer = await app.inject({ method: "GET", url: "/metrics", remoteAddress, headers });
  return { status: answer.statusCode, text: answer.body, headers: answer.headers };
}

test("a stranger is refused, and no header makes him local", async () => {
  const local = {
    "x-forwarded-for": "127.0.0.1",
    "x-real-ip": "::1",
    forwarded: "for=127.0.0.1",
    host: "localhost",
  };
  const closed = await askFrom("192.0.2.7", local);
  expect(closed.status).toBe(403);
  expect(closed.text).toContain("monitor_password");
  const unasked = await askFrom("192.0.2.7", local, "right");
  expect(unasked.status).toBe(401);
  expect(unasked.headers["www-authenticate"]).toContain("Basic");
  expect(unasked.text).not.toContain(somePage.text.trim());
  expect(await askFrom("192.0.2.7", { authorization: "Bearer wrong" }, "right")).toMatchObject({
    status: 401,
  });
});

test("a stranger with the password gets the page, and so does this machine without", async () => {
  const authorization = `Basic ${Buffer.from("prometheus:right").toString("base64")}`;
  const page = { status: 200, text: somePage.text };
  expect(await askFrom("192.0.2.7", { authorization }, "right")).toMatchObject(page);
  expect(await askFrom("127.0.0.1", {}, "right")).toMatchObject(page);
});
