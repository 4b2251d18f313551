import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { headersOf } from "../../../../src-main/webhooks/delivery/headers.ts";
import { endpoint } from "../events.ts";

const request = {
  method: "POST",
  url: "u",
  baseUrl: "u",
  contentType: "application/json",
  body: "{}",
} as const;
const input = { request, eventId: "01ID", version: "1.2.3", nowMs: 1_750_000_000_999 };

describe("headers", () => {
  it("are these on every request", () => {
    expect(headersOf({ ...input, endpoint: endpoint() })).toEqual({
      "webhook-id": "01ID",
      "user-agent": "3CX-Webhook/1.2.3",
      "content-type": "application/json",
    });
    const get = { method: "GET", url: "u", baseUrl: "u" } as const;
    const names = Object.keys(headersOf({ ...input, request: get, endpoint: endpoint() }));
    expect(names).toEqual(["user-agent", "webhook-id"]);
  });

  it("take the endpoint's own, except those that would break delivery", () => {
    const headers = {
      authorization: "Bearer x",
      "user-agent": "me",
      "webhook-id": "no",
      connection: "close",
    };
    expect(headersOf({ ...input, endpoint: endpoint({ headers }) })).toMatchObject({
      authorization: "Bearer x",
      "user-agent": "me",
      "webhook-id": "01ID",
    });
    expect(headersOf({ ...input, endpoint: endpoint({ headers }) })).not.toHaveProperty("connection");
  });

  it("sign by the Standard Webhooks scheme when there is a secret", () => {
    const key = Buffer.alloc(32, 7);
    const headers = headersOf({
      ...input,
      endpoint: endpoint({ secret: `whsec_${key.toString("base64")}` }),
    });
    const expected = createHmac("sha256", key).update("01ID.1750000000.{}").digest("base64");
    expect(headers).toMatchObject({
      "webhook-timestamp": "1750000000",
      "webhook-signature": `v1,${expected}`,
    });
  });
});
