// The desktop program as `npm run build` makes it, once for all files of a run: they come one after the other.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { inject } from "vitest";

const project = resolve(import.meta.dirname, "../..");

/** Returns its folder, with main/, preload/ and renderer/. */
export async function buildDesktop(): Promise<string> {
  const out = join(inject("desktopFolder"), "out");
  if (existsSync(out)) return out;
  const electronVite = join(project, "node_modules/electron-vite/bin/electron-vite.js");
  await promisify(execFile)(process.execPath, [electronVite, "build", "--outDir", `${out}.half`], {
    cwd: project,
  });
  await rename(`${out}.half`, out);
  return out;
}
