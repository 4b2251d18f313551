/** The thread of queue.db out of a build, as the service and the desktop program carry it. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { expect, it } from "vitest";
import { workerEntries } from "../../../scripts/build/worker-entries.ts";

it("works from a bundle, wherever that lies", async () => {
  const folder = mkdtempSync(join(tmpdir(), "built-"));
  try {
    await build({
      configFile: false,
      logLevel: "error",
      plugins: [workerEntries()],
      build: { ssr: join(import.meta.dirname, "probe-child.ts"), outDir: folder, target: "node24" },
      ssr: { noExternal: true },
    });
    expect(readdirSync(folder, { recursive: true }).join()).toMatch(/queue-worker-[^.]+\.js/);
    const said = execFileSync(process.execPath, [join(folder, "probe-child.js"), join(folder, "queue.db")]);
    expect(said.toString()).toBe("1 event is kept\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
