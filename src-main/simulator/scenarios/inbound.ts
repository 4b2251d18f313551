/** Calls from outside that go straight to an extension or are lost at the greeting. */
import {
  defineScenario,
  ended,
  incoming,
  missed,
  outsideNumber,
  ringing,
  started,
  stepsOf,
} from "./define.ts";

const answered = outsideNumber(1);
const unanswered = outsideNumber(2);
const atIvr = outsideNumber(3);
const twoDevices = outsideNumber(4);
const held = outsideNumber(5);

export const inboundScenarios = [
  defineScenario({
    name: "inbound-answered",
    title: "Call to an extension, answered",
    summary: "A caller dials a direct number; the extension answers and they talk for eight seconds.",
    steps: stepsOf(
      "call",
      [0, { type: "arrive", from: answered, name: "Marta Veselá", rule: "DirectDID" }],
      [100, { type: "ring", dns: ["101"] }],
      [4100, { type: "answer", dn: "101" }],
      [12_100, { type: "hang-up", by: "outside" }],
    ),
    promise: () => [incoming(answered, "DirectDID", ringing("101"), started("101"), ended("101", 1, 8))],
  }),
  defineScenario({
    name: "inbound-missed",
    title: "Call to an extension, missed",
    summary: "Nobody lifts the phone; the caller gives up.",
    steps: stepsOf(
      "call",
      [0, { type: "arrive", from: unanswered, rule: "BrnoDID" }],
      [100, { type: "ring", dns: ["102"] }],
      [8100, { type: "hang-up", by: "outside" }],
    ),
    promise: () => [incoming(unanswered, "BrnoDID", ringing("102"), missed("102"))],
  }),
  defineScenario({
    name: "ivr-missed",
    title: "Caller leaves at the greeting",
    summary: "The caller hears the IVR's menu and hangs up.",
    steps: stepsOf(
      "call",
      [0, { type: "arrive", from: atIvr, rule: "PragueDID" }],
      [100, { type: "route-to", dn: "900" }],
      [5100, { type: "hang-up", by: "outside" }],
    ),
    promise: () => [incoming(atIvr, "PragueDID", ringing("900"), missed("900"))],
  }),
  defineScenario({
    name: "two-devices",
    title: "Two devices of one extension",
    summary: "A desk phone and a web client of the same extension ring; one of them is lifted.",
    overrides: { devicesPerExtension: 2 },
    steps: stepsOf(
      "call",
      [0, { type: "arrive", from: twoDevices, rule: "DirectDID" }],
      [100, { type: "ring", dns: ["101"] }],
      [3100, { type: "answer", dn: "101" }],
      [9100, { type: "hang-up", by: "inside" }],
    ),
    promise: () => [incoming(twoDevices, "DirectDID", ringing("101"), started("101"), ended("101", 1, 6))],
  }),
  defineScenario({
    name: "hold",
    title: "Held and resumed",
    summary: "The extension holds the caller for a while and comes back; the talk counts as one.",
    steps: stepsOf(
      "call",
      [0, { type: "arrive", from: held, rule: "OstravaDID" }],
      [100, { type: "ring", dns: ["111"] }],
      [3100, { type: "answer", dn: "111" }],
      [6100, { type: "hold" }],
      [10_100, { type: "resume" }],
      [13_100, { type: "hang-up", by: "outside" }],
    ),
    promise: () => [incoming(held, "OstravaDID", ringing("111"), started("111"), ended("111", 1, 10))],
  }),
];
