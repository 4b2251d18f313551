import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";
import { ffmpegPlaces, findFfmpeg } from "../../../../src-main/recordings/transcode/find-ffmpeg.ts";
import { spawnFfmpeg } from "../../../../src-main/recordings/transcode/spawn-ffmpeg.ts";
import { temporaryFolder } from "./sounds.ts";

function program(path: string, says: string, mode = 0o755): string {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, `#!/bin/sh\necho '${says}'\n`, { mode });
  return path;
}

test("the places are tried in order: named, packed, of the system, of the development", () => {
  const places = ffmpegPlaces({
    ffmpegPath: "/named/ffmpeg",
    packedPath: "/packed/ffmpeg",
    environment: { FFMPEG_BIN: "/bin-of/ffmpeg", PATH: ["/a", "relative", "", "/b"].join(delimiter) },
    platform: "linux",
    packagePaths: ["/static/ffmpeg", "/installer/ffmpeg"],
  });
  expect(places.map(({ path }) => path)).toEqual([
    "/named/ffmpeg",
    "/bin-of/ffmpeg",
    "/packed/ffmpeg",
    "/static/ffmpeg",
    "/a/ffmpeg",
    "/b/ffmpeg",
    "/installer/ffmpeg",
  ]);
  expect(ffmpegPlaces({ platform: "win32", environment: { Path: "/a" }, packagePaths: [] })).toEqual([
    { name: "PATH", path: join("/a", "ffmpeg.exe") },
  ]);
});

test.skipIf(process.platform === "win32")(
  "the first that tells its version is taken, and why not the others",
  async () => {
    const folder = temporaryFolder();
    const ffmpegPath = program(join(folder, "named"), "I am something else");
    const noRights = program(join(folder, "rights"), "ffmpeg version 1", 0o644);
    const good = program(join(folder, "bin", "ffmpeg"), "ffmpeg version 7.1-test Copyright");
    const why: string[] = [];
    const places = ffmpegPlaces({
      ffmpegPath,
      packedPath: join(folder, "nothing"),
      environment: { FFMPEG_BIN: noRights, PATH: join(folder, "bin") },
      packagePaths: [],
    });
    const found = await findFfmpeg(places, spawnFfmpeg, (place, reason) =>
      why.push(`${place.name}: ${reason}`),
    );
    expect(found).toEqual({ ok: true, path: good, version: "7.1-test" });
    expect(why).toEqual([
      "[recordings] ffmpeg: it is no ffmpeg",
      "FFMPEG_BIN: it does not start: EACCES",
      "beside the program: it does not exist",
    ]);
  },
);

test("when there is none, it tells where it looked", async () => {
  const folder = temporaryFolder();
  const PATH = [join(folder, "a"), join(folder, "b")].join(delimiter);
  const ffmpegPath = join(folder, "nothing");
  const places = ffmpegPlaces({ ffmpegPath, environment: { PATH }, packagePaths: [] });
  expect(await findFfmpeg(places, spawnFfmpeg, () => {})).toEqual({
    ok: false,
    looked: [`[recordings] ffmpeg (${ffmpegPath})`, "PATH"],
  });
});

test("the packages that carry a binary are known", () => {
  const names = ffmpegPlaces({ environment: {} }).map(({ name }) => name);
  expect(names).toContain("@ffmpeg-installer/ffmpeg");
});
