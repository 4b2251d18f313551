/** One program at a time on a data folder, proved with real processes. */
import type { ChildProcess } from "node:child_process";
import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDataFolder } from "../../../src-main/store/data-folder.ts";

let folder = "";
let children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "data-folder-"));
});
afterEach(async () => {
  for (const child of children) if (child.exitCode === null && child.signalCode === null) await kill(child);
  children = [];
  rmSync(folder, { recursive: true, force: true });
});

async function holder(): Promise<{ child: ChildProcess; said: unknown }> {
  const child = fork(join(import.meta.dirname, "folder-child.ts"), [folder], { execArgv: [] });
  children.push(child);
  const [said] = await once(child, "message");
  return { child, said };
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}

describe("the data folder", () => {
  it("is refused to a second process, with the number of the first", async () => {
    const { child, said } = await holder();
    expect(said).toBe("taken");
    const second = await holder();
    expect(second.said).toBe(
      `The data folder ${folder} is in use by another 3CX Webhook (process ${child.pid}). Stop that one first, or choose another folder with --data.`,
    );
    expect(openDataFolder(folder).ok).toBe(false);
  });

  it("is free again after the first was killed", async () => {
    const { child } = await holder();
    await kill(child);
    expect(existsSync(join(folder, "in-use.pid"))).toBe(true);
    expect((await holder()).said).toBe("taken");
  });

  it("is free again after the first has ended in order", async () => {
    const { child } = await holder();
    child.send("end");
    await once(child, "exit");
    expect(existsSync(join(folder, "in-use.pid"))).toBe(false);
    expect((await holder()).said).toBe("taken");
  });

  it("does not take the number of a process for the process: numbers are given again", async () => {
    writeFileSync(join(folder, "in-use.pid"), `${process.ppid}\n`);
    const opened = openDataFolder(folder);
    expect(opened.ok).toBe(true);
    expect(readFileSync(join(folder, "in-use.pid"), "utf8")).toBe(`${process.pid}\n`);
    if (opened.ok) opened.release();
  });

  it("is refused within one process, too, until it is released", () => {
    const first = openDataFolder(folder);
    expect(openDataFolder(folder)).toMatchObject({ ok: false });
    if (!first.ok) throw new Error(first.sentence);
    first.release();
    const second = openDataFolder(folder);
    expect(second.ok).toBe(true);
    // A second release of the first must not free what the second holds.
    first.release();
    expect(openDataFolder(folder).ok).toBe(false);
    if (second.ok) second.release();
  });

  it("is made when it is missing, for its owner alone", () => {
    const path = join(folder, "new", "deep");
    const opened = openDataFolder(path);
    expect(opened).toMatchObject({ ok: true, path });
    if (process.platform !== "win32") expect(statSync(path).mode & 0o077).toBe(0);
    if (opened.ok) opened.release();
  });

  it("says what to do when a file has its name", () => {
    const path = join(folder, "file");
    writeFileSync(path, "");
    const opened = openDataFolder(path);
    expect(opened.ok ? "" : opened.sentence).toMatch(
      /^The data folder .*file cannot be used \(EEXIST.*\)\. Choose another with --data/,
    );
  });
});
