// `npm run build`, second half: the service, one folder for plain Node 24 without node_modules.
import { defineConfig } from "vite";
import { leaveOut } from "./scripts/build/left-out.ts";
import { noSecondHttpClient } from "./scripts/build/no-second-http-client.ts";
import { workerEntries } from "./scripts/build/worker-entries.ts";

export default defineConfig({
  publicDir: false,
  plugins: [workerEntries(), leaveOut(), noSecondHttpClient()],
  build: {
    ssr: "src-main/headless.ts",
    outDir: "out/service",
    emptyOutDir: true,
    target: "node24",
    // V8 keeps the whole text in memory for as long as the program runs, in two bytes a character when
    // one of them is not Latin: so only ASCII, and no comments. Names and lines stay, for stack traces.
    minify: false,
    rolldownOptions: {
      output: {
        comments: false,
        minify: { compress: false, mangle: false, codegen: { removeWhitespace: false, asciiOnly: true } },
      },
    },
  },
  ssr: { noExternal: true },
});
