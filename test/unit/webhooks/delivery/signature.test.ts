/** Signatures as the public library of Standard Webhooks receives them. */
import { describe, expect, it } from "vitest";
import { Webhook } from "standardwebhooks";
import { headersOf } from "../../../../src-main/webhooks/delivery/headers.ts";
import type { EndpointSettings } from "../../../../src-shared/settings/settings.ts";
import { endpoint } from "../events.ts";

const secretOf = (fill: number): string => `whsec_${Buffer.alloc(32, fill).toString("base64")}`;
const [current, previous, foreign] = [secretOf(1), secretOf(2), secretOf(3)];
const body = '{"name":"Žluťoučký","n":1}';
const post = { method: "POST", url: "u", baseUrl: "u", contentType: "application/json", body } as const;
const get = { method: "GET", url: "u?event=ringing", baseUrl: "u" } as const;

function sign(settings: Partial<EndpointSettings>, options: { ageS?: number; get?: boolean } = {}) {
  // The library compares with the present time.
  const nowMs = Date.now() - (options.ageS ?? 0) * 1000;
  const request = options.get === true ? get : post;
  return headersOf({ endpoint: endpoint(settings), request, eventId: "01ID", version: "1", nowMs });
}

const received = (secret: string, headers: Record<string, string>, text = body): unknown =>
  new Webhook(secret).verify(text, headers);

describe("a signed request", () => {
  it("is accepted by the public library", () => {
    expect(received(current, sign({ secret: current }))).toEqual(JSON.parse(body));
  });

  it("by GET is signed over the empty body", () => {
    const headers = sign({ secret: current }, { get: true });
    const timestamp = new Date(Number(headers["webhook-timestamp"]) * 1000);
    expect(headers["webhook-signature"]).toBe(new Webhook(current).sign("01ID", timestamp, ""));
  });

  it.each([
    ["with another secret", foreign, {}, body],
    ["with another body", current, {}, body.replace("1", "2")],
    ["that is too old", current, { ageS: 301 }, body],
    ["from the future", current, { ageS: -301 }, body],
  ])("%s is refused", (_name, secret, options, text) => {
    expect(() => received(secret, sign({ secret: current }, options), text)).toThrow();
  });

  it("with another id is refused", () => {
    expect(() => received(current, { ...sign({ secret: current }), "webhook-id": "02ID" })).toThrow();
  });

  it("an hour later has a new timestamp and a new signature", () => {
    const [early, late] = [sign({ secret: current }, { ageS: 3600 }), sign({ secret: current })];
    expect(late["webhook-signature"]).not.toBe(early["webhook-signature"]);
  });
});

describe("during a change of secrets", () => {
  const day = 86_400_000;

  it("a receiver may know the old one or the new one", () => {
    const headers = sign({ secret: current, previousSecret: previous });
    expect(headers["webhook-signature"]).toMatch(/^v1,\S+ v1,\S+$/);
    for (const secret of [current, previous]) expect(received(secret, headers)).toBeDefined();
    expect(() => received(foreign, headers)).toThrow();
  });

  it("the old one signs until its time is over", () => {
    const until = (previousSecretUntil: number) =>
      sign({ secret: current, previousSecret: previous, previousSecretUntil });
    expect(received(previous, until(Date.now() + day))).toBeDefined();
    expect(() => received(previous, until(Date.now() - 1))).toThrow();
    expect(received(current, until(Date.now() - 1))).toBeDefined();
  });
});

describe("access", () => {
  it.each([
    [{ basicUser: "jo", basicPassword: "p:ß" }, `Basic ${Buffer.from("jo:p:ß").toString("base64")}`],
    [{ basicUser: "jo" }, `Basic ${Buffer.from("jo:").toString("base64")}`],
    [{ bearerToken: "abc" }, "Bearer abc"],
    [{ headers: { authorization: "Digest x" } }, "Digest x"],
    [{}, undefined],
  ])("%j", (settings, authorization) => {
    expect(sign(settings)["authorization"]).toBe(authorization);
  });

  it("marks what was sent again", () => {
    const input = { endpoint: endpoint(), request: post, eventId: "01ID", version: "1", nowMs: 0 };
    expect(headersOf({ ...input, replay: true })["webhook-replay"]).toBe("1");
    expect(headersOf(input)).not.toHaveProperty("webhook-replay");
  });

  it("keeps what proves a request's origin out of the settings' hands", () => {
    const headers = { "webhook-signature": "v1,x", "webhook-timestamp": "1", "webhook-replay": "1" };
    expect(Object.keys(sign({ headers }))).toEqual(["user-agent", "content-type", "webhook-id"]);
  });
});
