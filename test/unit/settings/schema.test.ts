import { resolve } from "node:path";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { settingsReference } from "../../../scripts/settings-reference.ts";
import { SECTION_NAMES, findKey, keysOf } from "../../../src-shared/settings/schema.ts";

const everyKey = SECTION_NAMES.flatMap((section) =>
  [...keysOf(section)].map(([name, key]) => ({ id: `${section}.${name}`, key })),
);

test.each(everyKey)("$id: its default and its example fit its own kind, and it is described", ({ key }) => {
  expect(key.kind.parse(key.default).ok || key.default === "").toBe(true);
  if (key.example !== undefined) expect(key.kind.parse(key.example).ok).toBe(true);
  expect(key.description).toMatch(/^\S.*\.$/);
});

test("what must not be shown is marked as secret", () => {
  const secret = everyKey.filter(({ key }) => key.secret === true).map(({ id }) => id);
  expect(secret).toEqual([
    "pbx.client_secret",
    "endpoint.secret",
    "endpoint.previous_secret",
    "endpoint.basic_password",
    "endpoint.bearer_token",
    "server.monitor_password",
    "delivery.queue_url",
  ]);
  expect(findKey("endpoint.crm", "header.x-key")?.secret).toBe(true);
});

test("docs/settings.md is current", () => {
  const page = readFileSync(resolve(import.meta.dirname, "../../../docs/settings.md"), "utf8");
  expect(page.replaceAll("\r\n", "\n")).toBe(settingsReference());
});
