/** Files that are not what SQLite wrote: set aside under a new name, never replaced in silence. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { createQueueDatabase } from "../../../../src-main/store/queue/queue-database.ts";
import { connectInProcess } from "../in-process.ts";
import { accepted, pendingWith } from "../outbox-conformance.ts";
import type { QueueFolder } from "./queue-folder.ts";
import { useQueueFolders } from "./queue-folder.ts";

const newFolder = useQueueFolders();
const inProcess = { connect: () => connectInProcess(createQueueDatabase()) };
const PAGE = 4096;

/** A file with `count` events, closed in order. */
async function filled(count: number): Promise<QueueFolder> {
  const folder = newFolder();
  const outbox = await folder.open(inProcess);
  await outbox.accept(eventsOf(count), { atMs: 1, put: [{ key: "chain/a", json: "{}" }], remove: [] });
  await outbox.close();
  return folder;
}

const eventsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => accepted(`e${index}`, "a", index + 1, ["crm", "mirror"]));

const setAsideIn = (folder: QueueFolder) =>
  readdirSync(dirname(folder.path)).filter((name) => /^queue\.damaged-\d{8}T\d{6}(-\d+)?\.db$/.test(name));

function overwrite(path: string, offset: number, bytes: Buffer): void {
  const content = readFileSync(path);
  bytes.copy(content, offset);
  writeFileSync(path, content);
}

describe("a damaged queue", () => {
  const ways: Record<string, (path: string) => void> = {
    "whose header is garbage": (path) => overwrite(path, 0, Buffer.alloc(100, "x")),
    "that is no database at all": (path) => writeFileSync(path, "[pbx]\nurl = https://pbx\n".repeat(500)),
    "that was cut off": (path) => truncateSync(path, PAGE * 3),
    "with a zeroed page": (path) => overwrite(path, PAGE * 4, Buffer.alloc(PAGE)),
    "whose first table is garbage": (path) => overwrite(path, PAGE, Buffer.alloc(PAGE, 0xff)),
  };

  it.each(Object.keys(ways))(
    "%s is set aside with an alarm that names it, and a fresh one works",
    async (way) => {
      const folder = await filled(200);
      ways[way]?.(folder.path);
      const damaged = readFileSync(folder.path);
      const outbox = await folder.open(inProcess);
      const [aside = ""] = setAsideIn(folder);
      expect(readFileSync(`${dirname(folder.path)}/${aside}`).equals(damaged)).toBe(true);
      expect(folder.alarms).toMatchObject([{ kind: "damaged", state: "raised" }]);
      expect(folder.alarms[0]?.sentence).toContain(aside);
      expect(folder.lines).toEqual([folder.alarms[0]?.sentence]);
      await outbox.accept([accepted("new", "n", 1, ["crm"])]);
      await outbox.close();
      const again = await folder.open(inProcess);
      expect((await again.loadPending()).events.map(({ id }) => id)).toContain("new");
      expect(setAsideIn(folder)).toEqual([aside]);
    },
  );

  it("gives back what can still be read from it", async () => {
    const folder = await filled(400);
    // A page in the middle that holds deliveries: 13 marks a leaf of a table.
    const content = readFileSync(folder.path);
    const pages = Array.from({ length: content.length / PAGE }, (_, index) => index);
    const page = pages.find((index) => {
      const isLeaf = content[index * PAGE] === 13 && index > pages.length / 2;
      return isLeaf && content.subarray(index * PAGE, (index + 1) * PAGE).includes("https://mirror/");
    });
    overwrite(folder.path, PAGE * (page ?? 0), Buffer.alloc(PAGE, 0x55));
    const outbox = await folder.open(inProcess);
    const { events } = await outbox.loadPending();
    expect(events.length).toBeGreaterThan(300);
    expect(folder.alarms[0]?.sentence).toContain(`with ${events.length} events that could be read from it`);
    expect((await outbox.loadDocuments()).documents).toEqual([{ key: "chain/a", json: "{}" }]);
    const wanted = new Map(eventsOf(400).map((event) => [event.id, event]));
    for (const event of events) expect(wanted.get(event.id)).toMatchObject({ seq: event.seq, chainId: "a" });
  });

  it("is found while running, too", async () => {
    const folder = await filled(400);
    // Pages that are in memory would hide what is wrong on disk.
    const opened = (db: DatabaseSync) => db.exec("PRAGMA cache_size = 2");
    const outbox = await folder.open({ connect: () => connectInProcess(createQueueDatabase({ opened })) });
    overwrite(folder.path, PAGE, Buffer.alloc(statSync(folder.path).size - PAGE, 0xff));
    await outbox.accept([accepted("new", "n", 1, ["crm"])]);
    await outbox.settle(
      eventsOf(400).map(({ id }) => ({ eventId: id, endpoint: "crm", state: "delivered", attempts: 1 })),
    );
    expect(setAsideIn(folder)).toHaveLength(1);
    await outbox.accept([accepted("newer", "n", 2, ["crm"])]);
    expect((await outbox.loadPending()).events.map(({ id }) => id)).toContain("newer");
  });

  it("costs one request when a text in it is no longer what it was", async () => {
    const folder = await filled(3);
    const db = new DatabaseSync(folder.path);
    db.exec("UPDATE delivery SET request = substr(request, 5) WHERE n = 3");
    db.close();
    const events = await pendingWith(await folder.open(inProcess));
    const readable = events.map(({ deliveries }) => deliveries.map(({ request }) => request !== undefined));
    expect(readable).toEqual([
      [true, true],
      [false, true],
      [true, true],
    ]);
  });

  it("keeps its name unique when damage comes twice in a second", async () => {
    const folder = await filled(1);
    const clock = { nowMs: () => 0, after: () => () => undefined };
    for (const text of ["first", "second"]) {
      writeFileSync(folder.path, text.repeat(2000));
      await (await folder.open({ ...inProcess, clock })).close();
    }
    expect(setAsideIn(folder)).toEqual([
      "queue.damaged-19700101T000000-2.db",
      "queue.damaged-19700101T000000.db",
    ]);
  });
});

describe("a write-ahead log that a crash left behind", () => {
  /** The folder of a queue that was not closed: everything is in the log. */
  async function crashed(count: number): Promise<QueueFolder> {
    const folder = newFolder();
    const outbox = await folder.open(inProcess);
    for (const event of eventsOf(count)) await outbox.accept([event]);
    const left = newFolder();
    for (const end of ["", "-wal"]) copyFileSync(folder.path + end, left.path + end);
    return left;
  }

  const pendingIds = async (folder: QueueFolder) => {
    const outbox = await folder.open(inProcess);
    return (await outbox.loadPending()).events.map(({ id }) => id);
  };

  it("is read", async () => {
    expect(await pendingIds(await crashed(20))).toHaveLength(20);
  });

  it.each(["cut off", "zeroed", "garbage"])("counts up to where its end is %s", async (way) => {
    const folder = await crashed(20);
    const wal = `${folder.path}-wal`;
    const { size } = statSync(wal);
    const from = size - 2000;
    if (way === "cut off") truncateSync(wal, from);
    else overwrite(wal, from, Buffer.alloc(2000, way === "zeroed" ? 0 : 0x5a));
    const ids = await pendingIds(folder);
    expect(ids).toEqual(eventsOf(19).map(({ id }) => id));
    expect(folder.alarms).toEqual([]);
  });

  it("does without a usable index beside it", async () => {
    const folder = await crashed(20);
    writeFileSync(`${folder.path}-shm`, Buffer.alloc(32768, 0x77));
    expect(await pendingIds(folder)).toHaveLength(20);
  });
});

describe("a queue that cannot be opened", () => {
  it("says so when a folder has its name", async () => {
    const folder = newFolder();
    mkdirSync(folder.path);
    const sentence = await folder.refusal(inProcess);
    expect(sentence).toMatch(
      /^The file .*queue\.db cannot be opened \(EISDIR.*Check the disk and the rights/,
    );
  });

  it("says so when it may not be written", async () => {
    const folder = await filled(1);
    const connection = inProcess.connect();
    const readOnly = {
      ...connection,
      call: async () => ({ ok: false, failure: { kind: "read-only", reason: "attempt to write" } }) as const,
    };
    const sentence = await folder.refusal({ connect: () => readOnly });
    expect(sentence).toMatch(
      /^The file .* cannot be written \(attempt to write\)\. Let this user write to it/,
    );
  });

  it("leaves the file of a later version alone", async () => {
    const folder = await filled(1);
    const db = new DatabaseSync(folder.path);
    db.exec("PRAGMA user_version = 99");
    db.close();
    expect(await folder.refusal(inProcess)).toMatch(
      /has layout 99, but this version .* knows layouts up to 3\./,
    );
    expect(setAsideIn(folder)).toEqual([]);
    expect(existsSync(folder.path)).toBe(true);
  });
});

describe("the rights of a queue", () => {
  it.skipIf(process.platform === "win32")(
    "are its owner's alone, because requests may carry secrets",
    async () => {
      const folder = newFolder();
      const outbox = await folder.open(inProcess);
      await outbox.accept([accepted("1", "a", 1, ["crm"])]);
      for (const end of ["", "-wal", "-shm"]) expect(statSync(folder.path + end).mode & 0o077).toBe(0);
    },
  );
});
