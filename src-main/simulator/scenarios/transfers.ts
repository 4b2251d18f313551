/** Talks that go on elsewhere: blind, attended, to a queue, in a conference. */
import type { SimSwitches } from "../model/switches.ts";
import {
  defineScenario,
  ended,
  incoming,
  internal,
  missed,
  outsideNumber,
  passedOn,
  ringing,
  started,
  stepsOf,
} from "./define.ts";
import { ringingAll } from "./queues.ts";
import type { Step } from "./types.ts";

const blindAnswered = outsideNumber(21);
const blindMissed = outsideNumber(22);
const blindReturned = outsideNumber(23);
const toQueue = outsideNumber(24);
const consulted = outsideNumber(29);
const hostLeaves = outsideNumber(27);
const guestLeaves = outsideNumber(28);

/** 101 answers after four seconds. */
function talkTo101(from: string, ...rest: readonly Step[]): Step[] {
  const opening = stepsOf(
    "call",
    [0, { type: "arrive", from, rule: "DirectDID" }],
    [100, { type: "ring", dns: ["101"] }],
    [4100, { type: "answer", dn: "101" }],
  );
  return [...opening, ...rest];
}

const talkOf101 = [ringing("101"), started("101")] as const;

/** A consultation is an internal call of its own: told where internal calls are. */
const consultationOf102 = () => [internal("101", ringing("102"), started("102"), ended("102", 1, undefined))];

function attendedTransfer(join: SimSwitches["attendedJoin"], title: string, from: string) {
  return defineScenario({
    name: `attended-transfer-${join}`,
    title,
    summary: "101 asks a colleague first, then joins caller and colleague.",
    overrides: { attendedJoin: join },
    steps: talkTo101(
      from,
      ...stepsOf(
        "call",
        [9100, { type: "consult", to: "102" }],
        [11_100, { type: "answer", dn: "102" }],
        [15_100, { type: "join" }],
        [21_100, { type: "hang-up", by: "outside" }],
      ),
    ),
    promise: () => [
      incoming(
        from,
        "DirectDID",
        ...talkOf101,
        passedOn("101", 1, 11),
        started("102", 2, "attended"),
        ended("102", 2, 6),
      ),
    ],
    promiseInternal: consultationOf102,
  });
}

/** 101 and 102 meet the caller eight seconds after the answer. */
function meeting(from: string, ...rest: readonly Step[]): Step[] {
  const gathering = stepsOf(
    "call",
    [8100, { type: "consult", to: "102" }],
    [10_100, { type: "answer", dn: "102" }],
    [12_100, { type: "conference" }],
  );
  return talkTo101(from, ...gathering, ...rest);
}

export const transferScenarios = [
  defineScenario({
    name: "blind-transfer-answered",
    title: "Blind transfer, answered",
    summary: "101 sends the caller on to 102, who answers.",
    steps: talkTo101(
      blindAnswered,
      ...stepsOf(
        "call",
        [9100, { type: "blind-transfer", to: "102" }],
        [12_100, { type: "answer", dn: "102" }],
        [19_100, { type: "hang-up", by: "outside" }],
      ),
    ),
    promise: () => [
      incoming(
        blindAnswered,
        "DirectDID",
        ...talkOf101,
        passedOn("101", 1, 5),
        ringing("102", 2),
        started("102", 2, "blind"),
        ended("102", 2, 7),
      ),
    ],
  }),
  defineScenario({
    name: "blind-transfer-missed",
    title: "Blind transfer, not answered",
    summary: "101 sends the caller on to 102, who does not answer; the caller gives up.",
    steps: talkTo101(
      blindMissed,
      ...stepsOf(
        "call",
        [9100, { type: "blind-transfer", to: "102" }],
        [16_100, { type: "hang-up", by: "outside" }],
      ),
    ),
    promise: () => [
      incoming(
        blindMissed,
        "DirectDID",
        ...talkOf101,
        passedOn("101", 1, 5),
        ringing("102", 2),
        missed("102", 2),
      ),
    ],
  }),
  defineScenario({
    name: "blind-transfer-returned",
    title: "Blind transfer that comes back",
    summary: "102 does not answer, the call returns to 101, who talks on.",
    steps: talkTo101(
      blindReturned,
      ...stepsOf(
        "call",
        [9100, { type: "blind-transfer", to: "102" }],
        [14_100, { type: "transfer-returns" }],
        [16_100, { type: "answer", dn: "101" }],
        [21_100, { type: "hang-up", by: "outside" }],
      ),
    ),
    promise: () => [
      incoming(
        blindReturned,
        "DirectDID",
        ...talkOf101,
        passedOn("101", 1, 5),
        ringing("102", 2),
        missed("102", 2, true),
        ringing("101", 3),
        started("101", 3, "blind"),
        ended("101", 3, 5),
      ),
    ],
  }),
  defineScenario({
    name: "transfer-to-queue",
    title: "Transfer to a queue",
    summary: "101 sends the caller to a queue; two phones ring there, one is lifted.",
    steps: talkTo101(
      toQueue,
      ...stepsOf(
        "call",
        [9100, { type: "blind-transfer", to: "800" }],
        [11_100, { type: "ring", dns: ["104", "105"] }],
        [14_100, { type: "answer", dn: "104" }],
        [20_100, { type: "hang-up", by: "outside" }],
      ),
    ),
    promise: (switches) => [
      incoming(
        toQueue,
        "DirectDID",
        ...talkOf101,
        passedOn("101", 1, 5),
        ringing("800", 2),
        ...ringingAll(switches, ["104", "105"], 2),
        started("104", 2, "blind"),
        ended("104", 2, 6),
      ),
    ],
  }),
  attendedTransfer("first-call", "Attended transfer, the caller's call goes on", outsideNumber(25)),
  attendedTransfer("consultation", "Attended transfer, the consultation's call goes on", outsideNumber(26)),
  defineScenario({
    name: "consultation-only",
    title: "Consultation without a transfer",
    summary: "101 asks a colleague and comes back to the caller: one link from answer to end.",
    steps: talkTo101(
      consulted,
      ...stepsOf(
        "call",
        [9100, { type: "consult", to: "102" }],
        [11_100, { type: "answer", dn: "102" }],
        [15_100, { type: "leave", dn: "102" }],
        [21_100, { type: "hang-up", by: "outside" }],
      ),
    ),
    promise: () => [incoming(consulted, "DirectDID", ...talkOf101, ended("101", 1, 17))],
    promiseInternal: consultationOf102,
  }),
  defineScenario({
    name: "conference-host-leaves",
    title: "Conference, the first extension leaves",
    summary: "Three talk; 101 leaves, 102 goes on with the caller.",
    steps: meeting(
      hostLeaves,
      ...stepsOf(
        "call",
        [18_100, { type: "leave", dn: "101" }],
        [24_100, { type: "hang-up", by: "outside" }],
      ),
    ),
    promise: () => [
      incoming(
        hostLeaves,
        "DirectDID",
        ...talkOf101,
        passedOn("101", 1, 14),
        started("102", 2, "attended"),
        ended("102", 2, 6),
      ),
    ],
    promiseInternal: consultationOf102,
  }),
  defineScenario({
    name: "conference-guest-leaves",
    title: "Conference, the colleague leaves",
    summary: "Three talk; 102 leaves, 101 goes on with the caller: one link from answer to end.",
    steps: meeting(
      guestLeaves,
      ...stepsOf(
        "call",
        [17_100, { type: "leave", dn: "102" }],
        [21_100, { type: "hang-up", by: "outside" }],
      ),
    ),
    promise: () => [incoming(guestLeaves, "DirectDID", ...talkOf101, ended("101", 1, 17))],
    promiseInternal: consultationOf102,
  }),
];
