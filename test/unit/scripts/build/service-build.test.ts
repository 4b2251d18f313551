// What the built service loads lies in its memory for as long as it runs, so it is looked at what that is.
import { resolve } from "node:path";
import { build, type Rolldown } from "vite";
import { beforeAll, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../../../..");
let chunks: readonly Rolldown.OutputChunk[] = [];

beforeAll(async () => {
  const built = await build({
    ...{ root, configFile: resolve(root, "vite.service.config.ts"), logLevel: "error" },
    build: { write: false },
  });
  if (!("output" in built)) throw new Error("The build watches, or made several outputs.");
  chunks = built.output.filter((each) => each.type === "chunk");
});

/** The modules, below the project, of the chunk that begins with `source` and of all that it imports at once. */
function loadedBy(source: string): readonly string[] {
  const seen = new Set<Rolldown.OutputChunk>();
  const add = (chunk: Rolldown.OutputChunk | undefined): void => {
    if (chunk === undefined || seen.has(chunk)) return;
    seen.add(chunk);
    for (const name of chunk.imports) add(chunks.find(({ fileName }) => fileName === name));
  };
  add(chunks.find(({ facadeModuleId }) => facadeModuleId === resolve(root, source)));
  expect(seen.size).toBeGreaterThan(0);
  return [...seen].flatMap(({ moduleIds }) => moduleIds.map((id) => id.replace(`${root}/`, "")));
}

test.each([
  ["the simulator", /^src-main\/(?:simulator|demo)\//],
  ["other commands", /^src-main\/(?:cli\/run-command|replay|worker)\.ts$/],
  ["PostgreSQL", /node_modules\/pg\//],
  ["the maker of certificates", /node_modules\/selfsigned\//],
  ["compilers of JSON schemas", /node_modules\/(?:ajv|fast-json-stringify)\/(?!lib\/)/],
  ["forms and the list of all kinds of files", /node_modules\/(?:form-data|mime-db)\//],
  ["undici's fetch, caches and mocks", /node_modules\/undici\/(?:index\.js|lib\/(?:cache|mock|api)\/)/],
])("a start does not load %s", (_what, modules) => {
  expect(loadedBy("src-main/service.ts").filter((id) => modules.test(id))).toEqual([]);
});

test.each(["src-main/store/records-worker.ts", "src-main/store/queue/queue-worker.ts"])(
  "the thread %s loads no package at all",
  (worker) => {
    expect(loadedBy(worker).filter((id) => id.includes("node_modules"))).toEqual([]);
  },
);

test("there is nothing in the text but ASCII, so V8 keeps a byte for each character", () => {
  const others = chunks.filter(({ code }) => /[^\0-\x7f]/.test(code)).map(({ fileName }) => fileName);
  expect(others).toEqual([]);
});
