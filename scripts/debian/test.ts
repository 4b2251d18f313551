// `npm run deb:test`: the package's whole life on a copy of this machine that is thrown away: install, see a
// webhook arrive, upgrade, break the settings, remove, purge. Needs root; takes about a minute.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { reasonOf } from "../../src-shared/thrown.ts";
import packageJson from "../../package.json" with { type: "json" };
import { buildDeb } from "./build-deb.ts";
import { runIn, throwAwayProblem } from "./throw-away-root.ts";
import { project } from "./tree.ts";

const problem = throwAwayProblem();
if (problem !== undefined) {
  const mayBeLeftOut = process.argv.includes("--where-possible");
  process.stdout.write(`The Debian package was not tried. ${problem}\n`);
  process.exit(mayBeLeftOut ? 0 : 1);
}
const packages = mkdtempSync(join(tmpdir(), "3cx-webhook-packages-"));
try {
  const common = { architecture: process.arch === "arm64" ? "arm64" : "amd64", compression: "none" } as const;
  const older = await buildDeb({ ...common, outFolder: packages, version: "0.0.9" });
  const newer = await buildDeb({ ...common, outFolder: packages });
  const life = fileURLToPath(new URL("./package-life.ts", import.meta.url));
  const args = [life, older, newer, packageJson.version];
  process.exitCode = runIn(process.execPath, args, [project, packages]);
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(packages, { recursive: true, force: true });
}
