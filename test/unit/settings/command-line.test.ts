import { describe, expect, test } from "vitest";
import { checkReport, parseCommandLine } from "../../../src-main/settings/command-line.ts";
import type { CommandLine } from "../../../src-main/settings/command-line.ts";
import { readSettings } from "../../../src-main/settings/read-settings.ts";

function parse(...args: string[]): CommandLine {
  return parseCommandLine(args, {
    program: "3cx-webhook",
    description: "Watches calls.",
    configure: (command) => command.option("--once", "run once"),
  });
}

describe("command line", () => {
  test("without anything", () => {
    expect(parse()).toMatchObject({
      kind: "run",
      settingsFile: undefined,
      dataFolder: undefined,
      check: false,
    });
  });

  test("with everything, own options too", () => {
    expect(parse("--settings", "a.ini", "--data=/var/lib/x", "--check", "--once")).toMatchObject({
      kind: "run",
      settingsFile: "a.ini",
      dataFolder: "/var/lib/x",
      check: true,
      own: { once: true },
    });
  });

  test("-h explains and ends well", () => {
    const line = parse("-h");
    expect(line).toMatchObject({ kind: "end", exitCode: 0 });
    expect(line.kind === "end" && line.text).toMatch(/Usage: 3cx-webhook.*--settings <file>.*--once/s);
  });

  test.each([
    [["--seting", "a"], /^Unknown option '--seting'.*Run it with -h to see what is possible\.$/],
    [["--settings"], /^Option '--settings <file>' argument missing\./],
    [["--data", ""], /^A path is missing behind --settings or --data\./],
    [["start"], /^Too many arguments/],
  ])("wrong use ends with code 2 and a sentence: %j", (args, sentence) => {
    const line = parse(...args);
    expect(line).toMatchObject({ kind: "end", exitCode: 2 });
    expect(line.kind === "end" && line.text).toMatch(sentence);
  });
});

describe("--check", () => {
  const report = (text: string) =>
    checkReport(readSettings(text, { fileName: "settings.ini", env: {} }), "settings.ini");

  test("names every mistake and ends with code 2", () => {
    expect(report("[log]\nlevel = loud\nkeep = 1\n[server]\nport = x\n")).toEqual({
      kind: "end",
      exitCode: 2,
      text: [
        "settings.ini:2: [log] level = loud: expected debug, info, warn or error",
        "settings.ini:5: [server] port = x: expected a port number from 1 to 65535, or 0 for any free port",
        "settings.ini:3: [log] keep: this key is unknown and not used (warning)",
        "2 mistakes in the settings.",
      ].join("\n"),
    });
  });

  test("is not content with settings that name files which cannot be read", () => {
    const settings = readSettings("", { fileName: "settings.ini", env: {} });
    const sentence = "[pbx] ca_file: the file ca.pem cannot be read: it does not exist";
    expect(checkReport(settings, "settings.ini", [sentence])).toEqual({
      kind: "end",
      exitCode: 2,
      text: `${sentence}\n1 file that the settings name cannot be read.`,
    });
  });

  test("says what is missing and ends well", () => {
    const text =
      "[pbx]\nurl = https://pbx.example.com\nclient_id = a\n[endpoint.crm]\nurl = https://crm.example.com\n";
    expect(report(text)).toEqual({
      kind: "end",
      exitCode: 0,
      text: "No mistakes in the settings (settings.ini): receiver crm.\nThe API key of the PBX is missing: set client_secret in [pbx].",
    });
  });
});
