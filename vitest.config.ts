import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { createCiReporter } from "./scripts/ci-reporter.ts";
import { keepCompiled } from "./scripts/lib/keep-compiled.ts";

keepCompiled();

export default defineConfig({
  test: {
    // Bounds for a machine that does much else; no test measures time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // A second, as it is by itself, is soon over where others work as well.
    expect: { poll: { timeout: 15_000 } },
    // Most files wait for sockets, disks and processes: a processor left free for the rest would wait with them.
    maxWorkers: "100%",
    reporters: process.env["CI"]
      ? ["default", createCiReporter((text) => process.stdout.write(text))]
      : ["default"],
    projects: [
      {
        extends: true,
        test: {
          name: "engine",
          include: ["test/**/*.test.ts"],
          exclude: ["test/bench/**", "test/unit/renderer/**", "test/e2e/**", "test/desktop/**"],
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: "window",
          include: ["test/unit/renderer/**/*.test.{ts,tsx}"],
          environment: "jsdom",
          setupFiles: ["test/unit/renderer/setup.ts"],
          css: { modules: { classNameStrategy: "non-scoped" } },
        },
      },
      {
        extends: true,
        test: {
          // The window in a real browser. One after the other and after all others: each has a browser and a
          // service beside it.
          name: "e2e",
          include: ["test/{e2e,desktop}/**/*.test.ts"],
          globalSetup: ["test/e2e/page-is-built.ts"],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
