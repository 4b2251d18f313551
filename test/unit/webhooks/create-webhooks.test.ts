/** The room as a whole: events in, requests out. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";
import { createWebhooks } from "../../../src-main/webhooks/create-webhooks.ts";
import type { OutgoingMessage } from "../../../src-main/webhooks/delivery/sender.ts";
import { createMemoryOutbox } from "../../../src-main/webhooks/memory-outbox.ts";
import type { AcceptedEvent, Outbox } from "../../../src-main/webhooks/types.ts";
import { answer, createLogBook } from "./delivery/bench.ts";
import { chainEnded, endpoint, ended, queued, recording, ringing, started } from "./events.ts";

function start(outbox: Outbox = createMemoryOutbox(), run = "id") {
  const clock = createVirtualClock({ startMs: 1_750_000_000_000 });
  const { log, lines } = createLogBook();
  const sent: { endpoint: string; message: OutgoingMessage }[] = [];
  let ids = 0;
  const webhooks = createWebhooks({
    clock,
    random: () => 0.5,
    log,
    newId: () => `${run}-${(ids += 1)}`,
    outbox,
    version: "1.2.3",
    sender: {
      async send(settings, message) {
        sent.push({ endpoint: settings.name, message });
        return answer(200);
      },
      forget: () => undefined,
      close: async () => undefined,
    },
  });
  const bodies = (name: string) =>
    sent
      .filter((entry) => entry.endpoint === name)
      .map(({ message }) => JSON.parse(message.body ?? "{}") as Record<string, unknown>);
  return { clock, lines, sent, webhooks, bodies };
}

const native = endpoint({
  name: "native",
  dialect: "native",
  events: ["ringing", "started", "ended", "recording", "queued", "chain_ended"],
});
const zone = { timezone: "Europe/Prague" };

describe("webhooks", () => {
  it("hand each event to each endpoint that wants it, with one id for all", async () => {
    const { webhooks, sent, bodies, clock } = start();
    webhooks.apply([endpoint({ users: ["105"] }), native], zone);
    await webhooks.accept([queued(), ringing(), started()]);
    await clock.runFor(0);
    expect(bodies("crm").map((body) => body["event"])).toEqual(["ringing", "hangupincoming"]);
    expect(bodies("native").map((body) => body["event"])).toEqual(["queued", "ringing", "started"]);
    const idsOf = (name: string) =>
      sent.filter((entry) => entry.endpoint === name).map(({ message }) => message.headers["webhook-id"]);
    expect(idsOf("native")).toEqual(["id-1", "id-2", "id-3"]);
    expect(idsOf("crm")).toEqual(["id-2", "id-3"]);
  });

  it("number the events of a chain, those that nobody wants and late recordings included", async () => {
    const { webhooks, bodies, clock } = start();
    webhooks.apply([{ ...native, events: ["ended", "recording"] }], zone);
    await webhooks.accept([ringing(), started(), ended()]);
    await webhooks.accept([chainEnded(), ringing({ chainId: "other" })]);
    await webhooks.accept([recording()]);
    await clock.runFor(0);
    expect(bodies("native").map((body) => body["seq"])).toEqual([3, 5]);
  });

  it("warn once, with a number, when an endpoint goes for which webhooks wait", async () => {
    const { webhooks, lines } = start();
    webhooks.apply([native], zone);
    webhooks.pause("native");
    await webhooks.accept([ringing(), started(), ended()]);
    webhooks.apply([endpoint({ name: "renamed" })], zone);
    expect(lines.filter(({ level }) => level === "warn" || level === "info")).toEqual([
      {
        level: "warn",
        message: "An endpoint was removed from the settings; what waited for it is not sent.",
        fields: { endpoint: "native", deliveries: 3 },
      },
    ]);
  });

  it("warn in the same way of endpoints that went while the program did not run", async () => {
    const outbox = createMemoryOutbox();
    const before = start(outbox);
    before.webhooks.apply([native], zone);
    before.webhooks.pause("native");
    await before.webhooks.accept([ringing(), started()]);
    const { webhooks, lines } = start(outbox);
    webhooks.apply([endpoint({ name: "renamed" })], zone);
    await webhooks.start();
    expect(lines.filter(({ level }) => level === "warn" || level === "info")).toEqual([
      { level: "info", message: "What an earlier run left has been read.", fields: { webhooks: 2 } },
      {
        level: "warn",
        message: "An endpoint was removed from the settings; what an earlier run left for it is not sent.",
        fields: { endpoint: "native", deliveries: 2 },
      },
    ]);
  });

  it("send what was read of an earlier run while the rest is still being read, new calls at once, and what is new of the same calls behind it", async () => {
    const outbox = createMemoryOutbox();
    const before = start(outbox);
    before.webhooks.apply([native], zone);
    before.webhooks.pause("native");
    await before.webhooks.accept([ringing(), started(), ringing({ chainId: "other" })]);
    let readOn = (): void => {};
    const slow: Outbox = {
      ...outbox,
      loadDocuments: async () => ({ atMs: undefined, documents: [] }),
      async eachPending(take) {
        const { events } = await outbox.loadPending();
        take(events.slice(0, 1));
        await new Promise<void>((go) => (readOn = go));
        // Read now, so what was accepted meanwhile is there as well.
        take((await outbox.loadPending()).events.filter(({ id }) => id !== events[0]?.id));
      },
    };
    const { webhooks, clock, bodies } = start(slow, "later");
    webhooks.apply([native], zone);
    await webhooks.start();
    await webhooks.accept([ringing({ chainId: "new" }), ended()]);
    await webhooks.accept([recording({ chainId: "forgotten" }), started({ chainId: "new" })]);
    await clock.runFor(0);
    expect(bodies("native").map(({ event }) => event)).toEqual(["ringing", "ringing", "started"]);
    expect(webhooks.busy()).toBe(2);
    readOn();
    await clock.runFor(0);
    expect(webhooks.busy()).toBe(0);
    const seqs = bodies("native").map(({ event, chainId, seq }) => [event, chainId, seq]);
    const [chain] = seqs[0]?.slice(1) ?? [];
    expect(seqs.filter(([, chainId]) => chainId === chain).map(([event, , seq]) => [event, seq])).toEqual([
      ["ringing", 1],
      ["started", 2],
      ["ended", 3],
    ]);
    expect(seqs).toHaveLength(7);
  });

  it("remember over a restart or a crash which endpoints were paused by hand, until they are resumed", async () => {
    const outbox = createMemoryOutbox();
    const other = { ...native, name: "other" };
    const runs = [start(outbox), start(outbox), start(outbox), start(outbox)];
    const pausedIn = async (run: number, during: (webhooks: (typeof runs)[0]["webhooks"]) => void) => {
      const { webhooks } = runs[run] ?? start(outbox);
      webhooks.apply([native, other], zone);
      await webhooks.start();
      const names = webhooks.status().flatMap(({ name, pausedBy }) => (pausedBy === "user" ? [name] : []));
      during(webhooks);
      return names;
    };
    expect(await pausedIn(0, ({ pause }) => ["native", "other", "?"].forEach(pause))).toEqual([]);
    expect(await pausedIn(1, ({ resume }) => resume("native"))).toEqual(["native", "other"]);
    expect(await pausedIn(2, ({ apply }) => apply([native], zone))).toEqual(["other"]);
    expect(await pausedIn(3, () => undefined)).toEqual([]);
    expect((await outbox.loadDocuments()).atMs).toBeUndefined();
  });

  it("keep what was paused before the start beside what an earlier run had paused", async () => {
    const outbox = createMemoryOutbox();
    const other = { ...native, name: "other" };
    for (const name of ["native", "other"]) {
      const { webhooks } = start(outbox);
      webhooks.apply([native, other], zone);
      webhooks.pause(name);
      await webhooks.start();
    }
    const { documents } = await outbox.loadDocuments();
    expect(documents).toEqual([{ key: "webhooks/paused", json: '["native","other"]' }]);
  });

  it("start also when what was kept of pauses cannot be read, and say when one cannot be kept", async () => {
    const outbox = createMemoryOutbox();
    await outbox.accept([], { put: [{ key: "webhooks/paused", json: "{" }], remove: [] });
    const accept = (): Promise<void> => Promise.reject(new Error("disk full"));
    const { webhooks, lines } = start({ ...outbox, accept });
    webhooks.apply([native], zone);
    await webhooks.start();
    webhooks.pause("native");
    await expect
      .poll(() => lines)
      .toContainEqual(
        expect.objectContaining({ level: "error", fields: { endpoints: "native", reason: "disk full" } }),
      );
  });

  it("keep the order of batches, whichever is kept first", async () => {
    const resolvers: (() => void)[] = [];
    const memory = createMemoryOutbox();
    const accept = (): Promise<void> => new Promise((resolve) => resolvers.push(resolve));
    const { webhooks, bodies, clock } = start({ ...memory, accept });
    webhooks.apply([native], zone);
    void webhooks.accept([ringing()]);
    void webhooks.accept([started()]);
    expect(webhooks.busy()).toBe(2);
    resolvers[1]?.();
    await clock.runFor(0);
    expect(bodies("native")).toEqual([]);
    resolvers[0]?.();
    await clock.runFor(0);
    expect(bodies("native").map((body) => body["event"])).toEqual(["ringing", "started"]);
    expect(webhooks.busy()).toBe(0);
  });

  it("send from memory what cannot be kept, and say so", async () => {
    const accept = (): Promise<void> => Promise.reject(new Error("disk full"));
    const { webhooks, bodies, clock, lines } = start({ ...createMemoryOutbox(), accept });
    webhooks.apply([native], zone);
    await webhooks.accept([ringing()]);
    await clock.runFor(0);
    expect(bodies("native")).toHaveLength(1);
    expect(lines).toContainEqual(
      expect.objectContaining({ level: "error", fields: { events: 1, reason: "disk full" } }),
    );
  });

  it("give events a life: a minute for ringing, ten for started, retry_for_h for the rest", async () => {
    const kept: AcceptedEvent[] = [];
    const memory = createMemoryOutbox();
    const accept = async (batch: readonly AcceptedEvent[]): Promise<void> => void kept.push(...batch);
    const { webhooks, clock } = start({ ...memory, accept });
    webhooks.apply([{ ...native, retryForH: 2 }], zone);
    await webhooks.accept([ringing(), started(), ended(), recording()]);
    const lives = kept.map((event) => ((event.deliveries[0]?.deadlineAtMs ?? 0) - clock.nowMs()) / 60_000);
    expect(lives).toEqual([1, 10, 120, 120]);
  });

  it("go on where an earlier run stopped", async () => {
    const memory = createMemoryOutbox();
    const first = start({ ...memory, settle: async () => undefined });
    first.webhooks.apply([native], zone);
    await first.webhooks.accept([ringing(), started()]);
    const second = start(memory);
    second.webhooks.apply([native], zone);
    await second.webhooks.start();
    await second.webhooks.accept([ended()]);
    await second.clock.runFor(0);
    expect(second.bodies("native").map((body) => [body["event"], body["seq"]])).toEqual([
      ["ringing", 1],
      ["started", 2],
      ["ended", 3],
    ]);
  });

  it("tell listeners of each attempt until they have had enough, even when one fails", async () => {
    const { webhooks, clock, lines } = start();
    const heard: string[] = [];
    webhooks.onAttempt(() => {
      throw new Error("oops");
    });
    const stopListening = webhooks.onAttempt((attempt) => heard.push(`${attempt.type} ${attempt.result}`));
    webhooks.apply([native], zone);
    await webhooks.accept([ringing()]);
    await clock.runFor(0);
    stopListening();
    await webhooks.accept([started()]);
    await clock.runFor(0);
    expect(heard).toEqual(["ringing delivered"]);
    expect(lines.some(({ level }) => level === "error")).toBe(true);
  });

  it("warn about a time zone that this machine does not know, and go on", async () => {
    const { webhooks, bodies, clock, lines } = start();
    webhooks.apply([native], { timezone: "Mars/Olympus" });
    await webhooks.accept([ringing()]);
    await clock.runFor(0);
    expect(lines.some(({ level }) => level === "warn")).toBe(true);
    expect(bodies("native")[0]?.["at"]).toMatch(/\+00:00$/);
  });

  it("deliver over a real connection", async () => {
    const paths: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      paths.push(`${request.method} ${request.url} ${request.headers["user-agent"]}`);
      request.resume().on("end", () => response.end());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    const { log } = createLogBook();
    const clock = createVirtualClock({ startMs: 0 });
    const newId = (): string => "01ID";
    const webhooks = createWebhooks({
      clock,
      random: () => 0,
      log,
      newId,
      outbox: createMemoryOutbox(),
      version: "1",
    });
    webhooks.apply([endpoint({ url, method: "GET" })], zone);
    await webhooks.accept([ringing({ did: "" })]);
    await expect.poll(() => webhooks.busy()).toBe(0);
    expect(paths).toEqual([
      "GET /hook?event=ringing&callerid=381629759787&user=105&usertype=ext&did=&id=250917190514_45-0 3CX-Webhook/1",
    ]);
    const stopped = webhooks.stop(1000);
    await clock.runFor(1000);
    await stopped;
    await new Promise((resolve) => server.close(resolve));
  });
});
