/** What nobody has documented about recordings: how their files are cut, named, written and when. */

export interface RecordingSwitches {
  /** Whose clock the time in a file's name shows; the simulated PBX stands in Prague. */
  recordingTime: "utc" | "local";
  /** The text in brackets in a file's name. Escaped: the whole name as in an address. */
  recordingName: "caller" | "empty" | "queue" | "escaped" | "hostile";
  /** One file for each talk, or two: recording was switched off and on again meanwhile. */
  recordingParts: "one" | "two";
  /** Internal talks: the answering phone's file alone, or one for each phone. */
  recordingLegs: "answering" | "each";
  /** Files appear in the order in which recordings end, or in any. */
  recordingOrder: "as-recorded" | "any";
  /** Seconds that a file stays half written after it appears. */
  recordingGrowS: number;
  /** What the sound is packed in; the numbers are G.711's. */
  recordingCodec: "pcm" | "alaw" | "ulaw" | "gsm" | "mp3";
  /** What is wrong with files; a locked one opens after half a minute. */
  recordingDamage: "none" | "empty" | "truncated" | "damaged" | "not-audio" | "locked";
}

export const recordingSwitchSides: {
  readonly [N in keyof RecordingSwitches]: readonly RecordingSwitches[N][];
} = {
  recordingTime: ["utc", "local"],
  recordingName: ["caller", "empty", "queue", "escaped", "hostile"],
  recordingParts: ["one", "two"],
  recordingLegs: ["answering", "each"],
  recordingOrder: ["as-recorded", "any"],
  recordingGrowS: [0, 3, 30],
  recordingCodec: ["pcm", "alaw", "ulaw", "gsm", "mp3"],
  recordingDamage: ["none", "empty", "truncated", "damaged", "not-audio", "locked"],
};

export const defaultRecordingSwitches: RecordingSwitches = {
  recordingTime: "utc",
  recordingName: "caller",
  recordingParts: "one",
  recordingLegs: "answering",
  recordingOrder: "as-recorded",
  recordingGrowS: 0,
  recordingCodec: "pcm",
  recordingDamage: "none",
};
