import { expect, it } from "vitest";
import { callerIdOf, sameNumber } from "../../../src-main/calls/numbers.ts";

it("gives digits only, or what the PBX showed; what has letters stays; nobody has none", () => {
  expect(callerIdOf("+420 774-852 629", "digits")).toBe("420774852629");
  expect(callerIdOf("+420 774-852 629", "as_shown")).toBe("+420 774-852 629");
  expect(callerIdOf("alice.1@example.com", "digits")).toBe("alice.1@example.com");
  for (const shown of ["", "Anonymous", "RESTRICTED", " unknown "]) {
    expect([callerIdOf(shown, "digits"), callerIdOf(shown, "as_shown")]).toEqual(["", ""]);
  }
});

it.each([
  ["+49123456789", "0123456789", true],
  ["+420774852629", "00420774852629", true],
  ["+420774852629", "+420774852628", false],
  ["", "anonymous", true],
  ["", "+420774852629", false],
  ["112", "112", true],
  ["112", "0112", false],
  ["alice", "alice", true],
  ["alice", "bob", false],
  ["*", "+", false],
  ["2345678", "12345678", true],
  ["345678", "12345678", false],
])("%s and %s are the same number: %s", (a, b, same) => {
  expect([sameNumber(a, b), sameNumber(b, a)]).toEqual([same, same]);
});
