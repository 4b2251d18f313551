import { expect, test } from "vitest";
import { createEnds } from "../../../src-shared/rpc/channel-ends.ts";

test("texts wait for whoever listens, in their order", () => {
  const ends = createEnds();
  ends.take("a");
  ends.take("b");
  const heard: string[] = [];
  ends.onMessage((text) => heard.push(text));
  ends.take("c");
  expect(heard).toEqual(["a", "b", "c"]);
});

test("there is one end: the first reason counts, what comes after it is not heard, and it is cleaned up once", () => {
  const order: string[] = [];
  const ends = createEnds(() => order.push("cleaned up"));
  ends.onMessage((text) => order.push(text));
  ends.onClose((reason) => order.push(reason));
  expect(ends.isOver()).toBe(false);
  ends.end("lost");
  ends.end("closed");
  ends.take("late");
  expect(order).toEqual(["cleaned up", "lost"]);
  expect(ends.isOver()).toBe(true);
});

test("who listens too late still hears why", () => {
  const ends = createEnds();
  ends.end("session-ended");
  const heard: string[] = [];
  ends.onClose((reason) => heard.push(reason));
  expect(heard).toEqual(["session-ended"]);
});
