import { expect, test } from "vitest";
import type { FrozenDelivery } from "../../../../src-main/store/log/types.ts";
import { replayedEvents } from "../../../../src-main/webhooks/log/replayed-events.ts";
import { createResend } from "../../../../src-main/webhooks/log/resend.ts";
import type { ResendCandidate } from "../../../../src-main/webhooks/log/types.ts";
import type { AttemptRecord } from "../../../../src-shared/webhooks/delivery-report.ts";
import type { DeliveryState } from "../../../../src-shared/webhooks/log-query.ts";
import type { ResendProgress } from "../../../../src-shared/webhooks/log-query.ts";
import { endpoint } from "../events.ts";

const row = (
  logId: number,
  state: DeliveryState,
  change: Partial<ResendCandidate> = {},
): ResendCandidate => ({
  ...{ logId, endpoint: "crm", state, test: false, contentKept: true },
  ...change,
});

const frozen = (logId: number, change: Partial<FrozenDelivery> = {}): FrozenDelivery => ({
  ...{
    logId,
    eventId: `event-${logId}`,
    endpoint: "crm",
    type: "ended",
    chainId: "c",
    linkId: "c-1",
    seq: logId,
  },
  ...{ method: "POST", fields: "", body: "{}", contentType: "application/json" },
  ...change,
});

/** A log with these rows, and a delivery that is told when to try. */
function bench(rows: readonly ResendCandidate[], perSlice = 2) {
  const replayed: number[] = [];
  const handed: FrozenDelivery[][] = [];
  let failure: Error | undefined;
  const resend = createResend({
    perSlice,
    endpoints: () => ["crm", "desk"],
    deadlineAtMs: () => 5000,
    log: {
      resendPlan: async () => ({ ok: true, value: { candidates: rows.toReversed(), more: false } }),
      frozen: async (ids) => ({
        ok: true,
        value: ids.flatMap((id) => {
          const found = rows.find(({ logId }) => logId === id);
          return found?.contentKept === true ? [frozen(id, { endpoint: found.endpoint })] : [];
        }),
      }),
      replayed: (rows) => void replayed.push(...rows.map(({ logId }) => logId)),
    },
    resender: {
      async resend(deliveries) {
        if (failure !== undefined) throw failure;
        handed.push([...deliveries]);
      },
    },
  });
  const attempt = (logId: number, result: AttemptRecord["result"], to = "crm"): void =>
    resend.noteAttempt({
      ...{ atMs: 1, endpoint: to, mirror: false, eventId: `event-${logId}`, type: "ended", chainId: "c" },
      ...{ linkId: "c-1", seq: 1, attempt: 1, method: "POST", url: "", phases: { queueMs: 0, totalMs: 1 } },
      ...{ result, replay: true },
    });
  return {
    resend,
    replayed,
    handedIds: () => handed.map((slice) => slice.map(({ logId }) => logId)),
    attempt,
    fail: (error: Error) => (failure = error),
  };
}

async function planned(of: ReturnType<typeof bench>, includeDelivered = false) {
  const answer = await of.resend.plan({}, includeDelivered);
  if (!answer.ok) throw new Error(answer.sentence);
  return answer.plan;
}

/** Lets promises that are ready go on. */
const others = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("a plan counts what would be sent, and names the rest with its reason", async () => {
  const of = bench([
    row(1, "gave-up"),
    row(2, "expired"),
    row(3, "dropped", { endpoint: "desk" }),
    row(4, "delivered"),
    row(5, "delivered", { contentKept: false }),
    row(6, "retry"),
    row(7, "waiting"),
    row(8, "paused"),
    row(9, "gave-up", { contentKept: false }),
    row(10, "gave-up", { test: true }),
    row(11, "gave-up", { endpoint: "removed" }),
  ]);
  const rest = { delivered: 1, underWay: 3, contentGone: 2, notSendable: 2, more: false };
  expect(await planned(of)).toMatchObject({ toSend: 3, ...rest });
  const all = await planned(of, true);
  expect(all).toMatchObject({ toSend: 4, ...rest });
  expect(all.endpoints.toSorted((a, b) => a.endpoint.localeCompare(b.endpoint))).toEqual([
    { endpoint: "crm", toSend: 3 },
    { endpoint: "desk", toSend: 1 },
  ]);
});

test("a run sends what was counted, oldest first, slice after slice, and says how it goes", async () => {
  const of = bench([row(1, "gave-up"), row(2, "gave-up"), row(3, "gave-up"), row(4, "delivered")]);
  const { planId } = await planned(of);
  const said: ResendProgress[] = [];
  const run = of.resend.run(planId, (progress) => said.push(progress));
  await others();
  expect(of.handedIds()).toEqual([[1, 2]]);
  expect(of.replayed).toEqual([1, 2]);
  of.attempt(1, "delivered");
  await others();
  expect(of.handedIds()).toEqual([[1, 2]]);
  of.attempt(2, "retry");
  of.attempt(2, "delivered");
  await others();
  expect(of.handedIds()).toEqual([[1, 2], [3]]);
  of.attempt(3, "delivered");
  expect(await run).toEqual({ total: 3, handedOver: 3, delivered: 2, failed: 1, state: "done" });
  expect(said.at(-1)).toMatchObject({ state: "running", handedOver: 3 });
  expect(await of.resend.run(planId)).toMatchObject({
    state: "failed",
    error: expect.stringContaining("count again"),
  });
});

test("a receiver that does not answer holds up only its own part", async () => {
  const of = bench(
    [
      row(1, "gave-up"),
      row(2, "gave-up", { endpoint: "desk" }),
      row(3, "gave-up"),
      row(4, "gave-up", { endpoint: "desk" }),
    ],
    1,
  );
  const run = of.resend.run((await planned(of)).planId);
  await others();
  of.attempt(2, "delivered", "desk");
  await others();
  of.attempt(4, "delivered", "desk");
  await others();
  expect(of.handedIds()).toEqual([[1], [2], [4]]);
  of.attempt(1, "retry");
  await others();
  of.attempt(3, "delivered");
  expect(await run).toMatchObject({ state: "done", delivered: 3, failed: 1 });
});

test("a cancelled run hands over nothing more", async () => {
  const of = bench([row(1, "gave-up"), row(2, "gave-up"), row(3, "gave-up")], 1);
  const { planId } = await planned(of);
  const run = of.resend.run(planId);
  await others();
  of.resend.cancel(planId);
  expect(await run).toMatchObject({ state: "cancelled", handedOver: 1, total: 3 });
  expect(of.handedIds()).toEqual([[1]]);
});

test("a hand-over that fails ends the run with a sentence", async () => {
  const of = bench([row(1, "gave-up")]);
  const { planId } = await planned(of);
  of.fail(new Error("disk full"));
  expect(await of.resend.run(planId)).toMatchObject({
    state: "failed",
    error: "The deliveries could not be handed over (disk full). What is left was not sent; try again.",
  });
});

test("a replay is the same event: same id, same bytes, a new deadline", () => {
  const settings = endpoint({ url: "https://crm.example.com/new?key=1", retryForH: 2 });
  const get = frozen(1, { method: "GET", fields: "callerid=1&t=a%20b", type: "ringing" });
  const { body: _body, contentType: _type, ...bare } = get;
  const [event, other] = replayedEvents(
    [bare, frozen(2), frozen(3, { endpoint: "gone" })],
    (name) => (name === "crm" ? settings : undefined),
    5000,
  );
  expect(event).toMatchObject({
    id: "event-1",
    chainId: "c",
    linkId: "c-1",
    seq: 1,
    type: "ringing",
    acceptedAtMs: 5000,
  });
  expect(event?.deliveries).toEqual([
    {
      endpoint: "crm",
      request: {
        method: "GET",
        url: "https://crm.example.com/new?key=1&callerid=1&t=a%20b",
        baseUrl: "https://crm.example.com/new?key=1",
      },
      deadlineAtMs: 5000 + 7_200_000,
      replay: true,
    },
  ]);
  expect(other?.deliveries[0]?.request).toMatchObject({ body: "{}", contentType: "application/json" });
});
