import { describe, expect, it } from "vitest";
import { clockDuration, titleDuration } from "../../../../src-main/webhooks/dialects/durations.ts";
import { titleOf } from "../../../../src-main/webhooks/dialects/titles.ts";
import { ended, missed } from "../events.ts";

describe("titles", () => {
  const cases = [
    [ended(), "Sales:Answered call from 381629759787 (3:24)"],
    [ended({ did: "" }), "Answered call from 381629759787 (3:24)"],
    [ended({ callerId: "" }), "Sales:Answered call from anonymous (3:24)"],
    [ended({ direction: "internal", did: "" }), "Answered call from 381629759787 (3:24)"],
    [missed({ standingPoint: "ivr", user: "800" }), "Sales:Missed call by IVR 800 from 381629759787"],
    [missed({ standingPoint: "queue", user: "801" }), "Sales:Missed call by queue 801 from 381629759787"],
    [
      missed({ standingPoint: "queue", user: "801", callbackOrdered: true }),
      "Sales:Missed call by queue 801 from 381629759787 (callback ordered)",
    ],
    [
      missed({ standingPoint: "ring-group", user: "810" }),
      "Sales:Missed call by group 810 from 381629759787",
    ],
    [missed(), "Sales:Missed call by 105 from 381629759787"],
    [ended({ direction: "outgoing" }), "Successful call to 381629759787 (3:24)"],
    [missed({ direction: "outgoing", did: "" }), "Unanswered call to 381629759787"],
  ] as const;

  it.each(cases)("%#", (event, title) => expect(titleOf(event)).toBe(title));
});

describe("durations", () => {
  it.each([
    [0, "0:00", "00:00"],
    [6.9, "0:06", "00:06"],
    [59, "0:59", "00:59"],
    [204, "3:24", "03:24"],
    [3599, "59:59", "59:59"],
    [3600, "1:00:00", "60:00"],
    [4505, "1:15:05", "75:05"],
    [-3, "0:00", "00:00"],
    [Number.NaN, "0:00", "00:00"],
  ])("%s s", (seconds, title, clock) => {
    expect(titleDuration(seconds)).toBe(title);
    expect(clockDuration(seconds)).toBe(clock);
  });
});
