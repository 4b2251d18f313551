// `npm run test:faults`: the tests that break things on purpose, all of them. `npm test` takes a few.
import { defineConfig } from "vitest/config";
import { keepCompiled } from "./scripts/lib/keep-compiled.ts";

keepCompiled();

export default defineConfig({
  test: {
    include: ["test/faults/**/*.test.ts", "test/unit/calls/{interrupted,pbx-restarted}.test.ts"],
    maxConcurrency: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { FAULTS: "all" },
  },
});
