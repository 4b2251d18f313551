import { expect, test } from "vitest";
import { isLoopback } from "../../../src-main/web/loopback.ts";

test.each(["127.0.0.1", "127.8.9.10", "::1", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1", "::ffff:7f00:1"])(
  "%s is this machine",
  (address) => expect(isLoopback(address)).toBe(true),
);

test.each([
  "10.0.0.1",
  "128.0.0.1",
  "::ffff:10.0.0.1",
  "fe80::1%eth0",
  "::",
  "0.0.0.0",
  "localhost",
  "",
  undefined,
])("%s is not", (address) => expect(isLoopback(address)).toBe(false));
