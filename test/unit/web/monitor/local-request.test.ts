import { expect, test } from "vitest";
import { isCrossSite, isLocal, isSameOrigin } from "../../../../src-main/web/monitor/local-request.ts";

const here = "127.0.0.1";
const from = (remoteAddress: string | undefined, headers: Record<string, string>) => ({
  remoteAddress,
  headers,
});

test.each([
  [here, "localhost"],
  [here, "localhost:8444"],
  ["::1", "[::1]:8444"],
  ["::ffff:127.0.0.1", "127.0.0.1"],
  ["127.8.8.8", "127.8.8.8:1"],
])("%s asking for %s is this machine", (address, host) => {
  expect(isLocal(from(address, { host }))).toBe(true);
});

test.each([
  ["192.0.2.1", "localhost"],
  [undefined, "localhost"],
  [here, "pbx.example.com"],
  [here, "localhost.example.com"],
  [here, "127.0.0.1.example.com"],
  [here, "0.0.0.0"],
  [here, "localhost@evil.example"],
  [here, "evil.example/localhost"],
  [here, "evil.example#localhost"],
  [here, ""],
])("%s asking for %s is not", (address, host) => {
  expect(isLocal(from(address, { host }))).toBe(false);
});

test("what a proxy hands on may come from anywhere, and so may what names no host", () => {
  for (const header of ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"]) {
    expect(isLocal(from(here, { host: "localhost", [header]: "1" })), header).toBe(false);
  }
  expect(isLocal(from(here, {}))).toBe(false);
});

test.each([
  ["https://pbx.example.com:8444", "pbx.example.com:8444", true],
  ["https://PBX.example.com", "pbx.example.com:443", true],
  ["https://[::1]:8444", "[::1]:8444", true],
  ["http://pbx.example.com:8444", "pbx.example.com:8444", false],
  ["https://pbx.example.com", "pbx.example.com:8444", false],
  ["https://pbx.example.com.evil.example", "pbx.example.com", false],
  ["null", "pbx.example.com", false],
  ["", "pbx.example.com", false],
])("a page of %j asking %s: %s", (origin, host, same) => {
  expect(isSameOrigin(from(here, { origin, host }))).toBe(same);
});

test("a request without Origin is not from a page of this server", () => {
  expect(isSameOrigin(from(here, { host: "localhost" }))).toBe(false);
});

test("browsers tell of other sites; typed addresses and programs are none", () => {
  const sites = ["cross-site", "same-site", "same-origin", "none"];
  expect(sites.map((site) => isCrossSite(from(here, { "sec-fetch-site": site })))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(isCrossSite(from(here, {}))).toBe(false);
});
