import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asCurl } from "../../../../src-main/webhooks/log/curl.ts";
import { dialects } from "../../../../src-main/webhooks/dialects/by-name.ts";
import { showRequest } from "../../../../src-main/webhooks/log/shown-request.ts";
import type { LogRequest } from "../../../../src-shared/webhooks/log-query.ts";
import { context } from "../context.ts";
import { endpoint, ringing } from "../events.ts";
import { expectNoSecret, plantedEndpoint } from "./planted.ts";

const posix = process.platform !== "win32";

/** What curl would be called with: a real shell reads the command, and a function prints its words. */
function wordsOf(command: string, variables: Record<string, string> = {}): string[] {
  const script = `curl() { for word; do printf '%s\\0' "$word"; done; }\n${command}\n`;
  const output = execFileSync("/bin/sh", ["-c", script], { env: variables, encoding: "utf8" });
  return output.split("\0").slice(0, -1);
}

function headersIn(words: readonly string[]): string[] {
  return words.filter((_word, at) => words[at - 1] === "--header");
}

const plain: LogRequest = {
  method: "POST",
  address: "https://crm.example.com/3cx",
  url: "https://crm.example.com/3cx",
  headers: { "content-type": "application/json", "webhook-id": "01ABC" },
  body: `{"name":"O'Neill $HOME \`id\` \\\\ \\"x\\" !"}`,
};

describe.runIf(posix)("a request as a command", () => {
  test("says the same as the request", () => {
    expect(wordsOf(asCurl(plain))).toEqual([
      "--globoff",
      "--request",
      "POST",
      plain.url,
      "--header",
      "content-type: application/json",
      "--header",
      "webhook-id: 01ABC",
      "--data-raw",
      plain.body,
    ]);
  });

  test("keeps any text as it is", () => {
    const text = fc
      .string({ unit: "binary", maxLength: 40 })
      .map((one) => one.replaceAll("\0", "").toWellFormed());
    // Many commands for one shell: to start one takes longer than all the rest.
    const bodies = fc.array(text, { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(bodies, (all) => {
        const words = wordsOf(all.map((body) => asCurl({ ...plain, headers: {}, body })).join("\n"));
        expect(words.filter((_word, at) => words[at - 1] === "--data-raw")).toEqual(all);
      }),
      { numRuns: 4, examples: [[["", "'", "''", "\n", "$(id)", "-", "@file", "\\", "--data-raw "]]] },
    );
  });

  test("has a variable for each secret, and works when they are set", () => {
    const settings = plantedEndpoint({ method: "GET" });
    const { url, method } = settings;
    const request = dialects.komplit(ringing(), context({ url, method }));
    if (request === undefined) throw new Error("nothing to send");
    const shown = showRequest({
      request,
      type: "ringing",
      eventId: "01ABC",
      endpoint: settings,
      version: "1.2.3",
    });
    const command = asCurl(shown);
    expectNoSecret(command);
    expect(command).not.toContain("***");
    expect(command).toContain(
      "# Set before: WEBHOOK_URL_LOGIN, WEBHOOK_URL_KEY, WEBHOOK_URL_ROUTE, WEBHOOK_AUTHORIZATION, WEBHOOK_X_API_KEY",
    );
    expect(command).toContain("# The signature is left out");
    const words = wordsOf(command, {
      WEBHOOK_URL_LOGIN: "user:AddressPassw0rd",
      WEBHOOK_URL_KEY: "QueryKey-12345678",
      WEBHOOK_URL_ROUTE: "calls",
      WEBHOOK_AUTHORIZATION: "HeaderToken-abcdef",
      WEBHOOK_X_API_KEY: "ApiKey-ghijkl",
    });
    expect(words[3]).toBe(request.url);
    expect(headersIn(words)).toEqual([
      "user-agent: 3CX-Webhook/1.2.3",
      "authorization: Bearer HeaderToken-abcdef",
      "x-api-key: ApiKey-ghijkl",
      "accept: application/json",
      "webhook-id: 01ABC",
    ]);
  });

  test("leaves the login of the address to curl", () => {
    const settings = endpoint({ url: "https://bob:AddressPassw0rd@crm.example.com/3cx" });
    const request = dialects.komplit(ringing(), context({ url: settings.url }));
    if (request === undefined) throw new Error("nothing to send");
    const shown = showRequest({
      request,
      type: "ringing",
      eventId: "01ABC",
      endpoint: settings,
      version: "1.2.3",
    });
    const words = wordsOf(asCurl(shown), { WEBHOOK_URL_LOGIN: "bob:AddressPassw0rd" });
    expect(words[3]).toBe(settings.url);
    expect(headersIn(words).join()).not.toContain("authorization");
  });

  test.each([
    ["https://a.example.com/x", "https://a.example.com/x?callerid=1&t=a%20b"],
    ["https://a.example.com/x?k=***", "https://a.example.com/x?k=***&callerid=***"],
    ["https://a.example.com/x?k=***#part", "https://a.example.com/x?k=***&callerid=1#part"],
    ["https://a.example.com/x#part", "https://a.example.com/x?callerid=1#part"],
    ["https://a.example.com/x?***&k=***&k=***", "https://a.example.com/x?***&k=***&k=***&b=2"],
  ])("puts the event's fields where they were: %s", (address, url) => {
    const command = asCurl({ ...plain, method: "GET", address, url });
    const fromVariables = command.matchAll(/WEBHOOK_[A-Z0-9_]+/g);
    const variables = Object.fromEntries([...fromVariables].map(([name]) => [name, "***"]));
    expect(wordsOf(command, variables)[3]).toBe(url);
  });

  test("sends an empty header as curl wants it", () => {
    expect(headersIn(wordsOf(asCurl({ ...plain, headers: { "x-empty": "" } })))).toEqual(["x-empty;"]);
  });
});
