// `npm run deb`: the Debian package of the service, into dist/.
import { statSync } from "node:fs";
import { join, relative } from "node:path";
import { architectures, buildDeb, type Architecture } from "./build-deb.ts";
import { project } from "./tree.ts";

const names = Object.keys(architectures) as Architecture[];
const wanted = process.argv[2] ?? (process.arch === "arm64" ? "arm64" : "amd64");
const architecture = names.find((name) => name === wanted);
if (architecture === undefined) {
  process.stderr.write(`There is no package for ${wanted}. Choose ${names.join(" or ")}.\n`);
  process.exit(2);
}
try {
  const path = await buildDeb({ architecture, outFolder: join(project, "dist"), compression: "xz" });
  const size = (statSync(path).size / 1e6).toFixed(1);
  process.stdout.write(`${relative(process.cwd(), path)} (${size} MB). Install it with apt install ./…\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
