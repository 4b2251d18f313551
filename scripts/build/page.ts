// The window's page: how it is built, and building it where it is needed from the sources.
import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import react from "@vitejs/plugin-react";
import type { UserConfig } from "vite";

const project = resolve(import.meta.dirname, "../..");
const root = join(project, "src-renderer");

export const pageConfig: UserConfig = {
  root,
  plugins: [react()],
  // Relative addresses: the same files are the desktop program's page and the one at /monitor/.
  base: "./",
  build: { minify: true, rollupOptions: { input: { index: join(root, "index.html") } } },
};

/** Builds the page into out/renderer unless it is there already and newer than its sources. Returns the folder. */
export async function buildPage(): Promise<string> {
  const outDir = join(project, "out/renderer");
  if (builtAtMs(outDir) >= Math.max(...[root, join(project, "src-shared")].map(changedAtMs))) return outDir;
  const { build } = await import("vite");
  // Beside it first: whoever serves the page meanwhile keeps a whole one.
  const fresh = `${outDir}.${process.pid}`;
  const before = process.env["NODE_ENV"];
  // A test runner sets another one, which would give the page React's slow half for developers.
  process.env["NODE_ENV"] = "production";
  try {
    await build({
      ...pageConfig,
      configFile: false,
      logLevel: "silent",
      build: { ...pageConfig.build, outDir: fresh, emptyOutDir: true, chunkSizeWarningLimit: 4000 },
    });
    replaceFolder(fresh, outDir);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    if (before === undefined) delete process.env["NODE_ENV"];
    else process.env["NODE_ENV"] = before;
  }
  return outDir;
}

function replaceFolder(fresh: string, outDir: string): void {
  const old = `${fresh}.old`;
  if (existsSync(outDir)) renameSync(outDir, old);
  renameSync(fresh, outDir);
  rmSync(old, { recursive: true, force: true });
}

function builtAtMs(outDir: string): number {
  return statSync(join(outDir, "index.html"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** The latest change of any file below. */
function changedAtMs(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return Math.max(...files.map((file) => statSync(join(folder, file)).mtimeMs));
}
