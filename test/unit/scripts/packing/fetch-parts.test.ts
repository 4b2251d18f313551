// Only what has the written-down checksum becomes a part of a release.
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fetchPart, shippable } from "../../../../scripts/packing/fetch-parts.ts";
import { missingParts, parts, type Part } from "../../../../scripts/packing/parts.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "parts-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bytes = Buffer.from("a program");
const sha256 = createHash("sha256").update(bytes).digest("hex");
const part = (checksum: string): Part => ({
  path: "tool/tool.exe",
  platforms: ["win"],
  origin: { kind: "download", url: "https://example.com/tool.exe", sha256: checksum },
});

test("what has the right checksum is kept", async () => {
  expect(await fetchPart(part(sha256), folder, async () => bytes)).toBeUndefined();
  expect(await readFile(join(folder, "tool/tool.exe"))).toEqual(bytes);
});

test("anything else is named with both checksums, and nothing of it stays", async () => {
  const refused = await fetchPart(part("0".repeat(64)), folder, async () => bytes);
  expect(refused).toContain(sha256);
  expect(refused).toContain("0".repeat(64));
  expect(await readdir(join(folder, "tool"))).toEqual([]);
});

test("an address that does not answer is a sentence, too", async () => {
  const failing = async () => {
    throw new Error("https://example.com/tool.exe answers 404.");
  };
  expect(await fetchPart(part(sha256), folder, failing)).toBe(
    "tool/tool.exe: https://example.com/tool.exe answers 404.",
  );
});

test("what nobody may fetch says what to do", async () => {
  const own = parts.find(({ origin }) => origin.kind === "own");
  expect(own).toBeDefined();
  if (own === undefined) return;
  expect(await fetchPart(own, folder, async () => bytes)).toContain("RELEASING.md");
});

test("without anything in the folder every part of a system is missing", () => {
  expect(missingParts(folder, ["win"]).map(({ path }) => path)).toContain("winsw/WinSW.NET461.exe");
  expect(missingParts(folder, ["linux"]).map(({ path }) => path)).toEqual(["THIRD-PARTY-LICENCES.txt"]);
});

test("an ffmpeg that nobody may pass on is not packed", () => {
  expect(shippable(Buffer.from("configuration: --enable-gpl --enable-nonfree"))).toContain(
    "--enable-nonfree",
  );
  expect(shippable(Buffer.from("configuration: --enable-libmp3lame"))).toBeUndefined();
});
