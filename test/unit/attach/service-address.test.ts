import { expect, test } from "vitest";
import { readServiceAddress } from "../../../src-main/attach/service-address.ts";

test.each([
  ["pbx.example.com", "pbx.example.com:8444", "pbx.example.com:8444"],
  [" PBX.example.com:9000 ", "pbx.example.com:9000", "pbx.example.com:9000"],
  ["https://pbx.example.com:8444/monitor/", "pbx.example.com:8444", "pbx.example.com:8444"],
  ["https://pbx.example.com/monitor/", "pbx.example.com:443", "pbx.example.com"],
  ["pbx.example.com:443", "pbx.example.com:443", "pbx.example.com"],
  ["10.0.0.5", "10.0.0.5:8444", "10.0.0.5:8444"],
  ["[fe80::1]:8444", "[fe80::1]:8444", "[fe80::1]:8444"],
])("%s", (text, address, authority) => {
  expect(readServiceAddress(text)).toMatchObject({ address, authority });
});

test("an IPv6 host is connected to without its brackets", () => {
  expect(readServiceAddress("[fe80::1]")?.host).toBe("fe80::1");
});

test.each([
  "",
  "http://pbx.example.com",
  "user@pbx",
  "a b",
  "pbx?x",
  "\\\\pbx",
  "pbx:99999",
  "javascript://x",
])("%s is no address", (text) => {
  expect(readServiceAddress(text)).toBeUndefined();
});
