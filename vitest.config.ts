import { defineConfig } from "vitest/config";
import { createCiReporter } from "./scripts/ci-reporter.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/bench/**"],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    reporters: process.env["CI"]
      ? ["default", createCiReporter((text) => process.stdout.write(text))]
      : ["default"],
  },
});
