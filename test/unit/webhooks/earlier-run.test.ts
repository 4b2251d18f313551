/** What an earlier run left, read while this one goes on. */
import { describe, expect, it } from "vitest";
import { createEarlierRun, earlierRunRead } from "../../../src-main/webhooks/earlier-run.ts";
import { createMemoryOutbox } from "../../../src-main/webhooks/memory-outbox.ts";
import type { PendingEvent } from "../../../src-main/webhooks/types.ts";
import { accepted } from "../store/outbox-conformance.ts";
import { createLogBook } from "./delivery/bench.ts";

const parts = ["1", "2", "3"];
const next = accepted("next", "a", 2, ["crm"]);

/** The outbox gives part after part, each when it is let, and fails when it is told to. */
function start(lastPart: readonly PendingEvent[] = [left("3", "crm")]) {
  const { log, lines } = createLogBook();
  const given = parts.map(() => Promise.withResolvers<void>());
  const taken: string[] = [];
  let reads = 0;
  const earlier = createEarlierRun({
    outbox: {
      ...createMemoryOutbox(),
      async eachPending(take) {
        for (const [at, id] of parts.entries()) {
          await given[at]?.promise;
          reads += 1;
          if (!take(at === parts.length - 1 ? lastPart : [left(id, "crm")])) return;
        }
      },
    },
    log,
    take: (events) =>
      taken.push(
        ...events.flatMap(({ id, deliveries }) => deliveries.map(({ endpoint }) => `${id} ${endpoint}`)),
      ),
    onRead: () => taken.push("all"),
  });
  return {
    ...{ earlier, taken, lines, reads: () => reads },
    give: (at: number) => given[at]?.resolve(),
    fail: (at: number) => given[at]?.reject(new Error("disk I/O error")),
  };
}

function left(id: string, ...endpoints: readonly string[]): PendingEvent {
  const deliveries = endpoints.map((endpoint) => ({
    ...{ endpoint, requestBytes: 2, deadlineAtMs: 1, attempts: 0 },
  }));
  return { id, chainId: "a", linkId: "a", seq: 1, type: "ringing", acceptedAtMs: 0, deliveries };
}

describe("what an earlier run left", () => {
  it("is read on after the first part, which alone is waited for", async () => {
    const { earlier, taken, give, lines } = start();
    expect(earlier.holds(next)).toBe(false);
    const reading = earlier.read();
    expect(earlier.holds(next)).toBe(true);
    give(0);
    await reading;
    expect(taken).toEqual(["1 crm"]);
    expect(earlier.holds(next)).toBe(true);
    give(1);
    give(2);
    await expect.poll(() => taken).toEqual(["1 crm", "2 crm", "3 crm", "all"]);
    expect(earlier.holds(next)).toBe(false);
    expect(lines).toEqual([
      expect.objectContaining({ level: "info", message: earlierRunRead, fields: { webhooks: 3 } }),
    ]);
  });

  it("does not hold what this run has put into the outbox meanwhile, for the endpoints that it is for", async () => {
    const { earlier, taken, give } = start([left("3", "crm", "desk"), left("new", "crm")]);
    const reading = earlier.read();
    give(0);
    await reading;
    earlier.skip([accepted("3", "a", 1, ["crm"]), accepted("new", "a", 2, ["crm"])]);
    give(1);
    give(2);
    await expect.poll(() => taken).toEqual(["1 crm", "2 crm", "3 desk", "all"]);
  });

  it("keeps the program from starting when nothing of it can be read", async () => {
    const { earlier, fail, lines } = start();
    fail(0);
    await expect(earlier.read()).rejects.toThrow("disk I/O error");
    expect(lines).toEqual([]);
  });

  it("is given up with words that say what to do when a later part cannot be read, and is not overtaken", async () => {
    const { earlier, taken, give, fail, lines } = start();
    give(0);
    await earlier.read();
    fail(1);
    await expect.poll(() => lines).toHaveLength(1);
    expect(taken).toEqual(["1 crm"]);
    expect(earlier.holds(next)).toBe(true);
    earlier.note([accepted("new", "b", 1, ["crm"])]);
    expect(earlier.holds(accepted("more", "b", 2, ["crm"]))).toBe(false);
    expect(lines).toEqual([
      expect.objectContaining({
        level: "error",
        message: expect.stringContaining("then restart the program"),
        fields: { reason: "disk I/O error" },
      }),
    ]);
  });

  it("is read no further when the program stops", async () => {
    const { earlier, taken, give, reads } = start();
    give(0);
    await earlier.read();
    const stopped = earlier.stop();
    give(1);
    give(2);
    await stopped;
    expect(taken).toEqual(["1 crm"]);
    expect(reads()).toBe(2);
    expect(earlier.holds(next)).toBe(false);
  });
});
