/** What events say besides who and when. */
import { expect, it } from "vitest";
import { createTalk, createWatch } from "./watch.ts";

it("a conversation was ok if there was a talk, though its last link was missed", () => {
  const watch = createTalk({ activeCalls: false });
  watch.leg("102", 2, "ringing", 7, { referredBy: { dn: "101", type: "extension" } });
  watch.gone("101", 1);
  watch.wait(5);
  watch.gone("102", 2);
  watch.wait(2);
  const end = watch.events.at(-1);
  expect(end).toMatchObject({ type: "chain_ended", finish: "ok" });
  expect(end?.type === "chain_ended" && end.links.map(({ link, finish }) => `${link} ${finish}`)).toEqual([
    "1 ok",
    "2 missed",
  ]);
});

it("a queue that only a leg names is known as one, with no directory at hand", () => {
  const watch = createWatch({ activeCalls: false, directory: false });
  watch.leg("101", 1, "ringing", 7, { onBehalfOf: { dn: "888", type: "queue" } });
  watch.gone("101", 1);
  watch.wait(2);
  const ended = watch.events.find((event) => event.type === "ended");
  expect(ended).toMatchObject({ user: "888", userType: "queue", standingPoint: "queue" });
});
