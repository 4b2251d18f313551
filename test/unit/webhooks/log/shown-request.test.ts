import { describe, expect, test } from "vitest";
import { createMask } from "../../../../src-main/program/log-mask.ts";
import { dialects } from "../../../../src-main/webhooks/dialects/by-name.ts";
import { secretsOfEndpoint, showRequest } from "../../../../src-main/webhooks/log/shown-request.ts";
import type { EndpointSettings } from "../../../../src-shared/settings/settings.ts";
import type { OutgoingEvent } from "../../../../src-shared/telephony/call-event.ts";
import { context } from "../context.ts";
import { ended, endpoint, recording, ringing } from "../events.ts";
import { expectNoSecret, planted, plantedEndpoint } from "./planted.ts";

function shown(event: OutgoingEvent, settings: EndpointSettings) {
  const { url, recordingUrl, method, dialect } = settings;
  const request = dialects[dialect](event, context({ url, recordingUrl, method }));
  if (request === undefined) throw new Error("The dialect does not send this.");
  return showRequest({ request, type: event.type, eventId: "01ABC", endpoint: settings, version: "9.9.9" });
}

describe("a shown request", () => {
  test("hides what the administrator put in, and shows what the event says", () => {
    const request = shown(ringing(), plantedEndpoint({ method: "GET" }));
    expect(request.address).toBe("https://***@crm.example.com/3cx?key=***&route=***");
    expect(request.url).toContain("callerid=381629759787");
    expect(request.url).toBe(`${request.address}&${request.fields}`);
    expect(request.headers).toEqual({
      "user-agent": "3CX-Webhook/9.9.9",
      authorization: "Bearer ***",
      "x-api-key": "***",
      accept: "application/json",
      "webhook-id": "01ABC",
      "webhook-timestamp": "***",
      "webhook-signature": "v1,***",
    });
  });

  test.each([
    [{ basicUser: "bob", basicPassword: "AddressPassw0rd" }, "Basic ***"],
    [{ bearerToken: "HeaderToken-abcdef" }, "Bearer ***"],
    [{ headers: { authorization: "HeaderToken-abcdef" } }, "***"],
  ])("hides the credentials of %j", (change, authorization) => {
    const request = shown(ended(), endpoint(change));
    expect(request.headers["authorization"]).toBe(authorization);
    expectNoSecret(request);
  });

  test("of a recording hides the secrets of the recordings' address", () => {
    const request = shown(recording(), plantedEndpoint());
    expect(request.address).toBe("https://***@crm.example.com/3cx/recordings?token=***");
    expect(request.body).toContain("http");
    expectNoSecret(request);
  });

  test.each(["komplit", "creomate", "k2m", "native"] as const)(
    "of the dialect %s holds no secret",
    (dialect) => {
      for (const event of [ringing(), ended(), recording()]) {
        expectNoSecret(shown(event, plantedEndpoint({ dialect })));
      }
    },
  );
});

describe("the secrets of an endpoint", () => {
  test("are all known, so that an answer which repeats the request can be masked", () => {
    const settings = plantedEndpoint({ basicUser: "bob", basicPassword: "BasicPass-1" });
    const echo = JSON.stringify([settings, planted, Buffer.from("bob:BasicPass-1").toString("base64")]);
    const masked = createMask(secretsOfEndpoint(settings)).text(echo);
    expectNoSecret(masked);
    expect(masked).not.toContain("BasicPass-1");
  });

  test("do not hold ordinary words", () => {
    const settings = endpoint({
      url: "https://crm.example.com/3cx?source=webhook&lang=de",
      headers: { accept: "application/json" },
    });
    expect(secretsOfEndpoint(settings)).toEqual([]);
  });

  test("hold a key without a name, and one in another spelling", () => {
    expect(secretsOfEndpoint(endpoint({ url: "https://crm.example.com/?abcdef" }))).toContain("abcdef");
    const secrets = secretsOfEndpoint(endpoint({ url: "https://crm.example.com/?key=a%62c%2f1" }));
    expect(secrets).toEqual(expect.arrayContaining(["abc/1", "abc%2F1", "a%62c%2f1"]));
  });
});
