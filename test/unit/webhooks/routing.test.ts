import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileRoute, compileUsers } from "../../../src-main/webhooks/routing.ts";
import { dialing, ended, recording, ringing, started } from "./events.ts";

describe("users", () => {
  it.each([
    ["", "101", true],
    ["101", "101", true],
    ["101", "1010", false],
    ["2xx", "205", true],
    ["2XX", "205", true],
    ["2xx", "20", false],
    ["2xx", "2055", false],
    ["300-320", "300", true],
    ["300-320", "320", true],
    ["300-320", "321", false],
    ["300-320", "0305", false],
    ["320 - 300", "310", true],
    ["98-102", "100", true],
    ["-101", "101", false],
    ["-101", "102", true],
    ["-300-320", "310", false],
    ["-300-320", "321", true],
    ["1xx, -101", "101", false],
    ["-101, 101", "101", false],
    ["1xx, -101", "205", false],
    ["hol", "HOL", true],
    ["101", "", false],
    [" , ", "7", true],
  ])("%j lets %s: %s", (patterns, user, wanted) => {
    expect(compileUsers(patterns.split(","))(user)).toBe(wanted);
  });

  it("never lets an excluded user through, in whatever order the patterns stand", () => {
    const dn = fc.integer({ min: 100, max: 999 }).map(String);
    fc.assert(
      fc.property(fc.array(dn), fc.array(dn), dn, (included, excluded, user) => {
        const patterns = [...included, ...excluded.map((pattern) => `-${pattern}`)];
        const expected = !excluded.includes(user) && (included.length === 0 || included.includes(user));
        expect(compileUsers(patterns)(user)).toBe(expected);
        expect(compileUsers(patterns.toReversed())(user)).toBe(expected);
      }),
    );
  });
});

describe("routes", () => {
  it("take dialing for ringing and a recording for the user of its link", () => {
    const wants = compileRoute({ events: ["ringing", "recording"], users: ["105"] });
    expect(wants(ringing())).toBe(true);
    expect(wants(dialing())).toBe(true);
    expect(wants(started())).toBe(false);
    expect(wants(recording())).toBe(true);
    expect(wants(recording({ ended: ended({ user: "106" }) }))).toBe(false);
    expect(wants(ringing({ user: "106" }))).toBe(false);
  });
});
