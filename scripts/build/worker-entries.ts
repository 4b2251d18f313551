// Worker threads are files of their own: where the code says `new URL("./…-worker.ts", import.meta.url)`,
// the build makes a bundle of that file and points there instead. Vite does so for browsers only.
import { posix, resolve } from "node:path";
import type { Plugin } from "vite";

const sourceUrl = /new URL\("(\.{1,2}\/[^"]+-worker\.ts)", import\.meta\.url\)/g;
const bundleUrl = /worker-entry:(\w+)/g;

export function workerEntries(): Plugin {
  return {
    name: "worker-entries",
    apply: "build",
    transform: {
      filter: { id: /\.ts$/, code: "-worker.ts" },
      handler(code, id) {
        return code.replaceAll(sourceUrl, (_found, file: string) => {
          const chunk = this.emitFile({ type: "chunk", id: resolve(id, "..", file) });
          return `new URL("worker-entry:${chunk}", import.meta.url)`;
        });
      },
    },
    // Only now the names of the files are known.
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== "chunk" || !output.code.includes("worker-entry:")) continue;
        const folder = posix.dirname(output.fileName);
        output.code = output.code.replaceAll(bundleUrl, (_found, chunk: string) => {
          const path = posix.relative(folder, this.getFileName(chunk));
          return path.startsWith(".") ? path : `./${path}`;
        });
      }
    },
  };
}
