// `npm run build`, first half: the desktop program. Everything it needs is bundled, so that the package
// holds out/ and nothing of node_modules.
import { defineConfig } from "electron-vite";
import { pageConfig } from "./scripts/build/page.ts";
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
  // This file is read from a bundle, where the page's description does not know its own place.
  renderer: {
    ...pageConfig,
    root: "src-renderer",
    build: { ...pageConfig.build, rollupOptions: { input: { index: "src-renderer/index.html" } } },
  },
});
