import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createSecretDates } from "../../../src-main/settings/secret-dates.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };

function setUp() {
  const folder = mkdtempSync(join(tmpdir(), "secret-dates-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const settingsPath = join(folder, "settings.ini");
  const keptIn = join(folder, "secrets-set.json");
  let nowMs = 1_000;
  const open = () => createSecretDates({ keptIn, settingsPath, nowMs: () => nowMs, log: silent });
  return {
    open,
    kept: () => readFileSync(keptIn, "utf8"),
    damage: () => writeFileSync(keptIn, '{ "setAtMs": '),
    at(ms: number) {
      nowMs = ms;
    },
    /** Each writing has a time of its own, however quick the test is. */
    write(text: string, changedAtS: number) {
      writeFileSync(settingsPath, text);
      utimesSync(settingsPath, changedAtS, changedAtS);
      return text;
    },
  };
}

const first =
  "[pbx]\nclient_secret = Planted-1\n[endpoint.crm]\nurl = https://x\nheader.authorization = Planted-2\n";

test("a secret that was there before has no date, one that is set or replaced gets it", async () => {
  const { open, at, write } = setUp();
  const dates = open();
  await dates.saw(write(first, 1));
  expect(dates.setAtMs("pbx", "client_secret")).toBeUndefined();
  at(2_000);
  await dates.saw(write(first.replace("Planted-1", "Planted-3"), 2));
  expect(dates.setAtMs("pbx", "client_secret")).toBe(2_000);
  expect(dates.setAtMs("endpoint.crm", "header.authorization")).toBeUndefined();
  at(3_000);
  await dates.saw(write(`${first.replace("Planted-1", "Planted-3")}secret = whsec_Planted-4\n`, 3));
  expect(dates.setAtMs("pbx", "client_secret")).toBe(2_000);
  expect(dates.setAtMs("endpoint.crm", "secret")).toBe(3_000);
  await dates.saw(write("[pbx]\nclient_secret =\n", 4));
  expect(dates.setAtMs("pbx", "client_secret")).toBeUndefined();
  expect(dates.setAtMs("endpoint.crm", "secret")).toBeUndefined();
});

test("dates outlive the program; a file that was changed meanwhile makes them unknown", async () => {
  const { open, write } = setUp();
  const before = open();
  await before.saw(write("[pbx]\n", 1));
  const text = write(first, 2);
  await before.saw(text);
  const again = open();
  await again.saw(text);
  expect(again.setAtMs("pbx", "client_secret")).toBe(1_000);
  write(text, 3);
  const later = open();
  await later.saw(text);
  expect(later.setAtMs("pbx", "client_secret")).toBeUndefined();
});

test("only names of keys and dates are kept", async () => {
  const { open, kept, write } = setUp();
  const dates = open();
  await dates.saw(write("", 1));
  await dates.saw(write(first, 2));
  expect(JSON.parse(kept())).toEqual({
    fileAtMs: 2_000,
    setAtMs: { "pbx client_secret": 1_000, "endpoint.crm header.authorization": 1_000 },
  });
});

test("a damaged file, or a folder that cannot be written, is no trouble", async () => {
  const { open, damage, write } = setUp();
  damage();
  const text = write(first, 1);
  const dates = createSecretDates({
    ...{
      keptIn: "/no/such/folder/secrets-set.json",
      settingsPath: "/no/such/file",
      nowMs: () => 5,
      log: silent,
    },
  });
  await dates.saw("[pbx]\n");
  await dates.saw(text);
  expect(dates.setAtMs("pbx", "client_secret")).toBe(5);
  const other = open();
  await other.saw(text);
  expect(other.setAtMs("pbx", "client_secret")).toBeUndefined();
});
