/** `3cx-webhook check | head -3`, and a service whose journal is restarted: nobody reads any more. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("a command whose reader has left ends as it would have", async () => {
  const program = fileURLToPath(new URL("../../../src-main/headless.ts", import.meta.url));
  const child = spawn(process.execPath, [program, "help"], { stdio: ["ignore", "pipe", "pipe"] });
  const closed = once(child, "close");
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => (complaint += chunk.toString()));
  child.stdout.destroy();
  expect([...(await closed), complaint]).toEqual([0, null, ""]);
});
