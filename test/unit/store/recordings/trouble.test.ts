/** Files that are damaged, newer, read-only or held; a full disk; a thread that dies; a process that is killed. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, closeSync, openSync, readdirSync, statSync, writeFileSync, writeSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createRecordingsDatabase } from "../../../../src-main/store/recordings/recordings-database.ts";
import type { RecordingsDatabase } from "../../../../src-main/store/recordings/recordings-database.ts";
import { createRecordsThread } from "../../../../src-main/store/records-thread.ts";
import { connectWorker } from "../../../../src-main/store/sqlite-worker/connect.ts";
import { connectInProcess } from "../in-process.ts";
import { useLibraryFolders } from "./library-folder.ts";
import { newRow } from "./new-row.ts";

const newFolder = useLibraryFolders();

/** A library whose database the test can bend. */
async function bent() {
  const folder = newFolder();
  let db: DatabaseSync | undefined;
  const library = await folder.open({
    connect: () =>
      connectInProcess(
        createRecordingsDatabase({
          opened(opened) {
            db = opened;
            opened.exec("PRAGMA busy_timeout = 0");
          },
        }),
      ),
  });
  return { ...folder, library, exec: (sql: string) => db?.exec(sql) };
}

describe("the file", () => {
  it("is for its owner only", async () => {
    const folder = newFolder();
    const library = await folder.open();
    await library.add([newRow(1)]);
    const modes = readdirSync(folder.folder).map((name) => statSync(join(folder.folder, name)).mode & 0o777);
    expect(modes.length).toBeGreaterThan(1);
    expect(modes.every((mode) => mode === 0o600)).toBe(true);
  });

  it("of a later version is refused and left alone", async () => {
    const folder = newFolder();
    await (await folder.open()).close();
    const db = new DatabaseSync(folder.path);
    db.exec("PRAGMA user_version = 99");
    db.close();
    expect(await folder.refusal()).toContain("has layout 99");
  });

  it("that is no database is set aside, said so, and a new one begun", async () => {
    const folder = newFolder();
    writeFileSync(folder.path, "no database at all, but long enough to be read as one ".repeat(40));
    const library = await folder.open();
    expect(await library.add([newRow(1)])).toHaveLength(1);
    expect(folder.lines.join()).toContain("was damaged");
    expect(readdirSync(folder.folder).some((name) => name.startsWith("recordings.damaged-"))).toBe(true);
  });

  it("with a broken page gives what can still be read from it", async () => {
    const folder = newFolder();
    const first = await folder.open();
    await first.setNote("installed", "17");
    await first.add(Array.from({ length: 2000 }, (_, n) => newRow(n, { sentence: "x".repeat(200) })));
    await first.close();
    breakPage(folder.path);
    const library = await folder.open();
    const { states } = await library.counts();
    expect(folder.lines.join()).toMatch(/with \d+ recordings that could be read from it/);
    expect(states.matching).toBeGreaterThan(1000);
    expect(await library.note("installed")).toBe("17");
    const { rows } = await library.page({ limit: 5 });
    expect(await library.byKeys(rows.map(({ sourceKey }) => sourceKey))).toHaveLength(5);
  });

  it.skipIf(process.getuid?.() === 0)("that may not be written is refused with what to do", async () => {
    const folder = newFolder();
    await (await folder.open()).close();
    chmodSync(folder.path, 0o400);
    expect(await folder.refusal()).toContain("Let this user write to it");
  });
});

/** Overwrites a page in the middle, as a bad disk would. */
function breakPage(path: string): void {
  const file = openSync(path, "r+");
  const { size } = statSync(path);
  writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, Math.floor(size / 8192) * 4096);
  closeSync(file);
}

describe("trouble while it runs", () => {
  it("a full disk rejects with a sentence, and it goes on when there is room", async () => {
    const { library, exec } = await bent();
    await library.add([newRow(1)]);
    exec("PRAGMA max_page_count = 30");
    const many = Array.from({ length: 500 }, (_, n) => newRow(n + 10));
    await expect(library.add(many)).rejects.toThrow("There is no room on the disk");
    expect((await library.total({})).count).toBe(1);
    exec("PRAGMA max_page_count = 1000000");
    expect(await library.add(many)).toHaveLength(500);
  });

  it("a file that another program holds rejects with a sentence", async () => {
    const { library, path } = await bent();
    const other = new DatabaseSync(path);
    other.exec("BEGIN IMMEDIATE");
    await expect(library.setNote("a", "1")).rejects.toThrow("Another program holds the list of recordings");
    other.exec("ROLLBACK");
    other.close();
    await library.setNote("a", "2");
    expect(await library.note("a")).toBe("2");
  });

  it("what cannot be stored is refused alone", async () => {
    const { library } = await bent();
    await expect(library.add([newRow(1), newRow(2, { startedAtMs: Number.NaN })])).rejects.toThrow(
      "did not take what was to be kept",
    );
    expect((await library.total({})).count).toBe(0);
  });

  it("a thread that dies after a commit is replaced; nothing is doubled", async () => {
    const folder = newFolder();
    let threads = 0;
    const library = await folder.open({
      connect() {
        threads += 1;
        if (threads > 1) return createRecordsThread().connect("recordings");
        const dying = new URL("./dying-recordings-worker.ts", import.meta.url);
        return connectWorker<RecordingsDatabase>(dying, "recordings");
      },
    });
    const [row] = await library.add([newRow(1), newRow(2)]);
    expect(threads).toBe(2);
    expect((await library.total({})).count).toBe(2);
    expect(await library.byId(row?.id ?? 0)).toEqual(row);
  });

  it("a closed library says so", async () => {
    const { library, path } = await bent();
    await library.close();
    await expect(library.page({})).rejects.toThrow(`${path} is closed`);
  });
});

describe("a process that is killed", () => {
  it.each([1, 2, 3])("has kept all that it said was kept, once (%i)", async (round) => {
    const folder = newFolder();
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, "killed-library-child.ts"), folder.path],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.split("\n").length > 20 * round) child.kill("SIGKILL");
    });
    await once(child, "close");
    const promised = said.split("\n").slice(0, -1).map(Number);
    expect(promised.length).toBeGreaterThanOrEqual(20);
    const library = await folder.open();
    const rows = [];
    for (let cursor: string | undefined; ; ) {
      const page = await library.page({ limit: 500, ...(cursor === undefined ? {} : { cursor }) });
      rows.push(...page.rows);
      ({ cursor } = page);
      if (cursor === undefined) break;
    }
    const keys = rows.map(({ sourceKey }) => sourceKey);
    expect(new Set(keys).size).toBe(keys.length);
    const states = new Map(rows.map(({ sourceKey, state, mp3Name }) => [sourceKey, [state, mp3Name]]));
    for (const n of promised) {
      expect(states.get(`folder:302/${n}.wav`)).toEqual(["ready", `${n}.mp3`]);
    }
    const { states: counted } = await library.counts();
    expect(Object.values(counted).reduce((sum, count) => sum + count, 0)).toBe(rows.length);
  });
});
