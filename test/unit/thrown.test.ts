import { describe, expect, it } from "vitest";
import { codeOf, reasonOf } from "../../src-shared/thrown.ts";

describe("what was thrown", () => {
  it("is the message of an error, and the text of anything else", () => {
    expect(reasonOf(new Error("the disk is full"))).toBe("the disk is full");
    expect(reasonOf("not that way")).toBe("not that way");
    expect(reasonOf(undefined)).toBe("undefined");
  });

  it("has the code that the system gave it, and none where there is none", () => {
    expect(codeOf(Object.assign(new Error("no such file"), { code: "ENOENT" }))).toBe("ENOENT");
    for (const other of [new Error("no code"), { code: 7 }, "ENOENT", null]) expect(codeOf(other)).toBe("");
  });
});
