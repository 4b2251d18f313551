// The receivers that integrators begin with, against what really delivers: they take what is signed, each id
// once, and refuse everything else. A language that is not installed here is skipped and says so.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLogger } from "../../src-main/log.ts";
import { createHttpSender } from "../../src-main/webhooks/delivery/http-sender.ts";
import { sendTestEvent } from "../../src-main/webhooks/log/test-event.ts";
import { endpoint } from "../unit/webhooks/events.ts";
import { isInstalled, languages, startReceiver, type ReceiverProcess } from "./receiver-process.ts";

const secretOf = (fill: number): string => `whsec_${Buffer.alloc(32, fill).toString("base64")}`;
const [secret, other] = [secretOf(7), secretOf(8)];

interface Sending {
  readonly id?: string;
  readonly ageS?: number;
  readonly secret?: string;
  readonly previousSecret?: string;
  readonly method?: "GET" | "POST";
}

/** Sends a made-up `ended` by the program's own code; gives the status of the answer. */
async function send(url: string, sending: Sending): Promise<number | undefined> {
  const { id = "1", ageS = 0, method = "POST", ...secrets } = sending;
  const outcome = await sendTestEvent(
    endpoint({ url: `${url}/3cx?tenant=5`, method, ...secrets }),
    "ended",
    { timezone: "Europe/Prague" },
    {
      connect: () => createHttpSender(),
      nowMs: () => Date.now() - ageS * 1000,
      newId: () => id,
      log: createLogger({ level: "error", output: { write: () => {} } }),
      version: "1",
      mask: (_endpoint, text) => text,
      report: () => {},
    },
  );
  if (!outcome.ok) throw new Error(outcome.sentence);
  if (outcome.exchange.status === undefined) throw new Error(outcome.exchange.sentence);
  return outcome.exchange.status;
}

for (const language of languages) {
  const missing = !isInstalled(language);
  const why = missing ? ` (${language.program} is not installed here)` : "";
  describe.skipIf(missing)(`the receiver in ${language.name}${why}`, () => {
    let receiver: ReceiverProcess;
    beforeAll(async () => {
      receiver = await startReceiver(language, secret);
    });
    afterAll(() => receiver.stop());

    const took = (id: string) => receiver.printed().split(`test_${id} `).length - 1;

    test("takes what is signed, as it was sent, and the same id once", async () => {
      expect(await send(receiver.url, { id: "once", secret })).toBe(204);
      expect(await send(receiver.url, { id: "once", secret })).toBe(204);
      expect(await send(receiver.url, { id: "after", secret })).toBe(204);
      await expect.poll(() => took("after")).toBe(1);
      expect(took("once")).toBe(1);
      expect(receiver.printed()).toMatch(
        /test_once \/3cx\?tenant=5 \{"event":"incoming",.*"id":"test_\d+-1"\}/,
      );
    });

    test("takes what is signed with either secret while it changes, and by GET", async () => {
      expect(await send(receiver.url, { id: "changing", secret: other, previousSecret: secret })).toBe(204);
      expect(await send(receiver.url, { id: "get", secret, method: "GET" })).toBe(204);
      await expect.poll(() => [took("changing"), took("get")]).toEqual([1, 1]);
    });

    test.each([
      ["signed with another secret", { secret: other }],
      ["not signed", {}],
      ["ten minutes old", { secret, ageS: 600 }],
      ["ten minutes ahead", { secret, ageS: -600 }],
    ])("refuses what is %s", async (_what, sending: Sending) => {
      expect(await send(receiver.url, { id: "wrong", ...sending })).toBe(401);
      expect(took("wrong")).toBe(0);
    });

    test("refuses a body that was changed on its way, and headers of nonsense", async () => {
      const refused = async (headers: Record<string, string>) =>
        (await fetch(receiver.url, { method: "POST", body: "{}", headers })).status;
      const nowS = String(Math.floor(Date.now() / 1000));
      const signature = `v1,${Buffer.alloc(32).toString("base64")}`;
      const marks = { "webhook-id": "test_bad", "webhook-timestamp": nowS };
      expect(await refused({ ...marks, "webhook-signature": signature })).toBe(401);
      expect(await refused({ ...marks, "webhook-signature": "v1, v2,x v1" })).toBe(401);
      expect(await refused({ ...marks, "webhook-timestamp": "soon", "webhook-signature": signature })).toBe(
        401,
      );
      expect(took("bad")).toBe(0);
    });
  });
}
