/** Whatever was recorded and whatever is asked: the log finds what a plain search through a list finds. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { DeliveryRecord } from "../../../../src-main/store/log/types.ts";
import type { LogFilter } from "../../../../src-shared/webhooks/log-query.ts";
import { attempt, delivery, failedAttempt, openLog, startMs, valueOf } from "./log-fixture.ts";

const endpoints = ["crm", "crm-2", "crm_2", "z", "zz", "zd2"];
const types = ["ringing", "ended", "ringing_stopped"] as const;
const calls = ["260115130000_690-1", "260115130000_69-0", "260115140000_1-1", "260116000000_1-1"];
const callers = ["", "493012345678", "4912345678", "015112345", "sip:bob"];
const users = ["101", "10", "1010"];
const names = ["Anna Müller", "Hans", ""];

type Outcome = "waiting" | "retry" | "delivered";

interface Made {
  readonly record: DeliveryRecord;
  readonly outcome: Outcome;
}

const made: fc.Arbitrary<
  Omit<DeliveryRecord, keyof ReturnType<typeof delivery>> & {
    change: Partial<DeliveryRecord>;
    outcome: Outcome;
  }
> = fc.record({
  outcome: fc.constantFrom<Outcome>("waiting", "retry", "delivered"),
  change: fc.record({
    atMs: fc.integer({ min: 0, max: 5 }).map((n) => startMs + n * 1000),
    endpoint: fc.constantFrom(...endpoints),
    type: fc.constantFrom(...types),
    linkId: fc.constantFrom(...calls),
    caller: fc.constantFrom(...callers),
    user: fc.constantFrom(...users),
    callerName: fc.constantFrom(...names),
    mirror: fc.boolean(),
    test: fc.boolean(),
  }),
});

const some = <Value>(values: readonly Value[]) => fc.subarray([...values], { minLength: 1 });
const filter: fc.Arbitrary<LogFilter> = fc.record(
  {
    endpoints: some(endpoints),
    types: some(types),
    states: some(["waiting", "retry", "delivered"] as const),
    callId: fc.constantFrom("26", "260115", "260115130000", "260115130000_69", "260115130000_690-1"),
    number: fc.constantFrom("12345678", "+49 30 12345678", "0151 12345", "bob", "678"),
    user: fc.constantFrom(...users),
    fromMs: fc.integer({ min: 0, max: 5 }).map((n) => startMs + n * 1000),
    toMs: fc.integer({ min: 0, max: 5 }).map((n) => startMs + n * 1000),
    text: fc.constantFrom("anna", "müller anna", "hans", "listens", '"nothing listens"'),
    mirror: fc.boolean(),
    test: fc.boolean(),
  },
  { requiredKeys: [] },
);

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");

function matches({ record, outcome }: Made, wanted: LogFilter): boolean {
  const text = `${record.callerName} ${outcome === "waiting" ? "" : "nothing listens"}`.toLowerCase();
  const number = plain(wanted.number ?? "").replace(/^0+/, "");
  return (
    (wanted.endpoints?.includes(record.endpoint) ?? true) &&
    (wanted.types?.includes(record.type) ?? true) &&
    (wanted.states?.includes(outcome) ?? true) &&
    record.linkId.startsWith(wanted.callId ?? "") &&
    plain(record.caller).endsWith(number) &&
    (wanted.user === undefined || wanted.user === record.user) &&
    record.atMs >= (wanted.fromMs ?? 0) &&
    record.atMs < (wanted.toMs ?? Infinity) &&
    (wanted.mirror ?? record.mirror) === record.mirror &&
    (wanted.test ?? record.test) === record.test &&
    (wanted.text ?? "")
      .replaceAll('"', "")
      .split(" ")
      .every((word) => text.includes(word))
  );
}

test("any filter over any log, page by page", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(made, { maxLength: 40 }),
      fc.array(filter, { minLength: 1, maxLength: 10 }),
      fc.integer({ min: 1, max: 7 }),
      fc.boolean(),
      async (changes, filters, limit, mayPause) => {
        // Each part of the index may be a piece of its own.
        const { deliveryLog } = openLog({ pauseAfterMs: 0 });
        const all = changes.map(({ change, outcome }): Made => ({ record: delivery(change), outcome }));
        for (const { record, outcome } of all) {
          deliveryLog.accepted(record);
          if (outcome !== "waiting") deliveryLog.record(failedAttempt(record));
          if (outcome === "delivered") deliveryLog.record(attempt(record, { attempt: 2 }));
        }
        for (const wanted of filters) {
          const expected = all.filter((one) => matches(one, wanted));
          const seen: { eventId: string; acceptedAtMs: number }[] = [];
          let cursor: string | undefined;
          do {
            const query = { ...wanted, limit, mayPause, ...(cursor === undefined ? {} : { cursor }) };
            const page = valueOf(await deliveryLog.query(query));
            seen.push(...page.rows);
            ({ cursor } = page);
          } while (cursor !== undefined);
          const times = seen.map(({ acceptedAtMs }) => acceptedAtMs);
          expect(times).toEqual(times.toSorted((a, b) => b - a));
          const byName = (a: string, b: string): number => a.localeCompare(b);
          expect(seen.map(({ eventId }) => eventId).toSorted(byName)).toEqual(
            expected.map(({ record }) => record.eventId).toSorted(byName),
          );
          expect(valueOf(await deliveryLog.total(wanted))).toEqual({ count: expected.length, more: false });
          const { candidates } = valueOf(await deliveryLog.resendPlan(wanted, 100));
          const ids = candidates.map(({ logId }) => logId);
          expect(new Set(ids).size).toBe(expected.length);
          expect(ids).toEqual(ids.toSorted((a, b) => b - a));
          const some = valueOf(await deliveryLog.resendPlan(wanted, limit));
          expect(some).toEqual({ candidates: candidates.slice(0, limit), more: expected.length > limit });
        }
        await deliveryLog.close();
      },
    ),
    { numRuns: 15 },
  );
});
