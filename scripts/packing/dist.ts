// `npm run dist -- --win --mac --linux`: makes the packages of a release from the build in out/. With `--fetch` it
// first brings what is not in this project; `--updates URL` writes into the packages where newer ones will be found.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Command } from "commander";
import { fetchPart, shippable } from "./fetch-parts.ts";
import { missingParts, partsFolder, partsFor, project, type Platform } from "./parts.ts";

interface Wish {
  readonly win?: true;
  readonly mac?: true;
  readonly linux?: true;
  readonly fetch?: true;
  readonly updates?: string;
}

const wish = new Command("npm run dist --")
  .option("--win", "the installer for Windows")
  .option("--mac", "dmg and zip for macOS; on a Mac only")
  .option("--linux", "AppImage and .deb of the desktop program")
  .option("--fetch", "bring what is missing in out/parts first")
  .option("--updates <url>", "https address of the folder where newer versions will be")
  .parse()
  .opts<Wish>();

const platforms = (["win", "mac", "linux"] as const).filter((platform) => wish[platform] === true);

async function download(url: string): Promise<Buffer> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}.`);
  return Buffer.from(await answer.arrayBuffer());
}

/** A sentence for each thing that is in the way. */
async function prepare(): Promise<readonly string[]> {
  if (platforms.length === 0) return ["Say for which systems: --win, --mac, --linux."];
  if (wish.updates !== undefined && !wish.updates.startsWith("https://")) return ["--updates must be https."];
  const built = ["main/main.js", "renderer/index.html", "service/headless.js"];
  const unbuilt = built.filter((file) => !existsSync(join(project, "out", file)));
  if (unbuilt.length > 0) return [`out/${unbuilt.join(", out/")} is missing: npm run build`];
  const troubles: string[] = [];
  if (wish.fetch === true) {
    for (const part of missingParts(partsFolder, platforms)) {
      const trouble = await fetchPart(part, partsFolder, download);
      if (trouble !== undefined) troubles.push(trouble);
    }
    return [...troubles, ...nonFree(platforms)];
  }
  const missing = missingParts(partsFolder, platforms).map(
    ({ path }) =>
      `out/parts/${path} is missing; --fetch brings what can be fetched, RELEASING.md has the rest.`,
  );
  return [...missing, ...nonFree(platforms)];
}

function nonFree(of: readonly Platform[]): readonly string[] {
  return partsFor(of)
    .map(({ path }) => join(partsFolder, path))
    .filter((path) => /\/ffmpeg(\.exe)?$/.test(path) && existsSync(path))
    .flatMap((path) => {
      const trouble = shippable(readFileSync(path));
      return trouble === undefined ? [] : [`${relative(project, path)}: ${trouble}`];
    });
}

const troubles = await prepare();
if (troubles.length > 0) {
  process.stderr.write(`${troubles.join("\n")}\nNothing was packed.\n`);
  process.exitCode = 2;
} else {
  const publish =
    wish.updates === undefined ? [] : ["-c.publish.provider=generic", `-c.publish.url=${wish.updates}`];
  const builder = join(project, "node_modules/electron-builder/cli.js");
  const args = [builder, ...platforms.map((platform) => `--${platform}`), "--publish", "never", ...publish];
  const child = spawn(process.execPath, args, {
    cwd: project,
    env: { ...process.env, PARTS: relative(project, partsFolder) },
    stdio: "inherit",
  });
  child.on("exit", (code) => (process.exitCode = code ?? 1));
}
