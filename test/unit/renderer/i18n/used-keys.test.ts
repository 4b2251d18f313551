// A text that nothing shows is a text that nobody keeps right.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { en } from "../../../../src-renderer/i18n/en.ts";

const root = join(import.meta.dirname, "../../../../src-renderer");
const sources = globSync("**/*.{ts,tsx}", { cwd: root })
  .filter((path) => !/^i18n[\\/](messages|engine)/.test(path))
  .map((path) => readFileSync(join(root, path), "utf8"))
  .join("\n")
  .replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");

/** Keys stand in the sources as they are, or as `webhooks.reason.${state}`. */
const named = new Set([...sources.matchAll(/"([\w.-]+)"/g)].map(([, key]) => key ?? ""));
const built = [...sources.matchAll(/`([\w-]+\.[\w.-]*)\$\{[^`]*`/g)].map(([template]) => shapeOf(template));

function shapeOf(template: string): RegExp {
  const parts = template.slice(1, -1).split(/\$\{[^}]*\}/);
  return new RegExp(`^${parts.map((part) => part.replaceAll(".", "\\.")).join("[\\w.-]+")}$`);
}

test("every text of the window is used somewhere", () => {
  const unused = Object.keys(en).filter((key) => !named.has(key) && !built.some((shape) => shape.test(key)));
  expect(unused).toEqual([]);
});
