/** Recordings that are late, cut, oddly named, oddly packed or damaged; and calls that are easily mixed up. */
import type { SimSwitches } from "../model/switches.ts";
import { defineScenario, ended, incoming, outsideNumber, ringing, started, stepsOf } from "./define.ts";

const talks: readonly {
  readonly key: string;
  readonly title: string;
  readonly summary: string;
  readonly overrides: Partial<SimSwitches>;
}[] = [
  {
    key: "late",
    title: "A recording that comes ten minutes late",
    summary: "The list names it soon, the file comes long after the call.",
    overrides: { recordingFileDelayS: 600 },
  },
  {
    key: "parts",
    title: "A recording in two parts",
    summary: "Recording was switched off and on again during the talk: two files of one link.",
    overrides: { recordingParts: "two", recordingOrder: "any" },
  },
  {
    key: "local-time",
    title: "A recording named by local time",
    summary: "The time in its name is that of the PBX's zone, the number the callid.",
    overrides: { recordingTime: "local", recordingNumber: "callid" },
  },
  {
    key: "hostile-name",
    title: "A recording with a hostile name",
    summary: "The caller's name looks like the rest of a recording's name.",
    overrides: { recordingName: "hostile" },
  },
  {
    key: "escaped-name",
    title: "A recording with an escaped name",
    summary: "The file is called as its address is written, with percent signs.",
    overrides: { recordingName: "escaped" },
  },
  {
    key: "growing",
    title: "A recording that grows for long",
    summary: "The PBX is still writing half a minute after the file appeared.",
    overrides: { recordingGrowS: 30 },
  },
  {
    key: "compressed",
    title: "A compressed recording",
    summary: "The sound is packed in GSM 06.10.",
    overrides: { recordingCodec: "gsm" },
  },
  {
    key: "truncated",
    title: "A truncated recording",
    summary: "The file ends in the middle: it is reported, the original stays as it is.",
    overrides: { recordingDamage: "truncated" },
  },
  {
    key: "locked",
    title: "A locked recording",
    summary: "Nobody may read the file for half a minute.",
    overrides: { recordingDamage: "locked" },
  },
];

const firstNumber = 61;
const twice = outsideNumber(71);
const held = outsideNumber(72);

export const recordingScenarios = [
  ...talks.map(({ key, title, summary, overrides }, index) => {
    const from = outsideNumber(firstNumber + index);
    return defineScenario({
      name: `recording-${key}`,
      title,
      summary,
      overrides,
      steps: stepsOf(
        "call",
        [0, { type: "arrive", from, name: "Marta Nová", rule: "DirectDID" }],
        [100, { type: "ring", dns: ["101"] }],
        [2100, { type: "answer", dn: "101" }],
        [8100, { type: "hang-up", by: "outside" }],
      ),
      promise: () => [incoming(from, "DirectDID", ringing("101"), started("101"), ended("101", 1, 6))],
    });
  }),
  defineScenario({
    name: "recording-same-number",
    title: "One number calls two extensions at once",
    summary: "A company calls twice under one number: each recording goes to its own call.",
    steps: [
      ...stepsOf(
        "first",
        [0, { type: "arrive", from: twice, rule: "DirectDID" }],
        [100, { type: "ring", dns: ["101"] }],
      ),
      ...stepsOf(
        "second",
        [1000, { type: "arrive", from: twice, rule: "BrnoDID" }],
        [1100, { type: "ring", dns: ["102"] }],
      ),
      ...stepsOf("first", [3100, { type: "answer", dn: "101" }]),
      ...stepsOf("second", [3200, { type: "answer", dn: "102" }], [9200, { type: "hang-up", by: "outside" }]),
      ...stepsOf("first", [11_100, { type: "hang-up", by: "outside" }]),
    ],
    promise: () => [
      incoming(twice, "DirectDID", ringing("101"), started("101"), ended("101", 1, 8)),
      incoming(twice, "BrnoDID", ringing("102"), started("102"), ended("102", 1, 6)),
    ],
  }),
  defineScenario({
    name: "recording-same-phone",
    title: "One number calls one extension twice at once",
    summary:
      "The phone takes a second call of the company while it holds the first: two recordings over each other.",
    steps: [
      ...stepsOf(
        "first",
        [0, { type: "arrive", from: held, rule: "DirectDID" }],
        [100, { type: "ring", dns: ["101"] }],
        [2100, { type: "answer", dn: "101" }],
      ),
      ...stepsOf(
        "second",
        [5000, { type: "arrive", from: held, rule: "DirectDID" }],
        [5100, { type: "ring", dns: ["101"] }],
        [7100, { type: "answer", dn: "101" }],
        [13_100, { type: "hang-up", by: "outside" }],
      ),
      ...stepsOf("first", [19_100, { type: "hang-up", by: "outside" }]),
    ],
    promise: () => [
      incoming(held, "DirectDID", ringing("101"), started("101"), ended("101", 1, 17)),
      incoming(held, "DirectDID", ringing("101"), started("101"), ended("101", 1, 6)),
    ],
  }),
];
