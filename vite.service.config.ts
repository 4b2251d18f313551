// `npm run build`, second half: the service, one folder for plain Node 24 without node_modules.
import { defineConfig } from "vite";
import { workerEntries } from "./scripts/build/worker-entries.ts";

export default defineConfig({
  publicDir: false,
  plugins: [workerEntries()],
  build: {
    ssr: "src-main/headless.ts",
    outDir: "out/service",
    emptyOutDir: true,
    target: "node24",
    minify: false,
  },
  ssr: { noExternal: true },
});
