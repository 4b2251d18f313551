// Worker threads are files of their own: where the code says `new URL("./some-worker.ts", import.meta.url)`,
// the build makes a bundle of that file and puts its place instead. Vite does so for browsers only.
import { dirname, resolve } from "node:path";
import type { Plugin } from "vite";

const workerUrl = /new URL\("(\.{1,2}\/[^"]+-worker\.ts)", import\.meta\.url\)/g;

export function workerEntries(): Plugin {
  return {
    name: "worker-entries",
    apply: "build",
    transform: {
      filter: { id: /\.ts$/, code: "-worker.ts" },
      handler(code, id) {
        return code.replaceAll(workerUrl, (_found, file: string) => {
          const chunk = this.emitFile({ type: "chunk", id: resolve(dirname(id), file) });
          return `new URL(import.meta.ROLLUP_FILE_URL_${chunk})`;
        });
      },
    },
  };
}
