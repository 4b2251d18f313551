// The licences of the packages that are bundled into the service and its page.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { project } from "./tree.ts";

/** Each package of the lock file that is there and not only for developers' own use, with its licence's text. */
export function bundledLicences(): string {
  const names = [...bundledPackages()].toSorted();
  return names.map(licenceOf).join(`\n${"-".repeat(78)}\n\n`);
}

function licenceOf(name: string): string {
  const folder = join(project, "node_modules", name);
  const { version = "", license = "" } = manifestOf(name);
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text = file === undefined ? "" : readFileSync(join(folder, file), "utf8").trim();
  return `${name} ${version}\nLicence: ${license}\n\n${text}\n`;
}

/** What the program imports, and what that needs in turn. */
function bundledPackages(): Set<string> {
  const found = new Set<string>();
  const waiting = importedPackages();
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name) || !existsSync(join(project, "node_modules", name, "package.json"))) continue;
    found.add(name);
    waiting.push(...Object.keys(manifestOf(name).dependencies ?? {}));
  }
  return found;
}

function importedPackages(): string[] {
  const names = new Set<string>();
  for (const folder of ["src-main", "src-shared", "src-renderer"]) {
    for (const file of readdirSync(join(project, folder), { recursive: true, encoding: "utf8" })) {
      if (!/\.tsx?$/.test(file) || file.startsWith("desktop")) continue;
      const text = readFileSync(join(project, folder, file), "utf8");
      for (const [, name = ""] of text.matchAll(/ from "((?:@[\w.-]+\/)?[a-z][\w.-]*)[^"]*"/g))
        names.add(name);
    }
  }
  names.delete("electron");
  return [...names];
}

interface Manifest {
  readonly version?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

function manifestOf(name: string): Manifest {
  const manifest: Manifest = JSON.parse(
    readFileSync(join(project, "node_modules", name, "package.json"), "utf8"),
  );
  return manifest;
}
