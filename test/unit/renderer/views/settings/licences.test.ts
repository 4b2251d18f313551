/** The list of what is built in is held to what the packages say of themselves. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { licences } from "../../../../../src-renderer/views/settings/licences.ts";

const project: unknown = JSON.parse(readFileSync("package.json", "utf8"));
const used = Object.entries(licences).flatMap(([licence, names]) =>
  names.map((name) => [name, licence] as const),
);

describe("the licences of what is built in", () => {
  it.each(used)("%s is a package of this project, and its licence is %s", (name, licence) => {
    expect(project).toHaveProperty(["devDependencies", name]);
    const own: unknown = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
    expect(own).toMatchObject({ license: licence });
  });
});
