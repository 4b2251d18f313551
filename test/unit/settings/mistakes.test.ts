// One file for each kind of mistake, and beside it what the administrator reads.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { decodeSettings } from "../../../src-main/settings/decode-settings.ts";
import { formatMistakes } from "../../../src-main/settings/format-mistakes.ts";
import { readSettings } from "../../../src-main/settings/read-settings.ts";

const fixtures = resolve(import.meta.dirname, "../../fixtures/settings");

function namesIn(folder: string): string[] {
  return readdirSync(join(fixtures, folder))
    .filter((name) => name.endsWith(".ini"))
    .map((name) => basename(name, ".ini"));
}

function read(folder: string, name: string) {
  const decoded = decodeSettings(readFileSync(join(fixtures, folder, `${name}.ini`)));
  if (decoded.ok) return readSettings(decoded.text, { fileName: `${name}.ini`, env: {} });
  const { ok, ...problem } = decoded;
  return { ok, mistakes: [{ file: `${name}.ini`, section: "", ...problem }], warnings: [] };
}

function expected(folder: string, name: string): string {
  return readFileSync(join(fixtures, folder, `${name}.txt`), "utf8")
    .replaceAll("\r\n", "\n")
    .trimEnd();
}

describe("mistakes", () => {
  test.each(namesIn("mistakes"))("%s", (name) => {
    const result = read("mistakes", name);
    expect(result.ok ? [] : formatMistakes(result.mistakes)).toBe(expected("mistakes", name));
  });

  test("none of them repeats a secret", () => {
    for (const name of namesIn("mistakes")) {
      const told = JSON.stringify(read("mistakes", name));
      expect(told).not.toMatch(/top-?secret|secret-value|geheim|token=|user:pass/);
    }
  });
});

describe("warnings", () => {
  test.each(namesIn("warnings"))("%s", (name) => {
    const result = read("warnings", name);
    expect(result.ok).toBe(true);
    expect(formatMistakes(result.warnings)).toBe(expected("warnings", name));
  });
});

test("a file of 10 MB is refused without being read as settings", () => {
  expect(decodeSettings(new Uint8Array(10 * 1024 * 1024))).toMatchObject({
    ok: false,
    message: "the file has 10.0 MB, too much for a settings file: is this the right file?",
  });
});

test("of a file of another kind the first lines are named, not thousands", () => {
  const result = readSettings("nonsense\n".repeat(5000), { fileName: "settings.ini", env: {} });
  expect(result.ok ? 0 : result.mistakes.length).toBe(21);
  expect(result.ok ? "" : result.mistakes.at(-1)?.message).toBe(
    "4980 more lines are no settings: is this the right file?",
  );
});

test("control characters of the file do not reach a terminal", () => {
  const result = readSettings("[log]\nlevel = \u001b[31mred\n", { fileName: "settings.ini", env: {} });
  expect(result.ok ? "" : formatMistakes(result.mistakes)).toContain("level = ·[31mred");
});
