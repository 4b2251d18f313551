/**
 * Before any browser starts: the page as it is in the sources. A page that cannot be built fails every test. The
 * desktop program takes longer; the first file that asks for it builds it into this folder for all that follow.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { buildPage } from "../../scripts/build/page.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the desktop program lies once somebody has built it. */
    readonly desktopFolder: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildPage();
  const folder = await mkdtemp(join(tmpdir(), "desktop-build-"));
  project.provide("desktopFolder", folder);
  return () => rm(folder, { recursive: true, force: true });
}
