// Fetches what a release contains beside this project's build. What arrives is kept only when its checksum is the one
// that is written down here (parts.ts) or in package-lock.json.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { reasonOf } from "../../src-shared/thrown.ts";
import { collectLicences, licenceText } from "./collect-licences.ts";
import { project, type Origin, type Part } from "./parts.ts";

/** The bytes behind an address; rejects with a sentence. */
export type Download = (url: string) => Promise<Buffer>;

/** Returns a sentence for what could not be had; `folder` gets the part, whole or not at all. */
export async function fetchPart(part: Part, folder: string, download: Download): Promise<string | undefined> {
  const to = join(folder, part.path);
  await mkdir(dirname(to), { recursive: true });
  const arriving = `${to}.arriving`;
  try {
    const refused = await bring(part.origin, arriving, download);
    if (refused !== undefined) return `${part.path}: ${refused}`;
    await rename(arriving, to);
    return undefined;
  } catch (error) {
    return `${part.path}: ${reasonOf(error)}`;
  } finally {
    await rm(arriving, { force: true });
  }
}

async function bring(origin: Origin, to: string, download: Download): Promise<string | undefined> {
  switch (origin.kind) {
    case "download": {
      const bytes = await download(origin.url);
      const found = createHash("sha256").update(bytes).digest("hex");
      if (found !== origin.sha256) {
        return `what ${origin.url} gives has the checksum ${found} and not ${origin.sha256}; it was not kept.`;
      }
      await writeFile(to, bytes);
      return undefined;
    }
    case "npm":
      return fromNpm(origin.package, origin.file, to);
    case "collected":
      await writeFile(to, licenceText(await collectLicences()));
      return undefined;
    case "own":
      return `nobody can fetch this. ${origin.how}`;
    default: {
      const _never: never = origin;
      return _never;
    }
  }
}

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), integrity: z.string().optional() }),
  ),
});

/** npm leaves out packages for other systems, so that this one is packed by name; its checksum is in the lock file. */
async function fromNpm(name: string, file: string, to: string): Promise<string | undefined> {
  const lock = lockSchema.parse(JSON.parse(await readFile(join(project, "package-lock.json"), "utf8")));
  const { version, integrity } = lock.packages[`node_modules/${name}`] ?? {};
  if (version === undefined || integrity === undefined) return `package-lock.json does not name ${name}.`;
  const folder = await mkdtemp(join(tmpdir(), "part-"));
  try {
    const run = promisify(execFile);
    // By npm's own path, since on Windows `npm` is a script that only a shell starts.
    const npm = process.env["npm_execpath"];
    if (npm === undefined) return "start this by npm run.";
    await run(process.execPath, [npm, "pack", `${name}@${version}`, "--pack-destination", folder], {
      cwd: project,
    });
    const archive = join(folder, `${name}-${version}.tgz`);
    const found = `sha512-${createHash("sha512")
      .update(await readFile(archive))
      .digest("base64")}`;
    if (found !== integrity) return `the package has the checksum ${found} and not ${integrity}.`;
    await run("tar", ["-xzf", archive, "-C", folder]);
    await cp(join(folder, "package", file), to);
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** ffmpeg's configure writes its own command into the program. Some combinations nobody may pass on. */
export function shippable(ffmpeg: Buffer): string | undefined {
  return ffmpeg.includes("--enable-nonfree")
    ? "This ffmpeg was built with --enable-nonfree; such a build must not be passed on."
    : undefined;
}
