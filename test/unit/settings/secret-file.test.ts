import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createSecretReader } from "../../../src-main/settings/secret-file.ts";
import { settingsFolder } from "./settings-folder.ts";

function secretFile(content: string | Uint8Array, mode: number): string {
  const path = join(settingsFolder(), "secret");
  writeFileSync(path, content, { mode });
  chmodSync(path, mode);
  return path;
}

test("the content comes without the line break that editors add", () => {
  const path = secretFile("top secret\n", 0o600);
  expect(createSecretReader()(path)).toEqual({ ok: true, text: "top secret" });
});

// On Windows a file has no mode that could be too open.
describe.skipIf(process.platform === "win32")("a file that others may use", () => {
  test.each([0o640, 0o604, 0o444])("mode %o is refused with what to do", (mode) => {
    const path = secretFile("x", mode);
    expect(createSecretReader("linux")(path)).toEqual({
      ok: false,
      message: `others than its owner may use the file ${path} (mode 0${mode.toString(8)}): run chmod 600 on it`,
    });
    expect(createSecretReader("win32")(path)).toEqual({ ok: true, text: "x" });
  });
});

test("what cannot be a secret is refused in words", () => {
  const read = createSecretReader("win32");
  const missing = join(settingsFolder(), "none");
  expect(read(missing)).toEqual({
    ok: false,
    message: `the file ${missing} cannot be read: it does not exist`,
  });
  const folder = join(settingsFolder(), "folder");
  mkdirSync(folder);
  expect(read(folder)).toMatchObject({ ok: false });
  expect(read(secretFile("\n", 0o600))).toMatchObject({ ok: false });
  expect(read(secretFile(new Uint8Array([0xff, 0xfe, 0x41]), 0o600))).toMatchObject({ ok: false });
  expect(read(secretFile("x".repeat(100_000), 0o600))).toMatchObject({ ok: false });
});
