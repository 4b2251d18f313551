/** Voicemail, mobiles, parking and callbacks: where a call leaves the phones that are watched. */
import {
  defineScenario,
  dialing,
  ended,
  incoming,
  missed,
  outgoing,
  outsideNumber,
  passedOn,
  ringing,
  started,
  stepsOf,
} from "./define.ts";
import type { Step } from "./types.ts";

const voicemail = outsideNumber(41);
const mobileAnswered = outsideNumber(42);
const mobileMissed = outsideNumber(43);
const parkedForOther = outsideNumber(44);
const parkedForSelf = outsideNumber(45);
const parkedAndLost = outsideNumber(46);
const calledBack = outsideNumber(47);

/** 101 answers after three seconds and parks the caller five seconds later. */
function parked(from: string, slot: string, ...rest: readonly Step[]): Step[] {
  const opening = stepsOf(
    "call",
    [0, { type: "arrive", from, rule: "DirectDID" }],
    [100, { type: "ring", dns: ["101"] }],
    [3100, { type: "answer", dn: "101" }],
    [8100, { type: "park", slot }],
  );
  return [...opening, ...rest];
}

const talkOf101 = [ringing("101"), started("101")] as const;

export const specialScenarios = [
  defineScenario({
    name: "voicemail",
    title: "Voicemail takes the call",
    summary: "The extension does not answer; the caller leaves a message. The call counts as missed.",
    steps: stepsOf(
      "call",
      [0, { type: "arrive", from: voicemail, rule: "Büro & Lager" }],
      [100, { type: "ring", dns: ["103"] }],
      [6100, { type: "voicemail" }],
      [14_100, { type: "hang-up", by: "outside" }],
    ),
    promise: () => [incoming(voicemail, "Büro & Lager", ringing("103"), missed("103"))],
  }),
  defineScenario({
    name: "own-mailbox",
    title: "An extension listens to its voicemail",
    summary: "No outside party takes part, so there is no event.",
    steps: stepsOf(
      "call",
      [0, { type: "dial-internal", from: "109", to: "666" }],
      [500, { type: "answer", dn: "666" }],
      [6500, { type: "hang-up", by: "inside" }],
    ),
    promise: () => [],
  }),
  defineScenario({
    name: "forward-answered",
    title: "Forwarded to a mobile, answered",
    summary: "The extension does not answer, its mobile does: the extension counts as talking.",
    steps: stepsOf(
      "call",
      [0, { type: "arrive", from: mobileAnswered, rule: "OstravaDID" }],
      [100, { type: "ring", dns: ["111"] }],
      [4100, { type: "forward" }],
      [9100, { type: "mobile-answers" }],
      [17_100, { type: "hang-up", by: "outside" }],
    ),
    promise: () => [
      incoming(mobileAnswered, "OstravaDID", ringing("111"), started("111"), ended("111", 1, undefined)),
    ],
  }),
  defineScenario({
    name: "forward-missed",
    title: "Forwarded to a mobile, not answered",
    summary: "Neither the extension nor its mobile answers.",
    steps: stepsOf(
      "call",
      [0, { type: "arrive", from: mobileMissed, rule: "OstravaDID" }],
      [100, { type: "ring", dns: ["111"] }],
      [4100, { type: "forward" }],
      [12_100, { type: "hang-up", by: "outside" }],
    ),
    promise: () => [incoming(mobileMissed, "OstravaDID", ringing("111"), missed("111"))],
  }),
  defineScenario({
    name: "park-picked-up",
    title: "Parked, picked up by a colleague",
    summary: "101 parks the caller, 103 picks the call up.",
    steps: parked(
      parkedForOther,
      "SP0",
      ...stepsOf(
        "call",
        [13_100, { type: "pick-up", dn: "103" }],
        [19_100, { type: "hang-up", by: "outside" }],
      ),
    ),
    promise: () => [
      incoming(
        parkedForOther,
        "DirectDID",
        ...talkOf101,
        passedOn("101", 1, undefined),
        started("103", 2, "blind"),
        ended("103", 2, 6),
      ),
    ],
  }),
  defineScenario({
    name: "park-taken-back",
    title: "Parked, taken back",
    summary: "101 parks the caller and picks the call up again: one link.",
    steps: parked(
      parkedForSelf,
      "SP1",
      ...stepsOf(
        "call",
        [12_100, { type: "pick-up", dn: "101" }],
        [18_100, { type: "hang-up", by: "outside" }],
      ),
    ),
    promise: () => [incoming(parkedForSelf, "DirectDID", ...talkOf101, ended("101", 1, undefined))],
  }),
  defineScenario({
    name: "park-abandoned",
    title: "Parked, the caller leaves",
    summary: "101 parks the caller, who hangs up before anybody takes the call.",
    steps: parked(parkedAndLost, "SP0", ...stepsOf("call", [14_100, { type: "hang-up", by: "outside" }])),
    promise: () => [incoming(parkedAndLost, "DirectDID", ...talkOf101, ended("101", 1, undefined))],
  }),
  defineScenario({
    name: "queue-callback",
    title: "Callback ordered in a queue",
    summary: "The caller orders a callback; later the queue rings an agent and dials the number.",
    steps: [
      ...stepsOf(
        "call",
        [0, { type: "arrive", from: calledBack, rule: "SupportDID" }],
        [100, { type: "route-to", dn: "800" }],
        [4100, { type: "order-callback" }],
      ),
      ...stepsOf(
        "callback",
        [9100, { type: "queue-callback", queue: "800", agent: "104", to: calledBack }],
        [12_100, { type: "answer", dn: "104" }],
        [13_100, { type: "callback-dials" }],
        [16_100, { type: "outside-answers" }],
        [22_100, { type: "hang-up", by: "outside" }],
      ),
    ],
    promise: (switches) => [
      incoming(calledBack, "SupportDID", ringing("800"), missed("800")),
      switches.callbackParty === "outside"
        ? incoming(
            calledBack,
            "SupportDID",
            ringing("800"),
            ringing("104"),
            started("104"),
            ended("104", 1, 10),
          )
        : outgoing(calledBack, dialing("104"), started("104"), ended("104", 1, 6)),
    ],
  }),
];
