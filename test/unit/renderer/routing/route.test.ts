import { expect, test } from "vitest";
import { hashOf, parseRoute } from "../../../../src-renderer/routing/route.ts";

test.each([
  ["", "overview", [], {}],
  ["#/calls?state=live&dn=101", "calls", [], { state: "live", dn: "101" }],
  ["#/webhooks/4711?endpoint=crm&state=failed", "webhooks", ["4711"], { endpoint: "crm", state: "failed" }],
  ["#/settings/endpoint.crm/url", "settings", ["endpoint.crm", "url"], {}],
  ["#/recordings/%E2%80%AEgnp.mp3", "recordings", ["\u202egnp.mp3"], {}],
  ["#/calls/%E0%A4%A", "calls", ["%E0%A4%A"], {}],
  ["#/calls?text=a%3Fb%26c", "calls", [], { text: "a?b&c" }],
] as const)("%s", (hash, view, path, query) => {
  expect(parseRoute(hash)).toEqual({ view, path, query });
});

test("an address that leads nowhere is known as such", () => {
  expect(parseRoute("#/nowhere")).toBeUndefined();
  expect(parseRoute("#/constructor")).toBeUndefined();
});

test("what is written is read back, whatever is in it", () => {
  const path = ["a/b", "ü ?#%"];
  const query = { text: "„+49“ & more", endpoint: undefined, state: "" };
  expect(parseRoute(hashOf("webhooks", path, query))).toEqual({
    view: "webhooks",
    path,
    query: { text: "„+49“ & more" },
  });
});
