// `npm run deb:boot-test`: the package under a real systemd, in a copy of this machine that is thrown away: the
// documented first day, reboots, mishaps, an upgrade during a call, removal. Needs root; takes two to four minutes.
// `--root FOLDER` takes a fresh Debian (debootstrap bookworm FOLDER) instead of this machine.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { reasonOf } from "../../src-shared/thrown.ts";
import { bootLife } from "./boot-life.ts";
import { bootProblem, bootRoot } from "./booted-root.ts";
import { buildDeb } from "./build-deb.ts";

const { values } = parseArgs({
  options: { root: { type: "string", default: "/" }, "where-possible": { type: "boolean", default: false } },
});
const base = resolve(values.root);
const problem = bootProblem(base);
if (problem !== undefined) {
  process.stdout.write(`The Debian package was not tried under systemd. ${problem}\n`);
  process.exit(values["where-possible"] ? 0 : 1);
}
const packages = mkdtempSync(join(tmpdir(), "3cx-webhook-packages-"));
let root: ReturnType<typeof bootRoot> | undefined;
const clear = () => {
  root?.end();
  root = undefined;
  rmSync(packages, { recursive: true, force: true });
};
process
  .on("SIGINT", () => process.exit(130))
  .on("SIGTERM", () => process.exit(143))
  .on("exit", clear);
try {
  const common = { architecture: process.arch === "arm64" ? "arm64" : "amd64", compression: "none" } as const;
  const older = await buildDeb({ ...common, outFolder: packages, version: "0.0.9" });
  const newer = await buildDeb({ ...common, outFolder: packages });
  root = bootRoot(base, packages);
  await bootLife({ root, older, newer });
} catch (error) {
  process.stderr.write(`FAILED ${reasonOf(error)}\n`);
  process.exitCode = 1;
} finally {
  clear();
}
