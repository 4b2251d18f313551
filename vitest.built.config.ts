// `npm run build && npm run test:built`: the built service, which leaves much of its libraries out, in the place of
// the sources.
import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/integration/{service,recordings}.test.ts"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 15_000 } },
    env: { SERVICE_UNDER_TEST: join(import.meta.dirname, "out/service/headless.js") },
  },
});
