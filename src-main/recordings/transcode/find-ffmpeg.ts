/** Where ffmpeg is: named in the settings, packed with the program, installed in the system. */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import type { Transcoder } from "../types.ts";
import type { SpawnFfmpeg } from "./spawn-ffmpeg.ts";

export interface FfmpegPlaces {
  /** `[recordings] ffmpeg`. */
  readonly ffmpegPath?: string | undefined;
  /** The binary beside the packed program. */
  readonly packedPath?: string | undefined;
  /** Of this process, when left out. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly platform?: string;
  /** Of npm packages that carry a binary, when left out. */
  readonly packagePaths?: readonly string[];
}

export interface FfmpegPlace {
  /** For people: `[recordings] ffmpeg`, `FFMPEG_BIN`, `PATH` … */
  readonly name: string;
  readonly path: string;
}

export type FoundFfmpeg = Awaited<ReturnType<Transcoder["ffmpeg"]>>;

/** In the order in which they are tried. */
export function ffmpegPlaces(places: FfmpegPlaces): readonly FfmpegPlace[] {
  const { ffmpegPath, packedPath, environment = process.env, platform = process.platform } = places;
  const binary = platform === "win32" ? "ffmpeg.exe" : "ffmpeg";
  const [packaged = "", development = ""] = places.packagePaths ?? packagePaths(platform, binary);
  const all: readonly FfmpegPlace[] = [
    { name: "[recordings] ffmpeg", path: ffmpegPath ?? "" },
    { name: "FFMPEG_BIN", path: environment["FFMPEG_BIN"] ?? "" },
    { name: "beside the program", path: packedPath ?? "" },
    { name: "ffmpeg-static", path: packaged },
    ...foldersOf(environment["PATH"] ?? environment["Path"] ?? "").map((folder) => ({
      name: "PATH",
      path: join(folder, binary),
    })),
    // Old and slow: for development and tests on machines without an ffmpeg of their own.
    { name: "@ffmpeg-installer/ffmpeg", path: development },
  ];
  return all.filter(({ path }) => path !== "");
}

/** Only folders that do not depend on where the program was started: what lies there could be anybody's. */
function foldersOf(path: string): readonly string[] {
  return path.split(delimiter).filter((folder) => isAbsolute(folder));
}

function packagePaths(platform: string, binary: string): readonly string[] {
  const require = createRequire(import.meta.url);
  const folderOf = (manifest: () => string) => {
    try {
      return dirname(manifest());
    } catch {
      return undefined;
    }
  };
  const packaged = folderOf(() => require.resolve("ffmpeg-static/package.json"));
  const installer = folderOf(() => require.resolve("@ffmpeg-installer/ffmpeg/package.json"));
  return [
    packaged === undefined ? "" : join(packaged, binary),
    installer === undefined ? "" : join(installer, "..", `${platform}-${process.arch}`, binary),
  ];
}

/** Tries each place until one tells its version. */
export async function findFfmpeg(
  places: readonly FfmpegPlace[],
  spawn: SpawnFfmpeg,
  onUnusable: (place: FfmpegPlace, why: string) => void,
): Promise<FoundFfmpeg> {
  for (const place of places) {
    const named = place.name !== "PATH" && place.name !== "ffmpeg-static";
    if (!existsSync(place.path)) {
      if (named) onUnusable(place, "it does not exist");
      continue;
    }
    const version = await versionOf(place.path, spawn);
    if (version.ok) return { ok: true, path: place.path, version: version.text };
    onUnusable(place, version.why);
  }
  return { ok: false, looked: lookedAt(places) };
}

/** Each place once; the folders of the PATH are one. */
function lookedAt(places: readonly FfmpegPlace[]): readonly string[] {
  return [...new Set(places.map(({ name, path }) => (name === "PATH" ? name : `${name} (${path})`)))];
}

type Version = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string };

async function versionOf(path: string, spawn: SpawnFfmpeg): Promise<Version> {
  let said = "";
  const take = (text: string) => {
    if (said.length < 4000) said += text;
  };
  const end = await spawn(path, ["-hide_banner", "-version"], { onOut: take, onError: () => {} }).ended;
  const version = /^ffmpeg version (\S+)/.exec(said)?.[1];
  if (version !== undefined) return { ok: true, text: version };
  return {
    ok: false,
    why: end.type === "not-started" ? `it does not start: ${end.code}` : "it is no ffmpeg",
  };
}
