/** Calls that extensions make: outside, and to each other. */
import {
  defineScenario,
  dialing,
  ended,
  internal,
  missed,
  outgoing,
  outsideNumber,
  ringing,
  started,
  stepsOf,
} from "./define.ts";

const answered = outsideNumber(31);
const unanswered = outsideNumber(32);
const rejected = outsideNumber(33);

export const outboundScenarios = [
  defineScenario({
    name: "outbound-answered",
    title: "Outgoing call, answered",
    summary: "An extension dials an outside number; it answers.",
    steps: stepsOf(
      "call",
      [0, { type: "dial", from: "103", to: answered }],
      [400, { type: "trunk-chosen" }],
      [5400, { type: "outside-answers" }],
      [13_400, { type: "hang-up", by: "inside" }],
    ),
    promise: () => [outgoing(answered, dialing("103"), started("103"), ended("103", 1, 8))],
  }),
  defineScenario({
    name: "outbound-missed",
    title: "Outgoing call, not answered",
    summary: "Nobody answers outside; the extension gives up.",
    steps: stepsOf(
      "call",
      [0, { type: "dial", from: "104", to: unanswered }],
      [400, { type: "trunk-chosen" }],
      [9400, { type: "hang-up", by: "inside" }],
    ),
    promise: () => [outgoing(unanswered, dialing("104"), missed("104"))],
  }),
  defineScenario({
    name: "outbound-rejected",
    title: "Outgoing call, rejected",
    summary: "The outside party is busy.",
    steps: stepsOf(
      "call",
      [0, { type: "dial", from: "105", to: rejected }],
      [400, { type: "trunk-chosen" }],
      [3400, { type: "outside-rejects" }],
    ),
    promise: () => [outgoing(rejected, dialing("105"), missed("105"))],
  }),
  defineScenario({
    name: "internal-call",
    title: "Internal call",
    summary: "One extension calls another: no event, unless internal calls are switched on.",
    steps: stepsOf(
      "call",
      [0, { type: "dial-internal", from: "106", to: "107" }],
      [4000, { type: "answer", dn: "107" }],
      [10_000, { type: "hang-up", by: "inside" }],
    ),
    promise: () => [],
    promiseInternal: () => [internal("106", ringing("107"), started("107"), ended("107", 1, 6))],
  }),
];
