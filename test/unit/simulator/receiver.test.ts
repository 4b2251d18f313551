import { request as tlsRequest } from "node:https";
import { describe, expect, it, onTestFinished } from "vitest";
import { selfSigned } from "../../../src-main/simulator/certificate.ts";
import { createReceiver, type ReceiverOptions } from "../../../src-main/simulator/receiver.ts";
import { createVirtualClock } from "../../../src-main/simulator/virtual-clock.ts";

async function createBench(options: Partial<ReceiverOptions> = {}) {
  const clock = createVirtualClock({ startMs: 5_000 });
  const receiver = createReceiver({ clock, ...options });
  const { url } = await receiver.start();
  onTestFinished(() => receiver.stop());
  return { clock, receiver, url };
}

describe("receiver", () => {
  it("records a request as it was sent", async () => {
    const { receiver, url } = await createBench();
    const seen: string[] = [];
    receiver.onRequest((request) => seen.push(request.path));
    const answer = await fetch(`${url}/crm?x=1&event=ringing&x=%C3%BC+%26`, {
      method: "POST",
      headers: { "Webhook-Id": "msg_1" },
      body: "žluťoučký",
    });
    expect(answer.status).toBe(200);
    expect(seen).toEqual(["/crm"]);
    expect(receiver.url()).toBe(url);
    expect(receiver.requests()).toMatchObject([
      {
        method: "POST",
        path: "/crm",
        target: "/crm?x=1&event=ringing&x=%C3%BC+%26",
        query: [
          ["x", "1"],
          ["event", "ringing"],
          ["x", "ü &"],
        ],
        headers: { "webhook-id": "msg_1" },
        body: "žluťoučký",
        atMs: 5_000,
      },
    ]);
    receiver.clear();
    expect(receiver.requests()).toEqual([]);
  });

  it("answers in turn and keeps the last answer", async () => {
    const { receiver, url } = await createBench();
    receiver.setBehaviour([{ status: 503, retryAfter: "7" }, { reset: true }, { status: 204 }]);
    const first = await fetch(url);
    expect([first.status, first.headers.get("retry-after")]).toEqual([503, "7"]);
    await expect(fetch(url)).rejects.toThrow();
    expect([(await fetch(url)).status, (await fetch(url)).status]).toEqual([204, 204]);
    receiver.setBehaviour({ status: 302, location: "/other", body: "moved" });
    const moved = await fetch(url, { redirect: "manual" });
    expect([moved.headers.get("location"), await moved.text()]).toEqual(["/other", "moved"]);
    expect(receiver.requests()).toHaveLength(5);
  });

  it("waits on the clock", async () => {
    const { clock, receiver, url } = await createBench();
    receiver.setBehaviour({ delayMs: 30_000, body: "late" });
    const asked = fetch(url).then((answer) => answer.text());
    await expect.poll(() => receiver.waiting()).toBe(1);
    expect(receiver.inFlight()).toBe(1);
    await clock.runFor(30_000);
    expect(await asked).toBe("late");
    expect([receiver.inFlight(), receiver.waiting()]).toEqual([0, 0]);
  });

  it("counts a request that is never answered until the sender hangs up", async () => {
    const { clock, receiver, url } = await createBench();
    receiver.setBehaviour({ never: true });
    const hangUp = new AbortController();
    const asked = fetch(url, { signal: hangUp.signal }).catch(() => "hung up");
    await expect.poll(() => receiver.waiting()).toBe(1);
    await clock.runFor(3_600_000);
    expect(receiver.waiting()).toBe(1);
    hangUp.abort();
    expect(await asked).toBe("hung up");
    await expect.poll(() => [receiver.inFlight(), receiver.waiting()]).toEqual([0, 0]);
  });

  it("says so when a listener breaks", async () => {
    const { receiver, url } = await createBench();
    receiver.onRequest(() => {
      throw new Error("broken listener");
    });
    const answer = await fetch(url);
    expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining("broken listener")]);
  });

  it("remembers no more than it was told to", async () => {
    const { receiver, url } = await createBench({ keep: 2 });
    for (const path of ["/1", "/2", "/3"]) await fetch(url + path);
    expect(receiver.requests().map((request) => request.path)).toEqual(["/2", "/3"]);
  });

  it("speaks https with a certificate of its own", async () => {
    const certificate = await selfSigned();
    const { receiver, url } = await createBench({ tls: certificate });
    const status = await new Promise((resolve, reject) => {
      const asked = tlsRequest(url, { ca: certificate.cert, agent: false }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.on("error", reject);
      asked.end();
    });
    expect(status).toBe(200);
    expect(receiver.url()).toMatch(/^https:/);
  });
});
