// What a browser has to fetch before the window is there, and what it is made of.
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { pageConfig } from "../../../scripts/build/page.ts";
import { type BenchRow, find, type Running } from "../harness.ts";

const mostBytes = 500_000;
let largest = "";

async function prepare(wanted: "script" | "style"): Promise<Running> {
  const built = await build({
    ...pageConfig,
    configFile: false,
    logLevel: "error",
    build: { ...pageConfig.build, write: false, chunkSizeWarningLimit: 4_000 },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((each) =>
    "output" in each ? each.output : [],
  );
  if (wanted === "script") largest = largestOf(outputs);
  const suffix = wanted === "script" ? ".js" : ".css";
  const files = outputs.filter(({ fileName }) => fileName.endsWith(suffix));
  const zipped = files.map((file) => gzipSync(file.type === "chunk" ? file.code : file.source).length);
  const size = [zipped.reduce((sum, bytes) => sum + bytes, 0)];
  return { round: async () => ({ size }) };
}

/** Packages by their share of the script before it is made small. */
function largestOf(outputs: readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[]): string {
  const bytes = new Map<string, number>();
  for (const output of outputs) {
    if (output.type !== "chunk") continue;
    for (const [id, { renderedLength }] of Object.entries(output.modules)) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1] ?? "this project";
      bytes.set(name, (bytes.get(name) ?? 0) + renderedLength);
    }
  }
  const all = [...bytes.values()].reduce((sum, each) => sum + each, 0);
  return [...bytes]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, 8)
    .map(([name, each]) => `${name} ${Math.round((each * 100) / all)} %`)
    .join(", ");
}

const names = { script: "scripts", style: "style sheets" };

export const windowSize: BenchRow = {
  name: "window-size",
  title: "The size of the window's page",
  how: "All files that a build for production has, each compressed by gzip.",
  measures: [{ name: "size", says: "compressed", unit: "bytes" }],
  variants: [
    { name: names.script, prepare: () => prepare("script") },
    { name: names.style, prepare: () => prepare("style") },
  ],
  mostRounds: 1,
  goals(result) {
    const bytes =
      (find(result, "size", names.script)?.p50 ?? 0) + (find(result, "size", names.style)?.p50 ?? 0);
    return [
      {
        aim: `under ${mostBytes / 1000} kB`,
        value: `${Math.round(bytes / 1000)} kB (scripts before compression: ${largest})`,
        met: bytes < mostBytes,
      },
    ];
  },
};
