import { expect, test } from "vitest";
import {
  describeSettings,
  missingSettings,
  secretsOf,
} from "../../../src-main/settings/describe-settings.ts";
import { readSettings } from "../../../src-main/settings/read-settings.ts";
import { keysOf } from "../../../src-shared/settings/schema.ts";
import type { Settings } from "../../../src-shared/settings/settings.ts";

const SECRET = `whsec_${Buffer.alloc(24, 1).toString("base64")}`;

function settingsOf(text: string): Settings {
  const result = readSettings(text, { fileName: "settings.ini", env: {} });
  if (!result.ok) throw new Error(JSON.stringify(result.mistakes));
  return result.settings;
}

const FULL = settingsOf(`[pbx]
url = https://pbx.example.com
client_secret = hidden-1
[endpoint.crm]
url = https://user:hidden-2@crm.example.com/3cx?token=hidden-3
header.authorization = Bearer hidden-4
secret = ${SECRET}
[server]
monitor_password = hidden-5
`);

test("a log shows settings without their secrets", () => {
  const described = describeSettings(FULL);
  expect(JSON.stringify(described)).not.toMatch(/hidden|whsec_/);
  expect(described).toMatchObject({
    "pbx.url": "https://pbx.example.com",
    "pbx.client_secret": "(set)",
    "endpoint.crm.url": "https://…@crm.example.com/3cx?…",
    "endpoint.crm.header.authorization": "(set)",
    "endpoint.crm.secret": "(set)",
    "endpoint.crm.events": "ringing, started, ended, recording",
    "endpoint.crm.timeout_s": 15,
    "server.monitor_password": "(set)",
    "recordings.keep_days": 30,
  });
});

test("every secret is known to those who mask", () => {
  expect(secretsOf(FULL)).toEqual(
    expect.arrayContaining(["hidden-1", "hidden-2", "Bearer hidden-4", "hidden-4", SECRET, "hidden-5"]),
  );
  expect(secretsOf(settingsOf(""))).toEqual([]);
});

test("every key that the schema calls secret is known to those who mask", () => {
  const base = "[endpoint.crm]\nurl = https://crm.example.com/3cx\n";
  const secretKeys = [...keysOf("endpoint")].filter(([, key]) => key.secret === true);
  const needs: Record<string, string> = {
    previous_secret: `secret = ${SECRET}\n`,
    basic_password: "basic_user = user\n",
  };
  for (const [name, key] of secretKeys) {
    const value = name.endsWith("secret") ? `whsec_${Buffer.alloc(24, 2).toString("base64")}` : "hidden-6";
    expect(key.secret).toBe(true);
    expect(secretsOf(settingsOf(`${base}${needs[name] ?? ""}${name} = ${value}\n`))).toContain(value);
  }
  expect(secretKeys.map(([name]) => name)).toContain("bearer_token");
});

test("what is missing is said, one sentence each", () => {
  expect(missingSettings(settingsOf(""))).toHaveLength(4);
  expect(missingSettings(FULL)).toEqual([
    "The client id of the PBX's API integration is missing: set client_id in [pbx].",
  ]);
});
