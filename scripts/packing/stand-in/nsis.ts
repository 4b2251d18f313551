// What electron-builder would download to compile an installer, from Debian's packages and stand-ins: makensis and
// 7za are real; plugins are tables of names; the step that needs Windows writes a placeholder.
import { chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { builderFolder } from "../builder-require.ts";
import { exportOnlyDll } from "./export-only-dll.ts";

/** Plugins that Debian's nsis does not have, and electron-builder's scripts use. */
const plugins = ["nsProcess", "UAC", "StdUtils", "WinShell", "SpiderBanner", "Nsis7z", "inetc", "nsisunz"];

const debianPackages = { makensis: "nsis", "7za": "p7zip-full" } as const;

/** A sentence when a tool is missing; else where they are. */
export type NsisTools =
  | { readonly ok: true; readonly makensis: string; readonly sevenZip: string }
  | { readonly ok: false; readonly sentence: string };

export function findNsisTools(env: NodeJS.ProcessEnv): NsisTools {
  const folders = (env["PATH"] ?? "").split(delimiter);
  const find = (tool: string) => folders.map((folder) => join(folder, tool)).find((path) => existsSync(path));
  const makensis = find("makensis");
  const sevenZip = find("7za");
  if (makensis !== undefined && sevenZip !== undefined) return { ok: true, makensis, sevenZip };
  const missing = [
    ...(makensis === undefined ? (["makensis"] as const) : []),
    ...(sevenZip === undefined ? (["7za"] as const) : []),
  ];
  const packages = missing.map((tool) => debianPackages[tool]).join(" ");
  return {
    ok: false,
    sentence: `${missing.join(" and ")} cannot be found. On Debian: apt-get install --no-install-recommends ${packages}`,
  };
}

/** Writes the stand-ins below `folder` and returns the environment that makes electron-builder use them. */
export async function nsisStandIn(
  folder: string,
  { makensis, sevenZip }: Extract<NsisTools, { readonly ok: true }>,
): Promise<Readonly<Record<string, string>>> {
  const bundle = join(folder, "nsis");
  const pluginFolder = join(folder, "resources/plugins/x86-unicode");
  const bin = join(folder, "bin");
  for (const each of [bundle, pluginFolder, bin]) await mkdir(each, { recursive: true });
  await writeScript(join(bundle, "makensis"), `exec "${makensis}" "$@"`);
  await writeFile(join(bundle, "elevate.exe"), "MZ");
  for (const [name, functions] of await pluginFunctions()) {
    await writeFile(join(pluginFolder, `${name}.dll`), exportOnlyDll(name, functions));
  }
  // The compiled installer is run once, in order to write the uninstaller.
  await writeScript(join(bin, "wine"), 'printf MZ > "$(dirname "$1")/$(basename "$1" exe)__uninstaller.exe"');
  return {
    ELECTRON_BUILDER_7ZIP_PATH: sevenZip,
    ELECTRON_BUILDER_NSIS_DIR: bundle,
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: join(folder, "resources"),
    PATH: `${bin}${delimiter}${process.env["PATH"] ?? ""}`,
  };
}

async function writeScript(path: string, line: string): Promise<void> {
  await writeFile(path, `#!/bin/sh\n${line}\n`);
  await chmod(path, 0o755);
}

/** Which functions of which plugin electron-builder's scripts call. */
async function pluginFunctions(): Promise<ReadonlyMap<string, readonly string[]>> {
  const templates = join(builderFolder, "templates/nsis");
  const call = new RegExp(`\\b(${plugins.join("|")})::(\\w+)`, "g");
  const found = new Map<string, Set<string>>();
  for (const file of await readdir(templates, { recursive: true })) {
    if (!/\.ns[hi]$/.test(file)) continue;
    for (const [, plugin = "", name = ""] of (await readFile(join(templates, file), "utf8")).matchAll(call)) {
      found.set(plugin, (found.get(plugin) ?? new Set()).add(name));
    }
  }
  return new Map([...found].map(([plugin, names]) => [plugin, [...names]]));
}
