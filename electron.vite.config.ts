// `npm run build`, first half: the desktop program. Everything it needs is bundled, so that the package
// holds out/ and nothing of node_modules.
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import { workerEntries } from "./scripts/build/worker-entries.ts";

export default defineConfig({
  main: {
    plugins: [workerEntries()],
    build: {
      externalizeDeps: false,
      rollupOptions: { input: { main: "src-main/main.ts" } },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: "src-main/desktop/preload.ts" },
        // A sandboxed preload script must be one CommonJS file.
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: "src-renderer",
    plugins: [react()],
    // Relative addresses: the same files are the desktop program's page and the one at /monitor/.
    base: "./",
    build: { minify: true, rollupOptions: { input: { index: "src-renderer/index.html" } } },
  },
});
