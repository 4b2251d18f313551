// Which files a packed program consists of, exactly: what is built, what is fetched, what Electron brings, no more.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { partsFor, type Platform } from "./parts.ts";

/** Files below a folder, with `/`, sorted. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => statSync(join(folder, file)).isFile())
    .map((file) => file.replaceAll("\\", "/"))
    .toSorted();
}

const below = (prefix: string, files: readonly string[]) => files.map((file) => `${prefix}/${file}`);

/** Inside app.asar. `out`: the folder of `npm run build`. */
export function asarFiles(out: string): readonly string[] {
  const built = ["main", "preload", "renderer"].flatMap((part) =>
    below(`out/${part}`, filesBelow(join(out, part))),
  );
  return [...built, "package.json"].toSorted();
}

/** Below the resources folder. */
export function resourceFiles(out: string, platform: Platform): readonly string[] {
  const common = ["LICENSE", "THIRD-PARTY-LICENCES.txt", "app.asar"];
  switch (platform) {
    case "win":
      return [
        ...common,
        "elevate.exe",
        "ffmpeg/LICENSE",
        "ffmpeg/ffmpeg.exe",
        ...below("service", filesBelow(join(out, "service"))),
        ...below("service/renderer", filesBelow(join(out, "renderer"))),
        "service/3cx-webhook-service.exe",
        "service/3cx-webhook-service.xml",
        "service/3cx-webhook.cmd",
        "service/node.exe",
      ].toSorted();
    case "mac":
      return [...common, "ffmpeg/LICENSE", "ffmpeg/ffmpeg"].toSorted();
    case "linux":
      return common.toSorted();
    default: {
      const _never: never = platform;
      return _never;
    }
  }
}

/** One line for each difference; empty when both are the same. */
export function differences(
  where: string,
  found: readonly string[],
  expected: readonly string[],
): readonly string[] {
  const has = new Set(found);
  const wants = new Set(expected);
  return [
    ...found
      .filter((file) => !wants.has(file))
      .map((file) => `${where} has ${file}, which does not belong there.`),
    ...expected.filter((file) => !has.has(file)).map((file) => `${where} lacks ${file}.`),
  ];
}

/** What must never be packed, whatever the lists say. */
export function strangers(files: readonly string[]): readonly string[] {
  return files.filter(
    (file) => /(^|\/)(node_modules|test|src-[a-z]+)\//.test(file) || /\.(ts|tsx|map|test\.js)$/.test(file),
  );
}

/** For stand-ins: the parts of a platform. */
export const partPaths = (platform: Platform): readonly string[] =>
  partsFor([platform]).map(({ path }) => path);
