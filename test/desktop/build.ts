// The desktop program as `npm run build` makes it, in a folder of its own.
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

const project = resolve(import.meta.dirname, "../..");

export async function buildDesktop(): Promise<{ readonly out: string; remove(): Promise<void> }> {
  const out = await mkdtemp(join(tmpdir(), "desktop-build-"));
  const electronVite = join(project, "node_modules/electron-vite/bin/electron-vite.js");
  await promisify(execFile)(process.execPath, [electronVite, "build", "--outDir", out], { cwd: project });
  return { out, remove: () => rm(out, { recursive: true, force: true }) };
}
