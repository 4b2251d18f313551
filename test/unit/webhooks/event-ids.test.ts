import { randomFillSync } from "node:crypto";
import { decodeTime, isValid } from "ulid";
import { expect, it } from "vitest";
import { createEventIds } from "../../../src-main/webhooks/event-ids.ts";

it("makes ULIDs of this moment, none twice, also across refills", () => {
  const nextId = createEventIds((bytes) => randomFillSync(bytes));
  const before = Date.now();
  const ids = Array.from({ length: 2000 }, nextId);
  expect(ids.every((id) => isValid(id))).toBe(true);
  expect(new Set(ids).size).toBe(2000);
  for (const id of ids) expect(decodeTime(id)).toBeGreaterThanOrEqual(before);
});

it("asks for chance seldom, and uses each byte once", () => {
  let filled = 0;
  const nextId = createEventIds((bytes) => {
    filled += 1;
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = at % 256;
  });
  const ends = Array.from({ length: 256 }, () => nextId().slice(10));
  expect(filled).toBe(1);
  expect(ends[0]).toBe("1111111100000000");
  expect(ends[1]).toBe("3333333322222222");
});
