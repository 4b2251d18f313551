// Looks at what electron-builder has packed for one platform: the files, the archive's, the fuses, the checksum that
// the program holds its archive to, the policy of its page.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { builderRequire } from "./builder-require.ts";
import { asarFiles, differences, filesBelow, resourceFiles, strangers } from "./packed-files.ts";
import { project, type Platform } from "./parts.ts";
import { electronFiles } from "./stand-in/electron.ts";

export interface Packed {
  readonly platform: Platform;
  /** electron-builder's folder for it. */
  readonly output: string;
}

interface Asar {
  listPackage(archive: string, options: { readonly isPack: boolean }): string[];
  statFile(archive: string, path: string): { readonly files?: object };
  extractFile(archive: string, path: string): Buffer;
  getRawHeader(archive: string): { readonly headerString: string };
}
interface Fuses {
  readonly FuseV1Options: Readonly<Record<string, string | number>>;
  getCurrentFuseWire(program: string): Promise<Readonly<Record<string, unknown>>>;
}

interface Places {
  readonly root: string;
  readonly resources: string;
  readonly program: string;
}

export function placesOf({ platform, output }: Packed): Places {
  switch (platform) {
    case "win": {
      const root = join(output, "win-unpacked");
      return { root, resources: join(root, "resources"), program: join(root, "3CX Webhook.exe") };
    }
    case "mac": {
      const root = join(output, "mac/3CX Webhook.app/Contents");
      return { root, resources: join(root, "Resources"), program: dirname(root) };
    }
    case "linux": {
      const root = join(output, "linux-unpacked");
      return { root, resources: join(root, "resources"), program: join(root, "3cx-webhook") };
    }
    default: {
      const _never: never = platform;
      return _never;
    }
  }
}

/** A sentence for each thing that is not as it should be. `out`: the folder of `npm run build`. */
export async function checkPacked(packed: Packed, out: string): Promise<readonly string[]> {
  const places = placesOf(packed);
  return [
    ...checkFiles(packed, places, out),
    ...checkArchive(places, out),
    ...(await checkFuses(places)),
    ...checkIntegrity(packed, places),
  ];
}

/** What macOS wants in an app, and no list of this project names. */
const macOwn = /\.(icns|lproj\/.+)$/;

function checkFiles({ platform }: Packed, { root, resources }: Places, out: string): readonly string[] {
  const inResources = filesBelow(resources).filter((file) => platform !== "mac" || !macOwn.test(file));
  const found = differences("The resources folder", inResources, resourceFiles(out, platform));
  if (platform === "mac") return found;
  const beside = filesBelow(root).filter((file) => !file.startsWith("resources/"));
  const program = platform === "win" ? "3CX Webhook.exe" : "3cx-webhook";
  return [...found, ...differences("The program's folder", beside, [...electronFiles[platform], program])];
}

function checkArchive({ resources }: Places, out: string): readonly string[] {
  const asar = builderRequire("@electron/asar") as Asar;
  const archive = join(resources, "app.asar");
  const files = asar
    .listPackage(archive, { isPack: false })
    .map((file) => file.replaceAll("\\", "/").replace(/^\//, ""))
    .filter((file) => asar.statFile(archive, file).files === undefined);
  const page = asar.extractFile(archive, "out/renderer/index.html").toString();
  return [
    ...differences("app.asar", files, asarFiles(out)),
    ...strangers(files).map((file) => `app.asar has ${file}: sources, tests and packages stay at home.`),
    ...checkPage(page),
    ...checkManifest(asar.extractFile(archive, "package.json").toString()),
  ];
}

/** Its policy comes as a header from the program's own scheme; a script in the page itself would break under it. */
export function checkPage(html: string): readonly string[] {
  const inline = /<script(?![^>]*\bsrc=)[^>]*>|\son\w+="|<style\b/i.exec(html);
  const foreign = /(?:src|href)="(?:https?:)?\/\/[^"]*"/i.exec(html);
  return [
    ...(inline === null ? [] : [`The page has ${inline[0]} of its own, which its policy forbids.`]),
    ...(foreign === null ? [] : [`The page fetches ${foreign[0]} from elsewhere.`]),
  ];
}

function checkManifest(text: string): readonly string[] {
  const manifest: unknown = JSON.parse(text);
  const { dependencies, main } = manifest as { readonly dependencies?: object; readonly main?: string };
  return [
    ...(main === "out/main/main.js" ? [] : [`package.json in the archive begins at ${String(main)}.`]),
    ...(Object.keys(dependencies ?? {}).length === 0
      ? []
      : ["package.json in the archive has dependencies."]),
  ];
}

/** As electron-builder.yml spells them out. */
export async function checkFuses({ program }: Pick<Places, "program">): Promise<readonly string[]> {
  const { FuseV1Options, getCurrentFuseWire } = builderRequire("@electron/fuses") as Fuses;
  const wire = await getCurrentFuseWire(program);
  const wanted = wantedFuses(readFileSync(join(project, "electron-builder.yml"), "utf8"));
  const names = Object.entries(FuseV1Options).filter(([, position]) => typeof position === "number");
  return names.flatMap(([name, position]) => {
    const on = String.fromCodePoint(Number(wire[String(position)])) === "1";
    const want = wanted.get(name.toLowerCase());
    return on === want ? [] : [`The fuse ${name} is ${on ? "on" : "off"} in the program.`];
  });
}

function wantedFuses(config: string): ReadonlyMap<string, boolean> {
  const block = /^electronFuses:\n((?: {2}.*\n)+)/m.exec(config)?.[1] ?? "";
  return new Map(
    [...block.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name = "", value]) => [
      name.toLowerCase(),
      value === "true",
    ]),
  );
}

/** Windows and macOS hold app.asar to the hash of its header, which lists the hash of each file. */
function checkIntegrity({ platform }: Packed, { root, resources, program }: Places): readonly string[] {
  if (platform === "linux") return [];
  const asar = builderRequire("@electron/asar") as Asar;
  const { headerString } = asar.getRawHeader(join(resources, "app.asar"));
  const hash = createHash("sha256").update(headerString).digest("hex");
  const keeper = readFileSync(platform === "win" ? program : join(root, "Info.plist"));
  return keeper.includes(hash) ? [] : ["The program does not carry the checksum of its archive."];
}
