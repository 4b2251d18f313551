/** The history of calls on disk: kept, found again, forgotten after its days, and never in the way. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DatabaseSync } from "node:sqlite";
import { createCallStore } from "../../../../src-main/store/history/create-call-store.ts";
import { callMigrations } from "../../../../src-main/store/history/schema.ts";
import type { CallStore } from "../../../../src-main/history/types.ts";
import { createVirtualClock } from "../../../../src-main/simulator/virtual-clock.ts";
import type { CallView, LegView } from "../../../../src-shared/contract/call-view.ts";

const startMs = Date.UTC(2026, 10, 22, 9);
const dayMs = 86_400_000;
let folder = "";
let stores: CallStore[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "calls-"));
});
afterEach(async () => {
  for (const store of stores) await store.close();
  stores = [];
  rmSync(folder, { recursive: true, force: true });
});

function opened(keepDays = 30) {
  const clock = createVirtualClock({ startMs });
  const warnings: string[] = [];
  const note = (message: string) => void warnings.push(message);
  const log = { debug: note, info: note, warn: note, error: note };
  const store = createCallStore({ path: join(folder, "calls.db"), keepDays, clock, log });
  stores.push(store);
  return { store, clock, warnings };
}

function call(n: number, over: Partial<CallView> = {}): CallView {
  const arrivedAtMs = startMs + n * 1000;
  return {
    chainId: `261122100000_${n}`,
    direction: "incoming",
    number: `+49 30 12345${n}`,
    callerId: `493012345${n}`,
    name: "",
    did: "MainDID",
    state: "ended",
    at: [{ dn: "101", name: "Desk" }],
    link: 1,
    arrivedAtMs,
    endedAtMs: arrivedAtMs + 500,
    confirmedAtMs: arrivedAtMs + 500,
    reconstructed: false,
    simulated: false,
    stages: [
      {
        kind: "talk",
        dn: "101",
        name: "Desk",
        link: 1,
        fromMs: arrivedAtMs,
        toMs: arrivedAtMs + 500,
        end: "hung-up",
      },
    ],
    links: [],
    events: [],
    recordings: 0,
    ...over,
  };
}

const leg = {
  ...{ callId: 1, legId: 5, dn: "101", name: "Desk", kind: "extension", link: 1, goneAtMs: startMs + 9 },
  states: [{ status: "ringing", number: "+49301", name: "Weber", atMs: startMs }],
} as const satisfies LegView;

function live(view: CallView): CallView {
  const { endedAtMs: _ended, ...rest } = view;
  return { ...rest, state: "talking" };
}

const numbers = (rows: readonly CallView[]) => rows.map(({ chainId }) => Number(chainId.split("_")[1]));

describe("a history of calls", () => {
  it("gives pages newest first, each call once, until there is no more", async () => {
    const { store } = opened();
    for (let n = 1; n <= 7; n += 1) store.put(call(n));
    const first = await store.page({}, undefined, 3);
    const second = await store.page({}, first.cursor, 3);
    const third = await store.page({}, second.cursor, 3);
    expect([first, second, third].map(({ rows }) => numbers(rows))).toEqual([[7, 6, 5], [4, 3, 2], [1]]);
    expect(third.cursor).toBeUndefined();
  });

  it("knows after a restart what went on and what was over", async () => {
    const { store } = opened();
    store.put(live(call(1)));
    store.put(call(2));
    await store.close();
    const again = opened().store;
    expect(numbers(await again.open())).toEqual([1]);
    expect(await again.get("261122100000_2")).toEqual(call(2));
    expect(await again.get("unknown")).toBeUndefined();
  });

  it("keeps legs with their call, through restarts and late answers, and gives them with the call alone", async () => {
    const { store } = opened();
    store.put(live(call(1, { legs: [leg] })));
    await store.close();
    const { store: again } = opened();
    expect((await again.open())[0]?.legs).toEqual([leg]);
    again.put(call(1));
    expect(await again.get("261122100000_1")).toEqual({ ...call(1), legs: [leg] });
    expect((await again.page({}, undefined, 10)).rows).toEqual([call(1)]);
  });

  it("takes over a file from before legs were kept, and shows a call whose legs cannot be read", async () => {
    const file = new DatabaseSync(join(folder, "calls.db"));
    file.exec(`${callMigrations[0]}; PRAGMA user_version = 1`);
    file
      .prepare("INSERT INTO call VALUES (1, ?, 1, 2, 'incoming', 0, '', '', '', ?)")
      .run("261122100000_1", JSON.stringify(call(1)));
    file.close();
    const { store } = opened();
    expect(await store.get("261122100000_1")).toEqual(call(1));
    store.put(call(2, { legs: [leg] }));
    await store.close();
    const broken = new DatabaseSync(join(folder, "calls.db"));
    broken.exec("UPDATE call SET legs = '[{}]' WHERE id = 2");
    broken.close();
    expect(await opened().store.get("261122100000_2")).toEqual(call(2));
  });

  it("leaves a call out that cannot be read, and goes on to those behind it", async () => {
    const { store } = opened();
    for (let n = 1; n <= 5; n += 1) store.put(call(n));
    await store.close();
    const broken = new DatabaseSync(join(folder, "calls.db"));
    broken.exec("UPDATE call SET view = '{' WHERE id = 4; UPDATE call SET view = '{}' WHERE id = 3");
    broken.close();
    const again = opened().store;
    expect(await again.get("261122100000_3")).toBeUndefined();
    const first = await again.page({}, undefined, 2);
    const second = await again.page({}, first.cursor, 2);
    expect([first, second].map(({ rows }) => numbers(rows))).toEqual([[5], [2]]);
    expect(numbers((await again.page({}, second.cursor, 2)).rows)).toEqual([1]);
  });

  it.each([
    [{ text: "0123453" }, [3]],
    [{ text: "+49 30 12345-2" }, [2]],
    [{ text: "anna" }, [4]],
    [{ text: "100%" }, [5]],
    [{ text: "261122100000_4" }, [4]],
    [{ dn: "102" }, [4]],
    [{ dn: "10" }, []],
    [{ state: "missed" }, [5]],
    [{ state: "live" }, []],
    [{ direction: "outgoing" }, [3]],
    [{ fromMs: startMs + 4000 }, [5, 4]],
    [{ toMs: startMs + 2000 }, [1]],
  ] as const)("finds by %j", async (filter, found) => {
    const { store } = opened();
    for (const each of [call(1), call(2), call(3, { direction: "outgoing" })]) store.put(each);
    store.put(call(4, { name: "Anna Example", at: [{ dn: "102", name: "" }] }));
    store.put(call(5, { name: "100% sure", state: "missed" }));
    expect(numbers((await store.page(filter, undefined, 50)).rows)).toEqual(found);
  });

  it("counts what arrived since midnight", async () => {
    const { store } = opened();
    for (const each of [call(1), call(2, { state: "missed" }), call(3, { direction: "outgoing" })])
      store.put(each);
    store.put(live(call(4)));
    expect(await store.counts(startMs)).toEqual({ incoming: 3, outgoing: 1, missed: 1 });
    expect(await store.counts(startMs + 2000)).toEqual({ incoming: 2, outgoing: 1, missed: 1 });
  });

  it("forgets finished calls after their days", async () => {
    const { store, clock } = opened(2);
    const oldMs = startMs - 3 * dayMs;
    store.put(call(1, { arrivedAtMs: oldMs, endedAtMs: oldMs }));
    store.put(call(2));
    await store.counts(0);
    await clock.runFor(3_600_000);
    expect(numbers((await store.page({}, undefined, 10)).rows)).toEqual([2]);
  });

  it("sets a damaged file aside, says so, and goes on", async () => {
    writeFileSync(join(folder, "calls.db"), "this is no database, however long one looks at it".repeat(100));
    const { store, warnings } = opened();
    store.put(call(1));
    expect(numbers((await store.page({}, undefined, 10)).rows)).toEqual([1]);
    expect(warnings.join()).toContain("was damaged");
  });

  it("keeps the newest state of each call while the file cannot be written, and writes it later", async () => {
    folder = join(folder, "missing");
    const { store, clock, warnings } = opened();
    store.put(live(call(1)));
    await expect(store.open()).rejects.toThrow("cannot be read at the moment");
    expect(warnings.join()).toContain("cannot be written");
    store.put(call(1));
    const { mkdirSync } = await import("node:fs");
    mkdirSync(folder);
    await clock.runFor(10_000);
    expect(await store.get("261122100000_1")).toEqual(call(1));
    expect(numbers((await store.page({}, undefined, 10)).rows)).toEqual([1]);
  });
});
