// `npm run dist:check`: packs for Windows, macOS and Linux from the build in out/, without a network and without
// Electron itself, compiles the Windows installer, and holds the results to what they should be.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { checkInstaller } from "./check-installer.ts";
import { checkPacked, type Packed } from "./check-packed.ts";
import { checkStart } from "./check-start.ts";
import { collectLicences, licenceModule } from "./collect-licences.ts";
import { partPaths } from "./packed-files.ts";
import { project, type Platform } from "./parts.ts";
import { electronStandIn } from "./stand-in/electron.ts";
import { findNsisTools, nsisStandIn } from "./stand-in/nsis.ts";

const out = join(project, "out");
const startedAtMs = performance.now();
const secondsSoFar = () => `${((performance.now() - startedAtMs) / 1000).toFixed(1)} s`;
const problems: string[] = [];

function tell(what: string, found: readonly string[]): void {
  process.stdout.write(`${found.length === 0 ? "ok    " : "FAILED"} ${what} (${secondsSoFar()})\n`);
  for (const problem of found) process.stdout.write(`       ${problem}\n`);
  problems.push(...found);
}

/** electron-builder for one platform; its words when it fails. */
async function pack(platform: Platform, folder: string, env: NodeJS.ProcessEnv): Promise<Packed> {
  const output = join(folder, platform);
  const electron = join(folder, `electron-${platform}`);
  await electronStandIn(electron, platform);
  const builder = join(project, "node_modules/electron-builder/cli.js");
  const target = platform === "win" ? ["--win", "nsis"] : [`--${platform}`, "dir"];
  const args = [...target, "--x64", "--publish", "never", "-c.compression=store"];
  args.push(`-c.directories.output=${output}`);
  await promisify(execFile)(process.execPath, [builder, ...args, `-c.electronDist=${electron}`], {
    cwd: project,
    env: { ...process.env, ...env, CSC_IDENTITY_AUTO_DISCOVERY: "false" },
    maxBuffer: 64 * 1024 * 1024,
  });
  return { platform, output };
}

async function standInParts(folder: string): Promise<void> {
  for (const path of [...partPaths("win"), ...partPaths("mac"), ...partPaths("linux")]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), `stand-in for ${path}\n`);
  }
}

async function check(folder: string): Promise<void> {
  const tools = findNsisTools(process.env);
  if (!tools.ok) return tell("tools", [tools.sentence]);
  const built = ["main/main.js", "renderer/index.html", "service/headless.js"];
  const absent = built.filter((file) => !existsSync(join(out, file)));
  if (absent.length > 0) return tell("the build", [`out/${absent.join(", out/")} is missing: npm run build`]);

  process.env["NODE_ENV"] = "production";
  const licences = await collectLicences();
  const listed = await readFile(join(project, "src-renderer/views/settings/licences.ts"), "utf8");
  tell(`licences of ${licences.packages.length} packages that are built in`, [
    ...licences.problems,
    ...(listed === licenceModule(licences)
      ? []
      : ['The window lists others: npm exec -c "node scripts/licences.ts"']),
  ]);
  const parts = join(folder, "parts");
  await standInParts(parts);
  // electron-builder puts the project's folder before whatever is written there.
  const env = { ...(await nsisStandIn(folder, tools)), PARTS: relative(project, parts) };
  for (const platform of ["win", "mac", "linux"] as const) {
    try {
      const packed = await pack(platform, folder, env);
      tell(`packed for ${platform}: files, fuses, checksum of the archive`, await checkPacked(packed, out));
    } catch (error) {
      tell(`packing for ${platform}`, [wordsOf(error)]);
    }
  }
  tell("installer for Windows", await checkInstaller(join(folder, "win")));
  tell("the packed programs start", await checkStart(folder));
}

function wordsOf(error: unknown): string {
  const { stdout = "", stderr = "" } = error as { readonly stdout?: string; readonly stderr?: string };
  return `${String(error).slice(0, 300)}\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`;
}

const folder = await mkdtemp(join(tmpdir(), "dist-check-"));
try {
  await check(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}
if (problems.length > 0) process.exitCode = 1;
