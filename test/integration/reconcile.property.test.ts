/**
 * The PBX's log is the truth: whatever calls were made while no engine ran are found missing and named; sent
 * from the log, nothing is left unexplained; sent once more, nothing goes out.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { createReconcileWorld, day } from "./reconcile-world.ts";

const outside = [
  "inbound-answered",
  "inbound-missed",
  "blind-transfer-answered",
  "queue-callback",
  "anonymous-caller",
  "park-taken-back",
] as const;

const some = fc.uniqueArray(fc.constantFrom(...outside), { minLength: 1, maxLength: 2 });

test("what no engine saw is named, sent from the log, and sent only once", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 1000 }),
      some,
      some,
      some,
      async (seed, before, unseen, after) => {
        const world = await createReconcileWorld(seed);
        try {
          await world.startEngine();
          await world.play(before);
          await world.stopEngine();
          await world.play(unseen);
          await world.startEngine();
          await world.play(after);

          const found = (await world.reconcile((room) => room.run(day))).report;
          expect(found).toMatchObject({ unexplained: 0 });
          expect(found?.missing).toBeGreaterThan(0);
          expect(found?.differences.map(({ kind }) => kind)).toEqual(["stopped"]);
          expect(found?.delivered).toBe((found?.logged ?? 0) - (found?.missing ?? 0));

          world.receiver.clear();
          const { report, sent } = await world.reconcile((room) => room.send(day, found?.missing ?? 0));
          expect(sent).toEqual({ day, calls: found?.missing });
          expect(report).toMatchObject({ logged: found?.logged, missing: 0, unexplained: 0 });
          const again = (await world.reconcile((room) => room.run(day))).report;
          expect(again).toMatchObject({
            delivered: found?.logged,
            missing: 0,
            unexplained: 0,
            differences: [],
          });
          const requests = world.receiver.requests();
          expect(requests.length).toBeGreaterThanOrEqual(found?.missing ?? 0);
          for (const { headers } of requests) expect(headers["webhook-reconstructed"]).toBe("1");
          expect(new Set(requests.map(({ headers }) => headers["webhook-id"])).size).toBe(requests.length);

          world.receiver.clear();
          expect((await world.reconcile((room) => room.send(day, 100))).sent).toEqual({ day, calls: 0 });
          expect(world.receiver.requests()).toEqual([]);
        } finally {
          await world.stop();
        }
      },
    ),
    { numRuns: 2 },
  );
});

test("a PBX that does not give its log is said in words, and nothing is counted", async () => {
  const world = await createReconcileWorld(1);
  try {
    await world.startEngine();
    await world.play(["inbound-answered"]);
    world.setFaults(["xapi-role"]);
    const { report } = await world.reconcile((room) => room.run(day));
    expect(report).toMatchObject({ logged: 0, differences: [] });
    expect(report?.refused?.sentence).toMatch(/call log/i);
    expect(report?.refused?.advice).not.toBe("");
  } finally {
    await world.stop();
  }
});
