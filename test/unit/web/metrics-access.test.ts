import { expect, test } from "vitest";
import { createMetricsAccess } from "../../../src-main/web/metrics-access.ts";

const password = "geheim: für alle";
const elsewhere = "192.0.2.7";
const basic = (pair: string) => `Basic ${Buffer.from(pair, "utf8").toString("base64")}`;

function newAccess(wanted: string | undefined = password) {
  const clock = { atMs: Date.UTC(2026, 5, 1), nowMs: () => clock.atMs };
  const access = createMetricsAccess(() => wanted, clock);
  const ask = (authorization?: string, remoteAddress: string | undefined = elsewhere) => {
    const answer = access({ remoteAddress, authorization });
    return answer.ok ? 200 : answer.status;
  };
  return { access, ask, clock };
}

test("this machine needs no password, whatever it sends", () => {
  const { ask } = newAccess(undefined);
  expect(ask(undefined, "127.0.0.1")).toBe(200);
  expect(ask(basic("x:wrong"), "::1")).toBe(200);
});

test.each([undefined, ""])("without a password nobody else gets anything (%j)", (wanted) => {
  const { access } = newAccess();
  expect(access({ remoteAddress: elsewhere, authorization: undefined })).toMatchObject({ status: 401 });
  const closed = createMetricsAccess(() => wanted, { nowMs: () => 0 });
  for (const authorization of [undefined, basic("x:"), "Bearer undefined", basic("x:undefined")]) {
    expect(closed({ remoteAddress: elsewhere, authorization })).toMatchObject({
      status: 403,
      sentence: expect.stringContaining("monitor_password") as string,
    });
  }
  expect(closed({ remoteAddress: undefined, authorization: undefined })).toMatchObject({ status: 403 });
});

test("the password is taken as Basic with any user name and as Bearer", () => {
  const { ask } = newAccess();
  expect(ask(basic(`prometheus:${password}`))).toBe(200);
  expect(ask(basic(`:${password}`))).toBe(200);
  expect(ask(`bearer ${password}`)).toBe(200);
});

test.each([
  undefined,
  "",
  "Basic",
  "Basic ",
  "Basic ====",
  `Digest ${password}`,
  password,
  basic(password.slice(0, 6)),
  basic(`x:${password}x`),
  basic(`x:${password.slice(0, -1)}`),
  `Bearer ${password.toUpperCase()}`,
  "Bearer ",
])("%j does not open it, and asks for the password", (authorization) => {
  const { access } = newAccess();
  const answer = access({ remoteAddress: elsewhere, authorization });
  expect(answer).toMatchObject({
    status: 401,
    headers: { "www-authenticate": expect.stringContaining("Basic") as string },
  });
  expect(JSON.stringify(answer)).not.toContain(password);
});

test("ten wrong passwords close the door for the rest of the minute, for that address alone", () => {
  const { access, ask, clock } = newAccess();
  for (let tries = 0; tries < 10; tries++) expect(ask("Bearer wrong")).toBe(401);
  clock.atMs += 15_000;
  expect(access({ remoteAddress: elsewhere, authorization: `Bearer ${password}` })).toMatchObject({
    status: 429,
    headers: { "retry-after": "45" },
  });
  expect(ask(`Bearer ${password}`, "192.0.2.8")).toBe(200);
  clock.atMs += 45_000;
  expect(ask(`Bearer ${password}`)).toBe(200);
});

test("asking without a password is no guess", () => {
  const { ask } = newAccess();
  for (let times = 0; times < 50; times++) expect(ask()).toBe(401);
  expect(ask(`Bearer ${password}`)).toBe(200);
});

test("an IPv6 network counts as one address", () => {
  const { ask } = newAccess();
  for (let tries = 0; tries < 10; tries++) ask("Bearer wrong", `2001:db8:0:1::${tries}`);
  expect(ask(`Bearer ${password}`, "2001:db8:0:1:9:9:9:9")).toBe(429);
  expect(ask(`Bearer ${password}`, "2001:db8::1:9:9:9:9")).toBe(429);
  expect(ask(`Bearer ${password}`, "2001:db8:0:2::1")).toBe(200);
});

test("a clock that is set back locks nobody out for longer", () => {
  const { ask, clock } = newAccess();
  for (let tries = 0; tries < 10; tries++) ask("Bearer wrong");
  clock.atMs -= 3_600_000;
  expect(ask(`Bearer ${password}`)).toBe(200);
});

test("guesses from very many addresses are bounded, the latest are remembered", () => {
  const { ask } = newAccess();
  for (let tries = 0; tries < 10; tries++) ask("Bearer wrong", "203.0.113.1");
  for (let index = 0; index < 2_000; index++) ask("Bearer wrong", `10.0.${index >> 8}.${index & 255}`);
  for (let tries = 0; tries < 10; tries++) ask("Bearer wrong", "203.0.113.2");
  expect(ask(`Bearer ${password}`, "203.0.113.2")).toBe(429);
});
