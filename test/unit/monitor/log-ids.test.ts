/** A call's webhooks lead to their rows in the log. */
import { expect, test } from "vitest";
import { firstView } from "../../../src-main/history/call-change.ts";
import { createLogIds } from "../../../src-main/monitor/log-ids.ts";
import type { CallView } from "../../../src-shared/contract/call-view.ts";
import { delivery, openLog, put } from "../store/log/log-fixture.ts";
import { ringing } from "../webhooks/events.ts";

function callWith(...eventIds: readonly string[]): CallView {
  const events = eventIds.map((eventId, at) => ({
    ...{ seq: at + 1, eventId, type: "ringing", link: 0, user: "101", atMs: 1 },
    deliveries: ["crm", "desk"].map((endpoint) => ({ endpoint, state: "waiting" as const })),
  }));
  return { ...firstView(ringing(), false), events };
}

const idsOf = ({ events }: CallView) => events.map(({ deliveries }) => deliveries.map(({ logId }) => logId));

test("a call that is asked for has the rows that the log has, and no others", async () => {
  const { deliveryLog } = openLog();
  const record = put(deliveryLog, delivery({ endpoint: "desk" }));
  const ids = createLogIds(deliveryLog);
  const call = callWith(record.eventId, "01UNKNOWN");
  expect(ids.known(call)).toBe(call);
  const answer = await deliveryLog.query({});
  const id = answer.ok ? answer.value.rows[0]?.id : undefined;
  expect(id).toBeTypeOf("number");
  expect(idsOf(await ids.found(call))).toEqual([
    [undefined, id],
    [undefined, undefined],
  ]);
  // From then on it is known without asking.
  expect(idsOf(ids.known(call))[0]).toEqual([undefined, id]);
});

test("while the log cannot be read the call is shown without", async () => {
  const ids = createLogIds({ query: async () => ({ ok: false, sentence: "It cannot be read." }) });
  expect(idsOf(await ids.found(callWith("a")))).toEqual([[undefined, undefined]]);
});
