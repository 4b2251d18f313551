import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createReconcileStore } from "../../../../src-main/store/reconcile/create-reconcile-store.ts";
import type { ReconcileReport } from "../../../../src-shared/contract/reconcile-view.ts";

const none = { running: [], connected: [], seeingAll: [] };
const spans = { running: [{ fromMs: 1, toMs: 2 }], connected: [], seeingAll: [] };

function report(day: string): ReconcileReport {
  return {
    ...{ day, fromMs: 0, toMs: 1, ranAtMs: 2, nightly: true, logged: 3, delivered: 3, internal: 0 },
    ...{ unexplained: 0, missing: 0, differences: [] },
  };
}

function newFolder(): string {
  const parent = mkdtempSync(join(tmpdir(), "reconcile-store-"));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  return join(parent, "reconcile");
}

test("keeps results and stretches over a restart, for its owner alone", async () => {
  const folder = newFolder();
  const store = createReconcileStore(folder);
  expect([await store.latest(), await store.spans()]).toEqual([undefined, none]);
  await store.keep(report("2026-01-14"));
  await store.keepSpans(spans);
  const again = createReconcileStore(folder);
  expect([await again.latest(), await again.spans()]).toEqual([report("2026-01-14"), spans]);
  if (process.platform === "win32") return;
  const modes = ["", "latest.json", "watched.json"].map((name) => statSync(join(folder, name)).mode & 0o777);
  expect(modes).toEqual([0o700, 0o600, 0o600]);
});

test("of many at once the last one stays, and nothing half written", async () => {
  const folder = newFolder();
  const store = createReconcileStore(folder);
  const days = Array.from({ length: 20 }, (_, at) => `2026-01-${String(at + 1).padStart(2, "0")}`);
  const keeping = days.map((day) => store.keep(report(day)));
  expect((await store.latest())?.day).toBe("2026-01-20");
  await Promise.all(keeping);
  expect(readdirSync(folder)).toEqual(["latest.json"]);
});

test.each(["", "{", "null", '{"day":"2026-01-14"}', '{"running":1}', "\0\0\0"])(
  "what is damaged (%j) is begun anew",
  async (text) => {
    const folder = newFolder();
    mkdirSync(folder);
    for (const name of ["latest.json", "watched.json"]) writeFileSync(join(folder, name), text);
    const store = createReconcileStore(folder);
    expect([await store.latest(), await store.spans()]).toEqual([undefined, none]);
    await store.keep(report("2026-01-14"));
    expect((await store.latest())?.day).toBe("2026-01-14");
  },
);

test("a place that cannot be written rejects, and the next try is a new one", async () => {
  const folder = newFolder();
  // A file stands where the folder should be.
  writeFileSync(folder, "");
  chmodSync(folder, 0o600);
  const store = createReconcileStore(folder);
  await expect(store.keep(report("2026-01-14"))).rejects.toThrow();
  expect(await store.latest()).toBeUndefined();
  rmSync(folder);
  await store.keep(report("2026-01-15"));
  expect((await store.latest())?.day).toBe("2026-01-15");
});
