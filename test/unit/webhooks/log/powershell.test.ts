import { describe, expect, test } from "vitest";
import { asPowerShell } from "../../../../src-main/webhooks/log/powershell.ts";
import { showRequest } from "../../../../src-main/webhooks/log/shown-request.ts";
import type { LogRequest } from "../../../../src-shared/webhooks/log-query.ts";
import { dialects } from "../../../../src-main/webhooks/dialects/by-name.ts";
import { context } from "../context.ts";
import { ringing } from "../events.ts";
import { expectNoSecret, plantedEndpoint } from "./planted.ts";

const plain: LogRequest = {
  method: "POST",
  address: "https://crm.example.com/3cx",
  url: "https://crm.example.com/3cx",
  headers: { "content-type": "application/json", "webhook-id": "01ABC" },
  body: `{"name":"O'Neill $HOME \u2019"}`,
};

describe("a request as a PowerShell command", () => {
  test("keeps quotes, dollars and the body's bytes", () => {
    expect(asPowerShell(plain)).toBe(
      [
        "Invoke-WebRequest -UseBasicParsing -Method POST -Uri 'https://crm.example.com/3cx' `",
        "  -Headers @{ 'webhook-id' = '01ABC' } `",
        "  -ContentType 'application/json' `",
        `  -Body ([Text.Encoding]::UTF8.GetBytes('{"name":"O''Neill $HOME \u2019\u2019"}'))`,
      ].join("\n"),
    );
  });

  test("has variables where secrets were, and says so first", () => {
    const request = { ...plain, headers: { authorization: "Bearer ***", "x-empty": "" } };
    const command = asPowerShell(request);
    expect(command.split("\n")[0]).toBe("# Set before: $env:WEBHOOK_AUTHORIZATION");
    expect(command).toContain("'authorization' = ('Bearer ' + $env:WEBHOOK_AUTHORIZATION); 'x-empty' = ''");
  });

  test("shows no secret of an endpoint that has them everywhere", () => {
    const planted = plantedEndpoint({ method: "GET" });
    const request = dialects.komplit(ringing(), context({ url: planted.url, method: "GET" }));
    if (request === undefined) throw new Error("No request was made.");
    const facts = {
      request,
      type: "ringing",
      eventId: "01ABC",
      endpoint: planted,
      version: "1.0.0",
    } as const;
    expectNoSecret(asPowerShell(showRequest(facts)));
  });
});
