/** A diagnosis goes to strangers: whatever is secret here must not be in it, wherever it turns up. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { diagnose } from "../../../src-main/cli/diagnose.ts";
import { collectDiagnosis } from "../../../src-main/diagnose/collect.ts";
import { openSettingsFile } from "../../../src-main/cli/read-settings-file.ts";
import { createWorld } from "./command-world.ts";

const secrets = [
  "planted-api-key-of-3cx",
  "planted-password-in-address",
  "planted-key-in-query",
  "planted-bearer-token",
  "planted-basic-password",
  "planted-header-value",
  "planted-monitor-password",
  "planted-former-key",
  "planted-in-a-comment",
  "planted-misspelt-key",
  "planted-by-variable",
  "planted-link-key",
];

const settings = [
  "; the CRM's password is planted-in-a-comment",
  "[pbx]",
  "url = https://pbx.example.com:5001",
  "client_id = webhook",
  "client_secret = planted-api-key-of-3cx",
  ";client_secret = planted-former-key",
  "clientsecret = planted-misspelt-key",
  "[endpoint.crm]",
  "url = https://user:planted-password-in-address@crm.example.com/3cx?key=planted-key-in-query",
  "header.x-api-key = planted-header-value",
  "[endpoint.second]",
  "url = https://second.example.com/",
  "bearer_token = planted-bearer-token",
  "[endpoint.third]",
  "url = https://third.example.com/",
  "basic_user = me",
  "basic_password = planted-basic-password",
  "[server]",
  "monitor_password = planted-monitor-password",
];

function planted(extra: readonly string[] = []) {
  const made = createWorld([...settings, ...extra], { WEBHOOK_ENDPOINT_CRM_SECRET: "planted-by-variable" });
  const { dataPath } = made.world.places;
  mkdirSync(join(dataPath, "log"), { recursive: true });
  writeFileSync(join(dataPath, "link-keys.json"), JSON.stringify({ current: "planted-link-key" }));
  const lines = secrets.slice(0, 9).map((secret) => JSON.stringify({ msg: `the receiver said ${secret}!` }));
  const known = lines.filter((line) => !/former|comment/.test(line));
  writeFileSync(join(dataPath, "log", "service.log"), `${known.join("\n")}\nan ordinary line\n`);
  return made;
}

async function textsOf({ world }: ReturnType<typeof planted>) {
  const { places, env, clock } = world;
  const loaded = await openSettingsFile(world).load();
  return collectDiagnosis({ places, env, settings: loaded, nowMs: clock.nowMs(), logFolder: undefined });
}

test.each([
  ["settings that can be used", []],
  ["mistaken settings", ["port = soon"]],
])("no planted secret gets into it, with %s", async (_which, extra) => {
  const entries = await textsOf(planted(extra));
  const all = entries.map(({ text }) => text).join("\n");
  for (const secret of secrets) expect(all).not.toContain(secret);
  expect(all).toContain("an ordinary line");
  expect(all).toContain("client_id = webhook");
  expect(all).toContain("WEBHOOK_ENDPOINT_CRM_SECRET");
});

test("what is in it is said before, and it is what is in the file", async () => {
  const made = planted();
  const out = join(made.folder, "diagnosis.zip");
  expect(await diagnose(made.world, { out, list: false, logFolder: undefined })).toBe(0);
  const names = made.said().matchAll(/^ {2}([\w-]+\.\w+)/gm);
  const inside = zippedNames(readFileSync(out));
  expect([...names].map(([, name]) => name)).toEqual(inside);
  expect(inside).toContain("settings.txt");
});

test("a folder that cannot be written to is told with what to do", async () => {
  const made = planted();
  const out = join(made.folder, "nowhere", "diagnosis.zip");
  expect(await diagnose(made.world, { out, list: false, logFolder: undefined })).toBe(1);
  expect(made.wrong()).toContain("Name a file in another folder with --out.");
});

/** From the zip's own list at its end. */
function zippedNames(bytes: Buffer): string[] {
  const names: string[] = [];
  const mark = Buffer.from([0x50, 0x4b, 0x01, 0x02]);
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 4)) {
    names.push(bytes.subarray(at + 46, at + 46 + bytes.readUInt16LE(at + 28)).toString());
  }
  return names;
}
