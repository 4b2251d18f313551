/** Calls that wait: IVR, queues with all phones or one after another, ring groups. */
import { inRingOrder } from "../model/incoming.ts";
import type { SimSwitches } from "../model/switches.ts";
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
import type { PromisedEvent } from "./types.ts";

const throughIvr = outsideNumber(11);
const waiting = outsideNumber(12);
const whileRinging = outsideNumber(13);
const hunt = outsideNumber(14);
const shortGap = outsideNumber(15);
const group = outsideNumber(16);
const groupMissed = outsideNumber(17);

/** Phones that start in the same millisecond ring in the order of the PBX. */
export function ringingAll(switches: SimSwitches, dns: readonly string[], link = 0): PromisedEvent[] {
  return inRingOrder(dns, switches.ringOrder).map((dn) => ringing(dn, link));
}

export const queueScenarios = [
  defineScenario({
    name: "ivr-queue-answered",
    title: "Greeting, queue, two agents",
    summary: "The IVR sends the caller to a queue; two phones ring, the second agent answers.",
    steps: stepsOf(
      "call",
      [0, { type: "arrive", from: throughIvr, name: "Acme Ltd.", rule: "PragueDID" }],
      [100, { type: "route-to", dn: "900" }],
      [4100, { type: "route-to", dn: "800" }],
      [6100, { type: "ring", dns: ["104", "105"] }],
      [9100, { type: "answer", dn: "105" }],
      [17_100, { type: "hang-up", by: "outside" }],
    ),
    promise: (switches) => [
      incoming(
        throughIvr,
        "PragueDID",
        ringing("900"),
        ringing("800"),
        ...ringingAll(switches, ["104", "105"]),
        started("105"),
        ended("105", 1, 8),
      ),
    ],
  }),
  defineScenario({
    name: "queue-missed-waiting",
    title: "Caller leaves the queue while waiting",
    summary: "No agent is free; the caller gives up before any phone rings.",
    steps: stepsOf(
      "call",
      [0, { type: "arrive", from: waiting, rule: "SupportDID" }],
      [100, { type: "route-to", dn: "800" }],
      [9100, { type: "hang-up", by: "outside" }],
    ),
    promise: () => [incoming(waiting, "SupportDID", ringing("800"), missed("800"))],
  }),
  defineScenario({
    name: "queue-missed-ringing",
    title: "Caller leaves the queue while agents ring",
    summary: "Two phones ring, nobody lifts them in time: the queue has missed the call.",
    steps: stepsOf(
      "call",
      [0, { type: "arrive", from: whileRinging, rule: "SupportDID" }],
      [100, { type: "route-to", dn: "800" }],
      [2100, { type: "ring", dns: ["104", "105"] }],
      [9100, { type: "hang-up", by: "outside" }],
    ),
    promise: (switches) => [
      incoming(
        whileRinging,
        "SupportDID",
        ringing("800"),
        ...ringingAll(switches, ["104", "105"]),
        missed("800"),
      ),
    ],
  }),
  defineScenario({
    name: "queue-hunt-waves",
    title: "Queue that rings one phone after another",
    summary: "The first phone, the second, the first again: each wave is a ringing event of its own.",
    steps: stepsOf(
      "call",
      [0, { type: "arrive", from: hunt, rule: "ServiceDID" }],
      [100, { type: "route-to", dn: "801" }],
      [2100, { type: "ring", dns: ["106"] }],
      [5100, { type: "stop-ringing", dns: ["106"] }],
      [5600, { type: "ring", dns: ["107"] }],
      [8600, { type: "stop-ringing", dns: ["107"] }],
      [9100, { type: "ring", dns: ["106"] }],
      [11_100, { type: "answer", dn: "106" }],
      [16_100, { type: "hang-up", by: "outside" }],
    ),
    promise: () => [
      incoming(
        hunt,
        "ServiceDID",
        ringing("801"),
        ringing("106"),
        ringing("107"),
        ringing("106"),
        started("106"),
        ended("106", 1, 5),
      ),
    ],
  }),
  defineScenario({
    name: "queue-hunt-short-gap",
    title: "A phone pauses for less than a second",
    summary: "The queue rings the same phone again after half a second: still the same wave.",
    steps: stepsOf(
      "call",
      [0, { type: "arrive", from: shortGap, rule: "ServiceDID" }],
      [100, { type: "route-to", dn: "801" }],
      [2100, { type: "ring", dns: ["107"] }],
      [5100, { type: "stop-ringing", dns: ["107"] }],
      [5600, { type: "ring", dns: ["107"] }],
      [8600, { type: "answer", dn: "107" }],
      [14_600, { type: "hang-up", by: "inside" }],
    ),
    promise: () => [
      incoming(shortGap, "ServiceDID", ringing("801"), ringing("107"), started("107"), ended("107", 1, 6)),
    ],
  }),
  defineScenario({
    name: "ring-group-answered",
    title: "Ring group, answered",
    summary: "Three phones of a group ring; one is lifted.",
    steps: stepsOf(
      "call",
      [0, { type: "arrive", from: group, rule: "SalesDID" }],
      [100, { type: "route-to", dn: "802" }],
      [2100, { type: "ring", dns: ["108", "109", "110"] }],
      [6100, { type: "answer", dn: "109" }],
      [13_100, { type: "hang-up", by: "outside" }],
    ),
    promise: (switches) => [
      incoming(
        group,
        "SalesDID",
        ringing("802"),
        ...ringingAll(switches, ["108", "109", "110"]),
        started("109"),
        ended("109", 1, 7),
      ),
    ],
  }),
  defineScenario({
    name: "ring-group-missed",
    title: "Ring group, missed",
    summary: "Three phones of a group ring; the caller gives up.",
    steps: stepsOf(
      "call",
      [0, { type: "arrive", from: groupMissed, rule: "SalesDID" }],
      [100, { type: "route-to", dn: "802" }],
      [2100, { type: "ring", dns: ["108", "109", "110"] }],
      [9100, { type: "hang-up", by: "outside" }],
    ),
    promise: (switches) => [
      incoming(
        groupMissed,
        "SalesDID",
        ringing("802"),
        ...ringingAll(switches, ["108", "109", "110"]),
        missed("802"),
      ),
    ],
  }),
];
