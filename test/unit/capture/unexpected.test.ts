import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createUnexpectedWatch, unexpectedCodes } from "../../../src-main/capture/unexpected.ts";
import type { ActiveCall } from "../../../src-shared/telephony/active-call.ts";
import type { LoggedCall, LoggedSegment } from "../../../src-shared/telephony/call-log.ts";
import type { DirectoryEntry } from "../../../src-shared/telephony/directory.ts";
import type { Leg } from "../../../src-shared/telephony/leg.ts";
import type { Observation } from "../../../src-shared/telephony/observation.ts";

const leg = (status: Leg["status"], more: Partial<Leg> = {}): Leg => ({
  ...{ legId: 1, dn: "150", dnType: "extension", status, callId: 7, did: "", deviceId: "" },
  party: { dn: "10007", type: "external-line", number: "+49301234567", name: "" },
  ...more,
});
const seen = (one: Leg): Observation => ({ type: "leg", atMs: 0, leg: one });
const gone = (legId = 1): Observation => ({ type: "leg-gone", atMs: 0, dn: "150", legId });
const snapshot = (legs: readonly Leg[], afterGap = false): Observation => ({
  ...{ type: "snapshot", atMs: 0, askedAtMs: 0, afterGap, legs },
  monitored: [{ dn: "150", type: "extension" }],
});
const rows = (...calls: readonly Partial<ActiveCall>[]): Observation => ({
  ...{ type: "active-calls", atMs: 0, askedAtMs: 0, afterGap: false },
  calls: calls.map((call) => ({
    ...{ callId: 7, status: "talking" },
    ...{ caller: { dn: "1", name: "", number: "" }, callee: { dn: "", name: "", number: "" } },
    ...call,
  })),
});

const directory = (...entries: readonly DirectoryEntry[]): Observation => ({
  ...{ type: "directory", atMs: 0 },
  directory: { entries: Object.fromEntries(entries.map((entry) => [entry.dn, entry])), inboundRules: [] },
});
const log = (segments: readonly Partial<LoggedSegment>[], more: Partial<LoggedCall> = {}): Observation => ({
  ...{ type: "call-log", atMs: 0, fromMs: 0, toMs: 9000, final: true },
  calls: [
    {
      ...{ historyId: "1", callId: 7, startedAtMs: 1000, endedAtMs: 2000, direction: "incoming" },
      ...{ number: "+49301234567", name: "", didNumber: "", callbackOrdered: false, ...more },
      segments: segments.map((segment) => ({
        ...{ startedAtMs: 1000, dn: "150", dnType: "extension", answered: true, ringingS: 1, talkingS: 1 },
        ...{ reason: "", recordingIds: [], ...segment },
      })),
    },
  ],
});
const page = readFileSync(new URL("../../../docs/capture.md", import.meta.url), "utf8");

function codes(...observations: readonly Observation[]): string[] {
  const told: string[] = [];
  const watch = createUnexpectedWatch((code) => told.push(code));
  for (const each of observations) watch(each);
  return told;
}

describe("what is told as unexpected", () => {
  const nobody = { dn: "", name: "", number: "" };
  it.each<[string, readonly Observation[]]>([
    ["leg-begins-connected", [seen(leg("connected"))]],
    ["leg-goes-back", [seen(leg("ringing")), seen(leg("connected")), seen(leg("ringing"))]],
    ["leg-comes-back", [seen(leg("ringing")), gone(), seen(leg("ringing"))]],
    ["leg-gone-unseen", [gone()]],
    ["leg-of-unlisted-dn", [snapshot([], true), seen(leg("ringing", { dn: "151" }))]],
    ["leg-type-unknown", [seen(leg("ringing", { dnType: "unknown" }))]],
    ["leg-gone-without-event", [seen(leg("ringing")), snapshot([])]],
    ["leg-without-event", [snapshot([leg("ringing")])]],
    ["leg-changed-without-event", [seen(leg("ringing")), snapshot([leg("connected")])]],
    ["row-status-unknown", [rows({ status: "unknown" })]],
    ["row-names-nobody", [rows({ caller: nobody, callee: nobody })]],
    [
      "call-not-listed",
      [seen(leg("ringing")), seen(leg("connected")), rows(), rows(), rows(), rows(), rows()],
    ],
    ["call-not-listed", [snapshot([leg("connected")], true), rows(), rows(), rows()]],
    ["leg-of-unlisted-dn", [snapshot([leg("ringing", { dn: "151" })], true)]],
    ["leg-type-unknown", [snapshot([leg("ringing", { originatedBy: { dn: "9", type: "unknown" } })], true)]],
    ["directory-type-unknown", [directory({ dn: "9", type: "unknown", name: "" })]],
    ["log-type-unknown", [log([{ dnType: "unknown" }])]],
    ["log-goes-nowhere", [log([])]],
    ["log-ends-before-begin", [log([{}], { endedAtMs: 500 })]],
  ])("%s", (code, observations) => {
    expect(codes(...observations)).toEqual([code]);
    expect(page, "what can be told is in docs/capture.md").toContain(`| \`${code}\` |`);
  });

  it("is what the page lists, and no more", () => {
    const listed = [...page.matchAll(/^\| `((?:leg|row|call|directory|log)-[a-z-]+)` \|/gm)];
    expect(listed.map(([, code]) => code)).toEqual(unexpectedCodes);
    const words = readFileSync(
      new URL("../../../src-renderer/i18n/messages/capture.en.ts", import.meta.url),
      "utf8",
    );
    for (const code of unexpectedCodes)
      expect(words, "the window names it").toContain(`"capture.odd.${code}"`);
  });
});

it("an ordinary call has nothing unexpected", () => {
  expect(
    codes(
      ...[snapshot([], true), seen(leg("ringing")), seen(leg("ringing")), rows({}), seen(leg("connected"))],
      ...[snapshot([leg("connected")]), rows({}), gone(), gone(), rows()],
    ),
  ).toEqual([]);
});
