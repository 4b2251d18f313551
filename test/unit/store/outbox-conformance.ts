/** What every outbox must do, wherever it keeps things. */
import { describe, expect, it } from "vitest";
import type { AcceptedEvent, Outbox } from "../../../src-main/webhooks/types.ts";

export function accepted(
  id: string,
  chainId: string,
  seq: number,
  endpoints: readonly string[],
): AcceptedEvent {
  return {
    id,
    chainId,
    linkId: `${chainId}-1`,
    seq,
    type: "ended",
    acceptedAtMs: 1000,
    deliveries: endpoints.map((endpoint) => ({
      endpoint,
      request: {
        method: "GET",
        url: `https://${endpoint}/?k=1&seq=${seq}`,
        baseUrl: `https://${endpoint}/?k=1`,
      },
      deadlineAtMs: 9000,
    })),
  };
}

/** What waits, with its requests, wherever the outbox keeps them. */
export async function pendingWith(outbox: Outbox) {
  const { events } = await outbox.loadPending();
  const keys = events.flatMap(({ id, deliveries }) =>
    deliveries.map(({ endpoint }) => ({ eventId: id, endpoint })),
  );
  const requests = await outbox.requests(keys);
  let at = 0;
  return events.map((event) => ({
    ...event,
    deliveries: event.deliveries.map(({ requestBytes: _bytes, ...delivery }) => ({
      ...delivery,
      request: requests[at++],
    })),
  }));
}

/** `reopen` gives the outbox as a next run finds it. */
export function describeOutbox(
  name: string,
  open: () => Promise<{ outbox: Outbox; reopen: () => Promise<Outbox> }>,
) {
  describe(`${name} outbox`, () => {
    it("brings back what is not over, in the order of acceptance, exactly as it was", async () => {
      const { outbox, reopen } = await open();
      const events = [
        accepted("1", "a", 1, ["crm", "other"]),
        accepted("2", "b", 1, ["crm"]),
        accepted("3", "a", 2, ["crm"]),
      ];
      await outbox.accept(events.slice(0, 2));
      await outbox.accept(events.slice(2));
      await outbox.settle([{ eventId: "1", endpoint: "crm", state: "delivered", attempts: 1 }]);
      const pending = await pendingWith(await reopen());
      expect(pending.map(({ id }) => id)).toEqual(["1", "2", "3"]);
      expect(pending[0]).toEqual({
        ...events[0],
        deliveries: [{ ...events[0]?.deliveries[1], attempts: 0 }],
      });
    });

    it("forgets what is over", async () => {
      const { outbox, reopen } = await open();
      await outbox.accept(["1", "2", "3", "4"].map((id) => accepted(id, "a", Number(id), ["crm"])));
      const ends = ["delivered", "gave-up", "expired", "dropped"] as const;
      await outbox.settle(
        ends.map((state, index) => ({ eventId: `${index + 1}`, endpoint: "crm", state, attempts: 1 })),
      );
      expect((await (await reopen()).loadPending()).events).toEqual([]);
    });

    it("remembers attempts and when the next is due", async () => {
      const { outbox, reopen } = await open();
      await outbox.accept([accepted("1", "a", 1, ["crm"])]);
      const change = { eventId: "1", endpoint: "crm", state: "waiting" } as const;
      await outbox.settle([
        { ...change, attempts: 2, refusals: 1, dueAtMs: 5000 },
        { ...change, attempts: 3, dueAtMs: 6000 },
      ]);
      const { events } = await (await reopen()).loadPending();
      expect(events[0]?.deliveries[0]).toMatchObject({ attempts: 3, refusals: 1, dueAtMs: 6000 });
    });

    it("gives the requests that it is asked for, in that order, and none for what is over or unknown", async () => {
      const { outbox, reopen } = await open();
      const events = [accepted("1", "a", 1, ["crm", "other"]), accepted("2", "a", 2, ["crm"])];
      await outbox.accept(events);
      await outbox.settle([{ eventId: "1", endpoint: "other", state: "delivered", attempts: 1 }]);
      const keys = ["2 crm", "1 crm", "1 other", "3 crm", "2 other"].map((key) => {
        const [eventId = "", endpoint = ""] = key.split(" ");
        return { eventId, endpoint };
      });
      const wanted = [events[1]?.deliveries[0]?.request, events[0]?.deliveries[0]?.request];
      const none = [undefined, undefined, undefined];
      expect(await outbox.requests(keys)).toEqual([...wanted, ...none]);
      expect(await (await reopen()).requests(keys)).toEqual([...wanted, ...none]);
    });

    it("takes an event again to be sent again, beside what of it is still to do", async () => {
      const { outbox, reopen } = await open();
      const [first, again] = [
        accepted("1", "a", 1, ["crm", "other"]),
        accepted("1", "a", 1, ["crm", "other"]),
      ];
      await outbox.accept([first, accepted("2", "a", 2, [])]);
      await outbox.settle([
        { eventId: "1", endpoint: "crm", state: "delivered", attempts: 1 },
        { eventId: "1", endpoint: "other", state: "waiting", attempts: 3 },
      ]);
      await outbox.accept([
        { ...again, deliveries: again.deliveries.map((delivery) => ({ ...delivery, replay: true })) },
      ]);
      const last = await reopen();
      const events = await pendingWith(last);
      const { lastSeqs } = await last.loadPending();
      expect(events).toHaveLength(1);
      const byEndpoint = new Map(events[0]?.deliveries.map((delivery) => [delivery.endpoint, delivery]));
      expect(byEndpoint.get("crm")).toEqual({ ...first.deliveries[0], replay: true, attempts: 0 });
      expect(byEndpoint.get("other")).toEqual({ ...first.deliveries[1], attempts: 3 });
      expect(lastSeqs).toEqual([{ chainId: "a", seq: 2 }]);
    });

    it("takes an outcome and what comes after it in their order, however close they are", async () => {
      const { outbox, reopen } = await open();
      const event = accepted("1", "a", 1, ["crm"]);
      await outbox.accept([event]);
      await Promise.all([
        outbox.accept([accepted("2", "a", 2, ["crm"])]),
        outbox.settle([{ eventId: "1", endpoint: "crm", state: "delivered", attempts: 1 }]),
        outbox.accept([event]),
        outbox.accept([accepted("3", "a", 3, ["crm"])]),
      ]);
      const { events } = await (await reopen()).loadPending();
      expect(events.map(({ id }) => id)).toEqual(["2", "1", "3"]);
    });

    it("brings back the same part by part, also while outcomes are noted", async () => {
      const { outbox, reopen } = await open();
      await outbox.accept(["1", "2", "3"].map((id) => accepted(id, "a", Number(id), ["crm", "other"])));
      const again = await reopen();
      const { events, lastSeqs } = await again.loadPending();
      const parts: (typeof events)[number][] = [];
      await again.eachPending((part) => {
        parts.push(...part);
        const ends = part.map(({ id }) => ({ eventId: id, endpoint: "crm" }));
        void again.settle(ends.map((key) => ({ ...key, state: "delivered", attempts: 1 })));
        return true;
      });
      expect(parts).toEqual(events);
      expect(await again.lastSeqs()).toEqual(lastSeqs);
    });

    it("ignores changes to what it does not know", async () => {
      const { outbox, reopen } = await open();
      await outbox.settle([{ eventId: "?", endpoint: "crm", state: "delivered", attempts: 1 }]);
      expect((await (await reopen()).loadPending()).events).toEqual([]);
    });

    it("knows the last number of each chain, also of events that nobody wanted", async () => {
      const { outbox, reopen } = await open();
      await outbox.accept([
        accepted("1", "a", 1, ["crm"]),
        accepted("2", "a", 2, []),
        accepted("3", "b", 1, []),
      ]);
      const { events, lastSeqs } = await (await reopen()).loadPending();
      expect(events.map(({ id }) => id)).toEqual(["1"]);
      expect(Object.fromEntries(lastSeqs.map(({ chainId, seq }) => [chainId, seq]))).toEqual({ a: 2, b: 1 });
    });

    it("keeps the state of the last change, and its time", async () => {
      const { outbox, reopen } = await open();
      expect(await outbox.loadDocuments()).toEqual({ atMs: undefined, documents: [] });
      await outbox.accept([accepted("1", "a", 1, ["crm"])], {
        atMs: 5000,
        put: [
          { key: "chain/a", json: '{"n":1}' },
          { key: "chain/b", json: '{"n":2}' },
        ],
        remove: [],
      });
      await outbox.accept([], {
        atMs: 6000,
        put: [{ key: "chain/b", json: '{"n":3}' }],
        remove: ["chain/a", "chain/?"],
      });
      // What says nothing about calls makes their state no newer.
      await outbox.accept([], { put: [{ key: "webhooks/paused", json: "[]" }], remove: [] });
      await outbox.accept([], { put: [], remove: ["webhooks/paused"] });
      const state = await (await reopen()).loadDocuments();
      expect(state).toEqual({ atMs: 6000, documents: [{ key: "chain/b", json: '{"n":3}' }] });
    });

    it("gives back requests of any text byte for byte", async () => {
      const { outbox, reopen } = await open();
      const body = '{"name":"Žofie \u0000 \u2028 📞 \' \\" "}';
      const event = accepted("1", "a ' b", 1, []);
      const request = { method: "POST", url: "https://crm/", baseUrl: "https://crm/", body } as const;
      const delivery = { endpoint: "crm", request: { ...request, contentType: "application/json" } };
      await outbox.accept([{ ...event, deliveries: [{ ...delivery, deadlineAtMs: 9000 }] }]);
      const events = await pendingWith(await reopen());
      expect(events[0]?.deliveries).toEqual([{ ...delivery, deadlineAtMs: 9000, attempts: 0 }]);
    });

    it("keeps the order of calls that nobody waited for", async () => {
      const { outbox, reopen } = await open();
      const ids = Array.from({ length: 50 }, (_, index) => `${index}`);
      const accepts = ids.map((id, index) => outbox.accept([accepted(id, "a", index + 1, ["crm"])]));
      const settled = outbox.settle([{ eventId: "7", endpoint: "crm", state: "delivered", attempts: 1 }]);
      await Promise.all([...accepts, settled]);
      const { events } = await (await reopen()).loadPending();
      expect(events.map(({ id }) => id)).toEqual(ids.filter((id) => id !== "7"));
    });
  });
}
