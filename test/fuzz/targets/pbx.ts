// What a PBX says: messages of its socket and rows of its lists. It may be of any version, or something else.
import { parseActiveCall } from "../../../src-main/pbx/wire/active-call-rows.ts";
import { parseCallLog } from "../../../src-main/pbx/wire/call-log-rows.ts";
import {
  parseCallbackQueue,
  parseInboundRule,
  parsePeer,
} from "../../../src-main/pbx/wire/directory-rows.ts";
import { parseDnList } from "../../../src-main/pbx/wire/dn-list.ts";
import { parseEnvelope, parseJson } from "../../../src-main/pbx/wire/envelope.ts";
import { parseParticipant } from "../../../src-main/pbx/wire/participant.ts";
import { parseRecording } from "../../../src-main/pbx/wire/recording-rows.ts";
import { tokenFromAnswer } from "../../../src-main/pbx/wire/token-answer.ts";
import { asObject, collectionRows } from "../../../src-main/pbx/wire/values.ts";
import { fileOf } from "../../../src-main/recordings/sources/pbx/listed-file.ts";
import { type FuzzTarget, insist, insistMoment, textOf } from "../target.ts";

const fields = ["Id", "callid", "status", "StartTime", "TalkingDuration", "MainCallHistoryId", "Recordings"];
const words = [
  ...fields,
  "sequence",
  "event",
  "event_type",
  "entity",
  "attached_data",
  "/callcontrol/100/",
  "W",
];
/** Ten years: what lasts longer was no call. */
const mostDurationS = 10 * 366 * 86_400;

export const pbxSocket: FuzzTarget = {
  name: "pbx-socket",
  json: true,
  words,
  run(input) {
    const envelope = parseEnvelope(textOf(input));
    if (envelope === undefined || envelope.event.type === "other") return;
    const { dn, legId } = envelope.event;
    insist(dn !== "" && Number.isSafeInteger(legId), "a leg has a number and an id");
    if (envelope.event.type === "remove") return;
    const leg = parseParticipant(envelope.event.attached, { dn, dnType: "extension" });
    insist(leg === undefined || Number.isSafeInteger(leg.callId), "a leg has a whole callid");
  },
};

export const pbxAnswers: FuzzTarget = {
  name: "pbx-answers",
  json: true,
  words,
  run(input) {
    const json = parseJson(textOf(input));
    const answer = tokenFromAnswer(json);
    insist(answer === undefined || answer.lifetimeMs > 0, "a token lives");
    parseDnList(json);
    const rows = collectionRows(json) ?? (asObject(json) === undefined ? [] : [json]);
    for (const row of rows) {
      parsePeer(row);
      parseInboundRule(row);
      parseCallbackQueue(row);
      insistMoment(parseActiveCall(row)?.establishedAtMs, "establishedAtMs");
      checkRecording(row);
    }
    checkCalls(rows);
  },
};

function checkCalls(rows: readonly unknown[]): void {
  const { calls, damaged } = parseCallLog(rows, () => undefined);
  insist(damaged <= rows.length, "no row is damaged twice");
  for (const { startedAtMs, endedAtMs, segments } of calls) {
    insistMoment(startedAtMs, "startedAtMs");
    insistMoment(endedAtMs, "endedAtMs");
    insist(endedAtMs >= startedAtMs, "a call ends behind its begin");
    for (const { ringingS, talkingS } of segments) {
      insist(ringingS >= 0 && ringingS <= mostDurationS, `ringing takes its time, not ${ringingS} s`);
      insist(talkingS >= 0 && talkingS <= mostDurationS, `talking takes its time, not ${talkingS} s`);
    }
  }
}

function checkRecording(row: unknown): void {
  const recording = parseRecording(row);
  if (recording === undefined) return;
  const { fileName, modifiedAtMs } = fileOf(recording);
  insist(!fileName.includes("/") && !fileName.includes("\\"), "a file's name has no folder");
  insistMoment(modifiedAtMs, "modifiedAtMs");
}
