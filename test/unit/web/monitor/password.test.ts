import { expect, test } from "vitest";
import { createPasswordCheck } from "../../../../src-main/web/monitor/password.ts";

const always = () => true;

test("the right one is right, however its letters are put together; others are wrong", async () => {
  const check = createPasswordCheck();
  check.set("Schlüssel");
  expect(await check.check("Schlu\u0308ssel", always)).toBe("right");
  expect(await check.check("Schlussel", always)).toBe("wrong");
  expect(await check.check("", always)).toBe("wrong");
});

test("without a password nothing is right", async () => {
  const check = createPasswordCheck();
  for (const none of [undefined, ""]) {
    check.set(none);
    expect([check.isSet(), check.isSame(""), check.isSame(undefined)]).toEqual([false, true, true]);
    expect(await check.check("", always)).toBe("wrong");
  }
});

test("a password that is changed meanwhile is no longer right", async () => {
  const check = createPasswordCheck();
  check.set("old");
  const asked = check.check("old", () => {
    queueMicrotask(() => check.set("new"));
    return true;
  });
  expect(await asked).toBe("wrong");
  expect(await check.check("new", always)).toBe("right");
});

test("who may not try any more is not compared, and too many at once are sent away", async () => {
  const check = createPasswordCheck();
  check.set("right");
  const answers = await Promise.all(Array.from({ length: 12 }, () => check.check("right", () => false)));
  expect(answers).toEqual([...Array<string>(8).fill("not-now"), ...Array<string>(4).fill("busy")]);
  expect(await check.check("right", always)).toBe("right");
});
