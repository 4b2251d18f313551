/** The checker must notice what it is there for: a missing recording, one too many, one that does not open. */
import { expect, test } from "vitest";
import {
  allArrived,
  expectedLinks,
  recordingDifferences,
} from "../../../src-main/demo/recordings-verdict.ts";
import type { SimRecording } from "../../../src-main/simulator/model/recordings.ts";
import type { NativeEvent } from "../../../src-shared/webhooks/native-event.ts";
import { nativeEventSchema } from "../../../src-shared/webhooks/native-event.ts";

const startMs = Date.UTC(2026, 0, 15, 9);
const iso = (ms: number) => new Date(ms).toISOString();

const common = {
  ...{ version: 1, seq: 3, reconstructed: false, pbx: "", transfers: 0, direction: "incoming" },
  ...{ chainId: "260115090000_1", link: 1, id: "260115090000_1-1", arrivedAt: iso(startMs) },
  ...{ callerId: "420601", callerNumber: "+420601", callerName: "", did: "", didNumber: "", trunk: "" },
  ...{ user: "101", userType: "ext", userKind: "extension", userName: "", callerLeg: "", otherLeg: "" },
};

const ended = nativeEventSchema.parse({
  ...{ ...common, event: "ended", eventId: "e1", at: iso(startMs + 9000), finish: "ok" },
  ...{ transferType: "none", transferred: false, answeredAt: iso(startMs + 4000) },
  ...{ endedAt: iso(startMs + 9000), waitS: 4, talkS: 5, hungUpBy: "unknown", standingPoint: "extension" },
  ...{ callbackOrdered: false, cause: "" },
});

function recordingEvent(files: readonly string[], id = common.id): NativeEvent {
  return nativeEventSchema.parse({
    ...{ ...common, id, event: "recording", eventId: files.join(), at: iso(startMs + 12_000), files },
  });
}

function recorded(changes: Partial<SimRecording> = {}, internal = false): SimRecording {
  const [startedAtMs, endedAtMs] = [startMs + 4000, startMs + 9000];
  return {
    ...{ recordingId: 1, path: "101/a.wav", startedAtMs, endedAtMs, appearsAtMs: endedAtMs, growMs: 0 },
    ...{ codec: "pcm", damage: "none" },
    truth: {
      ...{ arrivalCallId: 1, arrivedAtMs: startMs, extension: "101", number: "+420601", internal },
      ...{ talkedFromMs: startedAtMs, talkedToMs: endedAtMs },
    },
    ...changes,
  };
}

test("each recording of a talk is expected with its link, damaged ones are not", () => {
  const [link, ...more] = expectedLinks([recorded(), recorded({ damage: "truncated" })], [ended]);
  expect(more).toEqual([]);
  expect(link).toMatchObject({ id: common.id, optional: [] });
  expect(link?.recordings).toHaveLength(1);
  const inside = expectedLinks([recorded({}, true)], [ended]);
  expect(inside).toMatchObject([{ recordings: [], optional: [{ path: "101/a.wav" }] }]);
});

test("a talk within another of the same two gets the recording that began with it", () => {
  const within = { eventId: "e2", chainId: "260115090003_2", id: "260115090003_2-1" };
  // The service sees both a little later than the PBX does.
  const answeredAt = iso(startMs + 6020);
  const inner = nativeEventSchema.parse({ ...ended, ...within, answeredAt, endedAt: iso(startMs + 8020) });
  const talk = { startedAtMs: startMs + 6000, endedAtMs: startMs + 8000 };
  const truth = { ...recorded().truth, talkedFromMs: talk.startedAtMs, talkedToMs: talk.endedAtMs };
  const links = expectedLinks([recorded(), recorded({ ...talk, recordingId: 2, truth })], [ended, inner]);
  expect(links.map(({ id, recordings }) => [id, recordings.map(({ recordingId }) => recordingId)])).toEqual([
    [common.id, [1]],
    [within.id, [2]],
  ]);
});

test("what does not come, comes too often or does not open is told", async () => {
  const expected = expectedLinks([recorded()], [ended]);
  expect(allArrived(expected, [ended])).toBe(false);
  expect(await recordingDifferences(expected, [ended])).toEqual([`Of 1 recordings of ${common.id}, 0 came.`]);
  const nowhere = "https://127.0.0.1:1/webapi/recording/1-1-1.mp3";
  const twice = [ended, recordingEvent([nowhere, nowhere])];
  expect(allArrived(expected, twice)).toBe(true);
  expect(await recordingDifferences(expected, twice)).toEqual([`Of 1 recordings of ${common.id}, 2 came.`]);
  const [closed = ""] = await recordingDifferences(expected, [ended, recordingEvent([nowhere])]);
  expect(closed).toContain("/webapi/recording/1-1-1.mp3 did not open");
  expect(await recordingDifferences([], [ended, recordingEvent([nowhere])])).toEqual([
    `Nobody recorded what came for ${common.id}.`,
  ]);
});
