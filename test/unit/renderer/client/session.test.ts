import { expect, test } from "vitest";
import { createMonitorSession } from "../../../../src-renderer/client/session.ts";

const answers = (body: unknown) => async () => ({ json: async () => body });
const broken = async () => Promise.reject(new Error("no network"));

test("the password goes out as JSON, and the answer is passed on", async () => {
  const asked: unknown[] = [];
  const answer = { outcome: "wrong-password", sentence: "Wrong password.", triesLeft: 3, pauseS: 60 };
  const session = createMonitorSession(async (path, init) => {
    asked.push(path, init?.method, init?.body);
    return { json: async () => answer };
  });
  expect(await session.login('p"ä')).toEqual(answer);
  expect(asked).toEqual(["/monitor/login", "POST", '{"password":"p\\"ä"}']);
});

test.each([
  ["a page of somebody else's", answers("<html>")],
  ["no answer", broken],
])("%s is told in words, not thrown", async (_name, ask) => {
  const session = createMonitorSession(ask);
  expect((await session.login("x")).sentence).toMatch(/does not answer/);
  expect(await session.ask()).toBeUndefined();
  expect(await session.whyNot()).toBe("lost");
  expect(await session.logout()).toBe(false);
});

test("a session is over when the server says so, and only then", async () => {
  expect(await createMonitorSession(answers({ ok: true })).logout()).toBe(true);
  expect(await createMonitorSession(answers({ error: "This address may not." })).logout()).toBe(false);
});

test("why a socket does not open comes from the server, as far as it says", async () => {
  const with_ = (access: string) =>
    createMonitorSession(answers({ access, sentence: "", password: true })).whyNot();
  expect(await with_("login-needed")).toBe("login-needed");
  expect(await with_("remote-off")).toBe("remote-off");
  expect(await with_("granted")).toBe("lost");
  expect(await with_("else")).toBe("lost");
});
