/**
 * The power goes away: what the operating system still held in memory is gone, in part and in any order. The system
 * calls of a real life of the queue are recorded by strace; from them the disk is made as each moment may have left it.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createSeededRandom } from "../../src-main/simulator/seeded-random.ts";
import { eventsOf } from "../../src-main/store/queue/pending-events.ts";
import { createQueueDatabase } from "../../src-main/store/queue/queue-database.ts";
import { diskAfter } from "./power-cut/disk-after.ts";
import { type DiskStep, readSystemCalls, watchedCalls } from "./power-cut/system-calls.ts";
import { allFaults, chosenSeeds } from "./selection.ts";

/** Enough for the write-ahead log to be moved into the file at least once. */
const batches = allFaults ? 400 : 160;
const cuts = allFaults ? 400 : 40;
const folders: string[] = [];

/** Debian's `strace`; some containers forbid what it does. */
const canTrace = spawnSync("strace", ["-o", "/dev/null", process.execPath, "--version"]).status === 0;

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "power-cut-"));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function record(durability: "full" | "normal"): readonly DiskStep[] {
  const folder = newFolder();
  const trace = `${folder}.trace`;
  folders.push(trace);
  const life = join(import.meta.dirname, "power-cut/writing-child.ts");
  spawnSync("strace", [
    ...["-f", "-y", "-xx", "-s", "10000000", "-e", `trace=${watchedCalls}`, "-o", trace],
    ...[process.execPath, life, folder, durability, String(batches)],
  ]);
  return readSystemCalls(readFileSync(trace, "utf8"), folder);
}

/** How far the life had promised by that moment. */
function promisedBy(steps: readonly DiskStep[], cutAt: number): number {
  const said = steps.filter((step) => step.type === "said" && step.at < cutAt);
  return Math.max(
    0,
    ...said.map((step) => Number(/^accepted (\d+)$/.exec("text" in step ? step.text : "")?.[1] ?? 0)),
  );
}

/** What the next start finds: the events in their order, the state kept with the last, and what was set aside. */
function startFrom(disk: ReadonlyMap<string, Buffer>) {
  const folder = newFolder();
  for (const [name, bytes] of disk) writeFileSync(join(folder, name), bytes);
  const queue = createQueueDatabase();
  const { setAside } = queue.open({ path: join(folder, "queue.db"), nowMs: 0, suspect: false });
  const ids: number[] = [];
  for (let page = queue.page({ after: 0 }); ; page = queue.page({ after: page.next })) {
    for (const { id } of eventsOf(page.rows)) ids.push(Number(id));
    if (page.next === undefined) break;
  }
  const { documents } = queue.documents(undefined);
  queue.close(undefined);
  rmSync(folder, { recursive: true });
  const state: unknown = JSON.parse(documents.find(({ key }) => key === "state")?.json ?? '{"last":0}');
  const last =
    typeof state === "object" && state !== null && "last" in state ? Number(state.last) : Number.NaN;
  return { ids, last, setAside };
}

/** Everything up to the last that is there, nothing after it, and the state that belongs to it. */
function expectWhole({ ids, last, setAside }: ReturnType<typeof startFrom>): void {
  expect(setAside).toBeUndefined();
  expect(ids).toEqual(ids.map((_, index) => index + 1));
  expect(last).toBe(ids.length);
}

/** Half of them anywhere, half while the file itself is written to: when its write-ahead log is moved into it. */
function momentsOf(steps: readonly DiskStep[], random: () => number): number[] {
  const end = (steps.at(-1)?.at ?? 0) + 1;
  const moved = steps.filter((step) => "file" in step && step.file === "queue.db").map(({ at }) => at + 1);
  return Array.from({ length: cuts }, (_, index) => {
    const chosen = index % 2 === 0 ? undefined : moved[Math.floor(random() * moved.length)];
    return chosen ?? Math.floor(random() * end) + 1;
  });
}

describe.skipIf(!canTrace)("a power cut at any moment (needs strace)", () => {
  const full = canTrace ? record("full") : [];
  const normal = canTrace ? record("normal") : [];

  it("watches a life that writes, syncs and promises", () => {
    const types = new Set(full.map(({ type }) => type));
    expect([...types]).toEqual(expect.arrayContaining(["create", "said", "sync", "sync-folder", "write"]));
    expect(promisedBy(full, Number.POSITIVE_INFINITY)).toBeGreaterThan(batches);
    const intoFile = full.filter((step) => step.type === "write" && step.file === "queue.db");
    expect(intoFile.length).toBeGreaterThan(10);
  });

  it.each(chosenSeeds(allFaults ? 5 : 1))(
    "loses nothing that was promised, seed %i",
    { timeout: 300_000 },
    (seed) => {
      const random = createSeededRandom(seed);
      for (const cutAt of momentsOf(full, random)) {
        const chance = [0, 0.5, 0.9, 1][Math.floor(random() * 4)] ?? 0;
        const found = startFrom(diskAfter(full, cutAt, () => random() < chance));
        expectWhole(found);
        expect(found.ids.length, `cut before line ${cutAt}`).toBeGreaterThanOrEqual(promisedBy(full, cutAt));
      }
    },
  );

  it("may lose the last promises with durability = normal, and stays whole", { timeout: 300_000 }, () => {
    const random = createSeededRandom(1);
    let lost = 0;
    for (const cutAt of momentsOf(normal, random)) {
      const found = startFrom(diskAfter(normal, cutAt, () => random() < 0.5));
      expectWhole(found);
      if (found.ids.length < promisedBy(normal, cutAt)) lost += 1;
    }
    // Otherwise the disk made here would be kinder than a real one, and the test above worth nothing.
    expect(lost).toBeGreaterThan(0);
  });
});
