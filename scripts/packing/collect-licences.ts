// Which packages are built into the window, the service and the desktop program, and under which licences: as Vite
// finds them in the bundles (https://vite.dev/config/build-options#build-license).
import { build, type InlineConfig } from "vite";
import { join } from "node:path";
import { z } from "zod";
import { pageConfig } from "../build/page.ts";
import { workerEntries } from "../build/worker-entries.ts";
import { project } from "./parts.ts";

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  /** By SPDX, such as `MIT`. */
  identifier: z.string().exactOptional(),
  text: z.string().exactOptional(),
});
export type BuiltIn = Readonly<z.infer<typeof packageSchema>>;

export interface CollectedLicences {
  /** By name, then version. */
  readonly packages: readonly BuiltIn[];
  /** A sentence for each licence that a person has to look at before a release. */
  readonly problems: readonly string[];
}

/** Those that ask for no more than to be named with their text. */
const harmless =
  /^(MIT|MIT-0|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|Python-2\.0|Unlicense|CC0-1\.0)$/;

const fileName = "licences.json";

const forNode = (entry: string): InlineConfig => ({
  publicDir: false,
  plugins: [workerEntries()],
  build: { ssr: join(project, entry) },
  ssr: { noExternal: true, external: ["electron"] },
});

const bundles = {
  page: pageConfig,
  service: forNode("src-main/headless.ts"),
  desktop: forNode("src-main/main.ts"),
};
export type Bundle = keyof typeof bundles;

/** Builds these parts of the program in memory; takes some seconds. Default: all. */
export async function collectLicences(
  parts: readonly Bundle[] = ["page", "service", "desktop"],
): Promise<CollectedLicences> {
  const found = new Map<string, BuiltIn>();
  for (const part of parts) {
    for (const each of await licencesOf(bundles[part])) found.set(`${each.name} ${each.version}`, each);
  }
  const packages = [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
  const problems = packages
    .filter(({ identifier }) => identifier === undefined || !harmless.test(identifier))
    .map(
      ({ name, identifier }) =>
        `${name} stands under ${identifier ?? "no licence that it names"}: see whether it may be shipped.`,
    );
  return { packages, problems };
}

async function licencesOf(config: InlineConfig): Promise<readonly BuiltIn[]> {
  const result = await build({
    ...config,
    root: config.root ?? project,
    configFile: false,
    logLevel: "silent",
    build: { ...config.build, write: false, license: { fileName } },
  });
  const outputs = Array.isArray(result) ? result : "output" in result ? [result] : [];
  const file = outputs.flatMap(({ output }) => output).find((each) => each.fileName === fileName);
  if (file?.type !== "asset") throw new Error("Vite has not collected the licences.");
  return z.array(packageSchema).parse(JSON.parse(String(file.source)));
}

/** The file that every package of the program carries. */
export function licenceText({ packages }: CollectedLicences): string {
  const rule = "-".repeat(80);
  const sections = packages.map(
    ({ name, version, identifier, text }) =>
      `${rule}\n${name} ${version} (${identifier ?? "see its own pages"})\n\n${text?.trim() ?? "The package names this licence and brings no text of its own."}\n`,
  );
  const head =
    "3CX Webhook stands under the MIT licence (see LICENSE). It contains the packages below, each under its own\n" +
    "licence. Node.js, and Electron where it is packed, lie beside it with their own notices. So does ffmpeg, where it\n" +
    "is packed: a program of its own under the licence in the folder ffmpeg; its sources are at\n" +
    "https://ffmpeg.org/download.html.\n";
  return `${[head, ...sections].join("\n")}`;
}

/** What the window lists: names by licence, in the words of src-renderer/views/settings/licences.ts. */
export function licenceModule({ packages }: CollectedLicences): string {
  const byLicence = new Map<string, Set<string>>();
  for (const { name, identifier = "" } of packages) {
    byLicence.set(identifier, (byLicence.get(identifier) ?? new Set()).add(name));
  }
  // It is no part of a bundle and yet of the program.
  byLicence.set("MIT", (byLicence.get("MIT") ?? new Set()).add("electron"));
  const entries = [...byLicence]
    .toSorted(([a, one], [b, other]) => other.size - one.size || (a < b ? -1 : 1))
    .map(([licence, names]) => {
      const list = [...names].toSorted().map((name) => `    ${JSON.stringify(name)},\n`);
      const key = /^\w+$/.test(licence) && !/^\d/.test(licence) ? licence : JSON.stringify(licence);
      const short = `  ${key}: [${[...names]
        .toSorted()
        .map((name) => JSON.stringify(name))
        .join(", ")}],\n`;
      return short.length <= 111 ? short : `  ${key}: [\n${list.join("")}  ],\n`;
    });
  return `// Written by scripts/licences.ts from what the builds contain.
/** What the program contains of others, by licence: the packages that are built into the window or the engine. */
export const licences: Readonly<Record<string, readonly string[]>> = {
${entries.join("")}};
`;
}
