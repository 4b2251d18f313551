// docs/security.md answers for each package of package.json, no more and no fewer, with its licence.
import { existsSync, globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { licences } from "../../../src-renderer/views/settings/licences.ts";

const root = resolve(import.meta.dirname, "../../..");
const page = readFileSync(join(root, "docs/security.md"), "utf8");
const rows = [...page.matchAll(/^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([\d.]+) \|$/gm)].map(
  ([, name = "", why = "", licence = ""]) => ({ name, why, licence: licence.trim() }),
);
const others = [...page.matchAll(/^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$/gm)]
  .map(([, name = "", , licence = ""]) => ({ name, licence: licence.trim() }))
  .filter(({ licence }) => /^[A-Z][\w.-]+( OR [\w.-]+)?$/.test(licence));
/** Packed as they are released, not bundled. */
const packedWhole = new Set(["electron"]);

const importing = /^(?:import|export)\s(?:[^;"]*\sfrom\s)?"([^".][^"]*)";/gm;

/** Packages that a source file imports for more than types. The demo runs from the sources only. */
function importedPackages(): string[] {
  const names = new Set<string>();
  for (const file of globSync("{src-main,src-shared,src-renderer}/**/*.{ts,tsx}", { cwd: root })) {
    if (/^src-main.demo\b/.test(file)) continue;
    const source = readFileSync(join(root, file), "utf8");
    for (const [statement, specifier = ""] of source.matchAll(importing)) {
      if (/^(?:import|export) type /.test(statement) || specifier.startsWith("node:")) continue;
      const [scope = "", name = ""] = specifier.split("/");
      names.add(scope.startsWith("@") ? `${scope}/${name}` : scope);
    }
  }
  return [...names].filter((name) => !packedWhole.has(name)).toSorted();
}

function manifest(name: string) {
  const text = readFileSync(join(root, "node_modules", name, "package.json"), "utf8");
  return z.object({ version: z.string(), license: z.string() }).parse(JSON.parse(text));
}

test("the table has each package that the sources import, once", () => {
  expect(rows.map(({ name }) => name)).toEqual(importedPackages());
});

test.each(rows)(
  "$name has the licence of the table, a fixed version and a place in the build",
  ({ name, licence }) => {
    const { devDependencies } = z
      .object({ devDependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
    const { version, license } = manifest(name);
    expect(licence).toBe(license);
    expect(devDependencies[name]).toBe(version);
    expect(Object.values(licences).flat()).toContain(name);
  },
);

test("both tables together have each package that package.json names, once", () => {
  const packages = z.record(z.string(), z.string());
  const { devDependencies, optionalDependencies } = z
    .object({ devDependencies: packages, optionalDependencies: packages })
    .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
  const named = [...rows, ...others].map(({ name }) => name);
  expect(named.toSorted()).toEqual([
    ...new Set([...Object.keys(devDependencies), ...Object.keys(optionalDependencies)].toSorted()),
  ]);
  // An exact version each, so that nothing changes by itself.
  for (const version of Object.values({ ...devDependencies, ...optionalDependencies })) {
    expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  }
});

// Those of other systems are not installed here.
test.each(others.filter(({ name }) => existsSync(join(root, "node_modules", name, "package.json"))))(
  "$name has the licence of the table",
  ({ name, licence }) => {
    expect(manifest(name).license).toBe(licence);
  },
);

test("nothing is loaded while it runs: no package is a dependency of the installed program", () => {
  expect(JSON.parse(readFileSync(join(root, "package.json"), "utf8"))).not.toHaveProperty("dependencies");
});
