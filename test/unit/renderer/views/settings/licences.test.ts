/** The list of what is built in is collected from the builds; here it is held to what the packages say of themselves. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { licences } from "../../../../../src-renderer/views/settings/licences.ts";

const used = Object.entries(licences).flatMap(([licence, names]) =>
  names.map((name) => [name, licence] as const),
);
const project = JSON.parse(readFileSync("package.json", "utf8")) as {
  readonly devDependencies: Readonly<Record<string, string>>;
};
/** Of others there may be several versions in node_modules. */
const direct = used.filter(([name]) => name in project.devDependencies);

describe("the licences of what is built in", () => {
  it.each(direct)("%s stands under %s", (name, licence) => {
    const own: unknown = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
    expect(own).toMatchObject({ license: licence });
  });

  it("names what everybody sees, and no package twice", () => {
    const names = used.map(([name]) => name);
    expect(names).toEqual(expect.arrayContaining(["electron", "fastify", "react", "wavesurfer.js", "zod"]));
    expect(new Set(names).size).toBe(names.length);
  });
});
