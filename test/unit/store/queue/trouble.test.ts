/** A disk that is full, a file that others hold, data that cannot be stored, a thread that dies. */
import type { DatabaseSync } from "node:sqlite";
import { DatabaseSync as OtherProgram } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../../../src-main/simulator/virtual-clock.ts";
import type { QueueHooks } from "../../../../src-main/store/queue/queue-database.ts";
import { createQueueDatabase } from "../../../../src-main/store/queue/queue-database.ts";
import { connectWorker } from "../../../../src-main/store/sqlite-worker/connect.ts";
import type { QueueDatabase } from "../../../../src-main/store/queue/queue-database.ts";
import { connectInProcess } from "../in-process.ts";
import { accepted } from "../outbox-conformance.ts";
import { useQueueFolders } from "./queue-folder.ts";

const newFolder = useQueueFolders();

/** An event with a request of `size` characters. */
function large(id: string, size: number) {
  const event = accepted(id, "a", Number(id), ["crm"]);
  return {
    ...event,
    deliveries: event.deliveries.map((delivery) => ({
      ...delivery,
      request: { ...delivery.request, body: "x".repeat(size) },
    })),
  };
}

async function calm(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
}

async function setup(hooks: QueueHooks = {}) {
  const folder = newFolder();
  const clock = createVirtualClock({ startMs: 1_000_000 });
  let db: DatabaseSync | undefined;
  const outbox = await folder.open({
    clock,
    connect: () =>
      connectInProcess(
        createQueueDatabase({
          ...hooks,
          opened(opened) {
            db = opened;
            // Nobody waits for a lock in these tests.
            opened.exec("PRAGMA busy_timeout = 0");
          },
        }),
      ),
  });
  const settled: string[] = [];
  return {
    ...folder,
    clock,
    outbox,
    settled,
    exec: (sql: string) => db?.exec(sql),
    /** Notes in `settled` how the acceptance ended. */
    accept(id: string, size = 10) {
      void outbox.accept([large(id, size)]).then(
        () => settled.push(`${id} kept`),
        (error: unknown) => settled.push(`${id}: ${error instanceof Error ? error.message : String(error)}`),
      );
    },
    /** Lets `ms` pass, with all the work that this sets going. */
    pass: (ms: number) => clock.runFor(ms, calm),
  };
}

describe("a full disk", () => {
  it("leaves acceptance open, raises an alarm at once, and goes on when there is room", async () => {
    const { outbox, accept, pass, exec, alarms, settled } = await setup();
    exec("PRAGMA max_page_count = 20");
    accept("1");
    await pass(50);
    expect(settled).toEqual(["1 kept"]);

    accept("2", 100_000);
    await pass(200);
    accept("3");
    await pass(60_000);
    expect(settled).toEqual(["1 kept"]);
    expect(alarms).toMatchObject([{ kind: "disk-full", state: "raised" }]);
    expect(alarms[0]?.sentence).toMatch(
      /^There is no room on the disk for .*queue\.db .* free some space\.$/,
    );
    expect((await outbox.loadPending()).events.map(({ id }) => id)).toEqual(["1"]);

    exec("PRAGMA max_page_count = 1000000");
    await pass(2000);
    expect(settled).toEqual(["1 kept", "2 kept", "3 kept"]);
    expect(alarms.slice(1)).toMatchObject([{ kind: "disk-full", state: "cleared" }]);
    expect((await outbox.loadPending()).events.map(({ id }) => id)).toEqual(["1", "2", "3"]);
  });

  it("refuses more than 50,000 waiting events, so that the memory does not fill too", async () => {
    const { outbox, accept, pass, exec, settled } = await setup();
    exec("PRAGMA max_page_count = 20");
    accept("1", 100_000);
    const events = Array.from({ length: 49_999 }, (_, index) => accepted(`e${index}`, "b", index + 1, []));
    const many = outbox.accept(events);
    accept("2");
    await pass(200);
    expect(settled).toEqual(["2: 50000 events wait for the disk already."]);
    await outbox.close();
    await many;
    expect(settled.slice(1)).toEqual(["1: database or disk is full"]);
  });
});

describe("a file that another program holds", () => {
  it("is tried again; an alarm comes after five seconds only", async () => {
    const { path, accept, pass, alarms, settled } = await setup();
    const backup = new OtherProgram(path);
    backup.exec("BEGIN IMMEDIATE");
    accept("1");
    await pass(4500);
    expect(alarms).toEqual([]);
    await pass(2000);
    expect(alarms).toMatchObject([{ kind: "locked", state: "raised" }]);
    expect(alarms[0]?.sentence).toMatch(/^Another program holds .* backups and virus scans\.$/);
    expect(settled).toEqual([]);
    backup.exec("ROLLBACK");
    backup.close();
    await pass(1500);
    expect(settled).toEqual(["1 kept"]);
    expect(alarms[1]).toMatchObject({ kind: "locked", state: "cleared" });
  });

  it("does not keep the program from ending", async () => {
    const { path, outbox, accept, pass, settled } = await setup();
    const backup = new OtherProgram(path);
    backup.exec("BEGIN IMMEDIATE");
    accept("1");
    await pass(100);
    await outbox.close();
    backup.close();
    expect(settled).toEqual(["1: database is locked"]);
  });
});

describe("what cannot be stored", () => {
  it("costs only itself", async () => {
    const { outbox, accept, pass, settled, alarms } = await setup();
    accept("1");
    void outbox
      .accept([{ ...accepted("2", "a", 2, ["crm"]), seq: Number.NaN }])
      .catch(() => settled.push("2 refused"));
    accept("3");
    await pass(50);
    expect(settled.toSorted()).toEqual(["1 kept", "2 refused", "3 kept"]);
    expect(alarms).toEqual([]);
  });

  it("is refused after the end", async () => {
    const { outbox } = await setup();
    await outbox.close();
    await expect(outbox.accept([accepted("1", "a", 1, [])])).rejects.toThrow(/closed/);
  });
});

describe("a thread that dies", () => {
  it("is replaced, and nothing that waited is lost", async () => {
    const { open, alarms, lines } = newFolder();
    let threads = 0;
    const outbox = await open({
      connect: () => {
        threads += 1;
        const file =
          threads === 1 ? "./dying-queue-worker.ts" : "../../../../src-main/store/queue/queue-worker.ts";
        return connectWorker<QueueDatabase>(new URL(file, import.meta.url), "queue");
      },
    });
    await Promise.all([1, 2, 3].map((n) => outbox.accept([accepted(String(n), "a", n, ["crm"])])));
    expect((await outbox.loadPending()).events.map(({ id }) => id)).toEqual(["1", "2", "3"]);
    expect(threads).toBe(2);
    expect(alarms.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      "unwritable raised",
      "unwritable cleared",
    ]);
    expect(lines).toHaveLength(2);
  });
});

describe("chains", () => {
  it("are forgotten when 20,000 others were heard of since, and not before", async () => {
    const { outbox } = await setup();
    const chains = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) =>
        accepted(`${from + index}`, `chain ${from + index}`, 1, []),
      );
    await outbox.accept(chains(0, 15_000));
    await outbox.accept([accepted("again", "chain 0", 2, [])]);
    await outbox.accept(chains(15_000, 6_000));
    await calm();
    const { lastSeqs } = await outbox.loadPending();
    expect(lastSeqs).toHaveLength(20_000);
    const known = new Map(lastSeqs.map(({ chainId, seq }) => [chainId, seq]));
    expect(known.get("chain 0")).toBe(2);
    expect(known.has("chain 1")).toBe(false);
    expect(known.has("chain 20999")).toBe(true);
  });
});
