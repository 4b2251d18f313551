import { expect, test } from "vitest";
import { type DiskSpace, createDiskWatch } from "../../../src-main/recordings/disk-space.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";

function watch(diskBytes: number, more: { readonly minFreeBytes?: number } = {}) {
  const disk = { freeBytes: diskBytes, answers: true };
  const clock = createVirtualClock({ startMs: 0 });
  const told: DiskSpace[] = [];
  const statfs = async () => {
    if (!disk.answers) throw new Error("ENOENT");
    return { bsize: 1, blocks: diskBytes, bavail: disk.freeBytes };
  };
  const onChange = (space: DiskSpace) => told.push(space);
  const watch = createDiskWatch({ path: "/data/recordings", clock, statfs, onChange, ...more });
  return { watch, disk, clock, states: () => told.map(({ state }) => state), told };
}

test("is low below 500 MB, and enough again with a margin", async () => {
  const { watch: disk, disk: real, clock, states, told } = watch(10e9);
  await disk.start();
  for (const freeBytes of [500e6, 499e6, 501e6, 599e6, 499e6, 600e6, 501e6]) {
    real.freeBytes = freeBytes;
    await clock.runFor(30_000);
  }
  expect(states()).toEqual(["enough", "low", "enough"]);
  expect(told[1]?.sentence).toBe(
    "Only 499 MB left on the disk of /data/recordings. Recordings are not converted until 600 MB are free; calls and webhooks go on.",
  );
  disk.stop();
  expect(clock.pending()).toBe(0);
});

test("is low below 2 % of a large disk, or below what was asked for", async () => {
  const large = watch(1e12);
  large.disk.freeBytes = 19e9;
  expect((await large.watch.look()).state).toBe("low");
  const own = watch(10e9, { minFreeBytes: 2e9 });
  own.disk.freeBytes = 1.9e9;
  expect(await own.watch.look()).toMatchObject({ state: "low", neededBytes: 2.4e9 });
});

test("pauses nothing when the system does not say", async () => {
  const { watch: disk, disk: real, states } = watch(1e9);
  real.answers = false;
  expect(await disk.look()).toMatchObject({ state: "unknown", sentence: "" });
  real.answers = true;
  real.freeBytes = 1;
  await disk.look();
  expect(states()).toEqual(["unknown", "low"]);
});
