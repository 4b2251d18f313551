/** A short soak, as `npm run soak` makes it: simulator, services and receivers as processes, and an independent verdict. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { allFaults } from "./selection.ts";

const soak = new URL("../soak/run.ts", import.meta.url).pathname;

// Signals that stop and continue a process; Windows has none.
it.skipIf(!allFaults || process.platform === "win32").each([1, 2])(
  "the whole product tells everything once and in order while things go wrong, seed %i",
  { timeout: 600_000 },
  async (seed) => {
    const folder = mkdtempSync(join(tmpdir(), "soak-"));
    const args = [soak, "--hours", "0.015", "--seed", String(seed), "--folder", folder];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
    try {
      const [code] = await once(child, "exit");
      expect(code, text).toBe(0);
      expect(text).toContain("Nothing lost, nothing out of order, nothing told wrongly.");
    } finally {
      child.kill("SIGINT");
      if (child.exitCode === null) await once(child, "exit");
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
