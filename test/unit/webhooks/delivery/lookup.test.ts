import { describe, expect, it } from "vitest";
import type { LookupAnswer } from "../../../../src-main/webhooks/delivery/lookup.ts";
import { createSharedLookup } from "../../../../src-main/webhooks/delivery/lookup.ts";

describe("look-ups", () => {
  it("of the same name at the same time are one, and later ones are new", () => {
    const asked: { name: string; answer: LookupAnswer }[] = [];
    const lookup = createSharedLookup((name, _options, answer) => asked.push({ name, answer }));
    const heard: string[] = [];
    for (const name of ["crm", "crm", "other"]) {
      lookup(name, { all: true }, (error, found) =>
        heard.push(`${name} ${error?.message ?? found[0]?.address}`),
      );
    }
    expect(asked.map(({ name }) => name)).toEqual(["crm", "other"]);
    asked[0]?.answer(null, [{ address: "10.0.0.1", family: 4 }]);
    asked[1]?.answer(new Error("down"), []);
    expect(heard).toEqual(["crm 10.0.0.1", "crm 10.0.0.1", "other down"]);
    lookup("crm", { all: true }, () => undefined);
    expect(asked).toHaveLength(3);
  });
});
