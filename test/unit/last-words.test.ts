import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const child = join(import.meta.dirname, "last-words-child.ts");
const secret = "planted-in-an-error-7be2";

test.each(["throw", "reject", "later"])(
  "what ends the program (%s) is told without secrets, as one line",
  (how) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [child, how], {
      env: { ...process.env, PLANTED: secret },
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stdout + stderr).not.toContain(secret);
    expect(stderr).toBe("");
    const [line = "", ...rest] = stdout.trimEnd().split("\n");
    expect(rest).toEqual([]);
    expect(JSON.parse(line)).toMatchObject({
      level: "error",
      msg: "3CX Webhook ends because of an error that nobody expected.",
      // Where it happened, and what of: without these nobody could mend it.
      error: expect.stringMatching(/last-words-child\.ts/),
    });
    expect(line).toContain("***");
  },
);
