/** Conversions give way to calls: what is started is idle for the system's scheduler, where that exists. */
import { readFileSync } from "node:fs";
import { constants, getPriority } from "node:os";
import { expect, test } from "vitest";
import {
  findIdleStarter,
  notStartedCode,
  startLine,
} from "../../../../src-main/recordings/transcode/background.ts";
import { prepareBackground, spawnFfmpeg } from "../../../../src-main/recordings/transcode/spawn-ffmpeg.ts";

const starter = await findIdleStarter();
const quiet = { onOut: () => {}, onError: () => {} };

test("a system without it is left as it is", async () => {
  expect(await findIdleStarter("win32")).toBeUndefined();
  expect(await findIdleStarter("linux", "no-such-program-here")).toBeUndefined();
  expect(startLine(undefined, "ffmpeg", ["-version"])).toEqual({ path: "ffmpeg", args: ["-version"] });
  expect(startLine("chrt", "ffmpeg", ["-version"])).toEqual({
    path: "chrt",
    args: ["-i", "0", "ffmpeg", "-version"],
  });
});

test("before anybody has looked, the priority is low", async () => {
  let pid = 0;
  const child = spawnFfmpeg(
    process.execPath,
    ["-e", "console.log(process.pid); setInterval(() => {}, 1e6)"],
    {
      ...quiet,
      onOut: (text) => (pid = Number(text)),
    },
  );
  await expect.poll(() => pid).toBeGreaterThan(0);
  expect(getPriority(pid)).toBe(constants.priority.PRIORITY_LOW);
  child.kill();
  expect(await child.ended).toEqual({ type: "killed" });
});

test.runIf(starter !== undefined)("the processor's idle class, for the program itself", async () => {
  await prepareBackground();
  let pid = 0;
  const child = spawnFfmpeg(
    process.execPath,
    ["-e", "console.log(process.pid); setInterval(() => {}, 1e6)"],
    {
      ...quiet,
      onOut: (text) => (pid = Number(text)),
    },
  );
  await expect.poll(() => pid).toBeGreaterThan(0);
  // Field 41 is the policy (proc_pid_stat(5)), the name in parentheses the second; 5 is SCHED_IDLE.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  expect(fields[38]).toBe("5");
  child.kill();
  expect(await child.ended).toEqual({ type: "killed" });
});

test.runIf(starter !== undefined)("what cannot be started is told as before", async () => {
  await prepareBackground();
  expect(await spawnFfmpeg("/no/such/program", [], quiet).ended).toEqual({
    type: "not-started",
    code: "ENOENT",
  });
  expect(await spawnFfmpeg(import.meta.filename, [], quiet).ended).toEqual({
    type: "not-started",
    code: "EACCES",
  });
  expect([notStartedCode(0), notStartedCode(1), notStartedCode(null)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
