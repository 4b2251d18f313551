// A scrape while calls go through the whole product must agree with what the receiver got, to the last request.
import { expect, onTestFinished, test } from "vitest";
import { playOnce } from "../../src-main/demo/play-once.ts";
import { createStage, settingsOf } from "../../src-main/demo/stage.ts";
import { scenarios } from "../../src-main/simulator/scenarios/catalogue.ts";
import type { ReceivedRequest } from "../../src-main/simulator/receiver.ts";
import { createVirtualClock } from "../../src-main/simulator/virtual-clock.ts";
import { expectAgreement } from "../unit/metrics/agreement.ts";
import { parsePage } from "../unit/metrics/parse-page.ts";

const startMs = Date.UTC(2026, 0, 15, 9, 0, 0);
const secret = "whsec_cGxhbnRlZC1zaWduYXR1cmUtc2VjcmV0LTAxMjM0NQ==";
const planted = ["planted-query", "planted-header", secret.slice(6, 30)];

const endpoints = (receiverUrl: string) =>
  settingsOf(
    [
      "[endpoint.crm]",
      `url = ${receiverUrl}/crm?key=planted-query`,
      "header.authorization = Bearer planted-header",
      "[endpoint.native]",
      `url = ${receiverUrl}/native`,
      "dialect = native",
      `secret = ${secret}`,
    ].join("\n"),
  ).endpoints;

async function newWorld() {
  const clock = createVirtualClock({ startMs });
  const stage = await createStage({ clock, endpoints });
  onTestFinished(() => stage.stop());
  const received: ReceivedRequest[] = [];
  stage.receiver.onRequest((request) => received.push(request));
  const of = (path: string) => received.filter((request) => request.path === path);
  const scrape = async () => (await stage.engine.metrics()).text;
  return { clock, stage, received, of, scrape };
}

const few = (count: number) => scenarios.filter(({ steps }) => steps.length <= 40).slice(0, count);

test("counts agree with the receiver after many calls", async () => {
  const { clock, stage, of, received, scrape } = await newWorld();
  await playOnce({ stage, clock, faults: [], scenarios: few(12) });
  const { value, sum } = parsePage(await scrape());
  expect(received.length).toBeGreaterThan(40);
  for (const endpoint of ["crm", "native"]) {
    const got = of(`/${endpoint}`).length;
    expect(value("webhook_attempts_total", { endpoint, outcome: "delivered" })).toBe(got);
    expect(sum("webhook_attempts_total", { endpoint })).toBe(got);
    expect(value("webhook_deliveries_ended_total", { endpoint, end: "delivered" })).toBe(got);
    expect(value("webhook_deliveries_accepted_total", { endpoint })).toBe(got);
    expect(value("webhook_accept_to_first_byte_seconds_count", { endpoint })).toBe(got);
    expect(value("webhook_accept_to_delivered_seconds_count", { endpoint })).toBe(got);
    expect(value("webhook_queue_waiting", { endpoint })).toBe(0);
  }
  for (const event of ["ringing", "started", "ended", "chain_ended"]) {
    const told = of("/native").filter(({ body }) => JSON.parse(body).event === event);
    expect(value("webhook_events_accepted_total", { event }), event).toBe(told.length);
  }
  expect(value("webhook_pbx_source_state", { source: "call_control", state: "connected" })).toBe(1);
  expect(sum("webhook_pbx_reconnects_total")).toBe(0);
  expect(value("webhook_pbx_observations_total", { type: "leg" })).toBeGreaterThan(0);
  expect(value("webhook_pbx_events_total")).toBeGreaterThan(0);
  for (const kind of ["token", "leg", "snapshot", "active-calls", "directory"]) {
    expect(value("webhook_pbx_requests_total", { kind, outcome: "ok" }), kind).toBeGreaterThan(0);
  }
  expect(value("webhook_pbx_monitored_extensions")).toBeGreaterThan(0);
  expect(value("webhook_calls_open")).toBe(0);
});

test("with a receiver that fails first, every request is an attempt and every delivery ends or waits", async () => {
  const { clock, stage, received, of, scrape } = await newWorld();
  const failures = [503, 500, 404, 503, 500].map((status) => ({ status }));
  stage.receiver.setBehaviour([...failures, { status: 200 }]);
  const pages: ReturnType<typeof parsePage>[] = [];
  await playOnce({
    stage,
    clock,
    faults: [],
    scenarios: few(3),
    onReport: () => void scrape().then((text) => pages.push(parsePage(text))),
  });
  pages.push(parsePage(await scrape()));
  expect(pages.length).toBeGreaterThan(1);
  for (const { sum, value } of pages) {
    for (const endpoint of ["crm", "native"]) {
      const ended = sum("webhook_deliveries_ended_total", { endpoint });
      const waiting = value("webhook_queue_waiting", { endpoint });
      expect(ended + waiting).toBe(value("webhook_deliveries_accepted_total", { endpoint }));
    }
  }
  const { sum } = pages.at(-1) ?? expect.unreachable();
  expect(sum("webhook_attempts_total")).toBe(received.length);
  expect(sum("webhook_attempts_total", { outcome: "retry" })).toBe(5);
  expect(sum("webhook_attempts_total", { outcome: "delivered" })).toBe(received.length - 5);
  const crm = new Set(of("/crm").map(({ headers }) => headers["webhook-id"]));
  expect(sum("webhook_deliveries_accepted_total", { endpoint: "crm" })).toBe(crm.size);
});

test("the snapshot says what the page says and what the receiver got, at every moment", async () => {
  const { clock, stage, received, of, scrape } = await newWorld();
  const failures = [503, 500, 404].map((status) => ({ status, delayMs: 700 }));
  stage.receiver.setBehaviour([...failures, { status: 200, delayMs: 40 }]);
  /** Both begin before anything can happen in between. */
  const look = async () => {
    const [snapshot, text] = await Promise.all([stage.engine.metricsSnapshot(), scrape()]);
    expectAgreement(snapshot, parsePage(text));
    return snapshot;
  };
  const looks: ReturnType<typeof look>[] = [];
  await playOnce({
    stage,
    clock,
    faults: [],
    scenarios: few(5),
    onReport: () => void looks.push(look()),
  });
  expect((await Promise.all(looks)).length).toBeGreaterThan(3);

  const { endpoints, eventsAccepted, atMs, pbx } = await look();
  expect(endpoints.map(({ name }) => name)).toEqual(["crm", "native"]);
  for (const endpoint of endpoints) {
    const got = of(`/${endpoint.name}`);
    const ids = new Set(got.map(({ headers }) => headers["webhook-id"]));
    expect(endpoint.accepted).toBe(ids.size);
    expect(endpoint.delivered).toBe(ids.size);
    expect(endpoint.attempts.delivered + endpoint.attempts.retry).toBe(got.length);
    expect(endpoint.acceptToFirstByte.count).toBe(ids.size);
    expect(endpoint.acceptToDelivered.p50S).toBeGreaterThan(0.025);
    expect(endpoint.acceptToDelivered.p50S).toBeLessThan(0.1);
  }
  expect(endpoints.reduce((total, { attempts }) => total + attempts.retry, 0)).toBe(3);
  const ended = of("/native").filter(({ body }) => JSON.parse(body).event === "ended");
  expect(eventsAccepted.ended).toBe(new Set(ended.map(({ headers }) => headers["webhook-id"])).size);
  expect(received.length).toBeGreaterThan(20);
  expect(atMs).toBe(clock.nowMs());
  expect(pbx.sources.map(({ name }) => name)).toContain("call_control");
});

test("a page names endpoints and fixed words only: no secret, no number, no address", async () => {
  const { clock, stage, of, scrape } = await newWorld();
  stage.receiver.setBehaviour([{ status: 500, body: "planted-answer" }, { status: 200 }]);
  await playOnce({ stage, clock, faults: [], scenarios: few(4) });
  const text = await scrape();
  const callers = of("/native").map(({ body }) => String(JSON.parse(body).callerId));
  const ids = of("/native").map(({ body }) => String(JSON.parse(body).chainId));
  expect(callers.filter((each) => each !== "").length).toBeGreaterThan(0);
  const hidden = [...planted, "planted-answer", stage.receiver.url(), "127.0.0.1", ...callers, ...ids];
  for (const each of hidden.filter((word) => word !== "")) expect(text).not.toContain(each);
  const before = parsePage(text).samples.length;
  await playOnce({ stage, clock, faults: [], scenarios: few(6) });
  expect(parsePage(await scrape()).samples).toHaveLength(before);
});

test("a lost connection to the PBX is one reconnect when it is back", async () => {
  const { clock, stage, scrape } = await newWorld();
  await playOnce({ stage, clock, faults: [], scenarios: few(1) });
  const connected = () => stage.engine.pbxState().callControl.name === "connected";
  stage.simulator.setFaults(["no-licence"]);
  await clock.runUntil(() => !connected(), 120_000, stage.settle);
  stage.simulator.setFaults([]);
  await clock.runUntil(connected, 240_000, stage.settle);
  const { value } = parsePage(await scrape());
  expect(value("webhook_pbx_reconnects_total", { source: "call_control" })).toBe(1);
});
