import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { createCiReporter } from "./scripts/ci-reporter.ts";

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 20_000,
    reporters: process.env["CI"]
      ? ["default", createCiReporter((text) => process.stdout.write(text))]
      : ["default"],
    projects: [
      {
        extends: true,
        test: {
          name: "engine",
          include: ["test/**/*.test.ts"],
          exclude: ["test/bench/**", "test/unit/renderer/**"],
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
    ],
  },
});
