/** For files that are made by the code: write them, or with `--check` only tell whether they are up to date. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The text of a file of this project, or nothing when there is none. `path` from the project's root. */
export function projectFile(path: string): string {
  try {
    return readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
  } catch {
    return "";
  }
}

/** Writes `wanted()` to `path`; with `--check` among the arguments sets exit code 1 when `same()` is false. */
export function writeOrCheck(path: string, same: () => boolean, wanted: () => string): void {
  if (!process.argv.includes("--check")) {
    writeFileSync(new URL(`../${path}`, import.meta.url), wanted());
    return;
  }
  if (same()) return;
  console.error(`${path} is out of date; run: node ${process.argv[1] ?? ""}`);
  process.exitCode = 1;
}

/** As the project's formatter writes it. */
export function formatted(text: string, path: string): string {
  const biome = fileURLToPath(new URL("../node_modules/@biomejs/biome/bin/biome", import.meta.url));
  const options = { input: text, encoding: "utf8" } as const;
  return execFileSync(process.execPath, [biome, "format", `--stdin-file-path=${path}`], options);
}
