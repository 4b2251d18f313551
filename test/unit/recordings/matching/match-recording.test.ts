/** Which call a recording goes to, or why to none. */
import { describe, expect, it } from "vitest";
import { matchRecording } from "../../../../src-main/recordings/matching/match-recording.ts";
import { atS, fileOf, linkOf, listedOf, loggedOf, matchOf, openOf, OUTSIDE } from "./bench.ts";

const several = expect.stringMatching(/^This file may belong to several calls: /);
const nothing = expect.stringMatching(/^No call fits this file\./);

describe("by extension, other number and time", () => {
  it("goes to the talk it was made of", () => {
    const links = [linkOf(7, "101", 0, 60), linkOf(8, "102", 0, 60), linkOf(9, "101", 100, 160)];
    expect(matchOf(fileOf("101", 1, 60), { links })).toBe("numbers-and-time 7-1");
    expect(matchOf(fileOf("102", 0, 60, { to: "102" }), { links })).toBe("numbers-and-time 8-1");
    expect(matchOf(fileOf("101", 100, 160), { links })).toBe("numbers-and-time 9-1");
  });

  it.each([
    ["+49 30 123456", "0049 30/123456"],
    ["+4930123456", "030 123456"],
    ["+4930123456", "123456"],
    ["+49 (0)30 123456", "4930123456"],
    ["0030123456", "+4930123456"],
    ["116117", "116117"],
    ["sip:anna", "SIP:Anna"],
  ])("knows %s again in %s", (number, from) => {
    const links = [linkOf(7, "101", 0, 60, { number })];
    expect(matchOf(fileOf("101", 0, 60, { from }), { links })).toBe("numbers-and-time 7-1");
  });

  it.each([
    ["+4930123456", "+4930123457"],
    ["+4930123456", "23456"],
    ["110", "112"],
    ["", "+4930123456"],
    ["+4930123456", "anonymous"],
    ["sip:anna", "sip:hanna"],
  ])("holds %j and %j apart", (number, from) => {
    const links = [linkOf(7, "101", 0, 60, { number })];
    expect(matchOf(fileOf("101", 0, 60, { from }), { links })).toEqual(nothing);
  });

  it.each(["", "anonymous", "Anonymous "])("knows a caller without a number, shown as %j", (from) => {
    const links = [linkOf(7, "101", 0, 60, { number: "" }), linkOf(8, "101", 5, 60)];
    expect(matchOf(fileOf("101", 0, 60, { from }), { links })).toBe("numbers-and-time 7-1");
  });

  it("gives each link of a transferred call its own files", () => {
    const links = [
      linkOf(7, "101", 0, 20),
      linkOf(7, "102", 25, 60, { link: 2 }),
      linkOf(7, "101", 70, 90, { link: 3 }),
    ];
    const named = { nameNumber: 7 };
    expect(matchOf(fileOf("101", 0, 20, named), { links })).toBe("callid 7-1");
    expect(matchOf(fileOf("102", 25, 60, { ...named, to: "101" }), { links })).toBe("callid 7-2");
    expect(matchOf(fileOf("101", 70, 90, named), { links })).toBe("callid 7-3");
  });

  it("takes parts, switched on and off by hand, for the talk they lie in", () => {
    const links = [linkOf(7, "101", 0, 20), linkOf(7, "101", 26, 90, { link: 2 })];
    expect(matchOf(fileOf("101", 12, 20), { links })).toBe("numbers-and-time 7-1");
    expect(matchOf(fileOf("101", 60, 80), { links })).toBe("numbers-and-time 7-2");
  });

  it("knows outgoing calls, and calls of a queue whose number stands in the name", () => {
    const links = [linkOf(7, "103", 0, 60, { direction: "outgoing" })];
    expect(matchOf(fileOf("103", 0, 60, { from: "103", to: OUTSIDE }), { links })).toBe(
      "numbers-and-time 7-1",
    );
    expect(matchOf(fileOf("103", 0, 60, { to: "800" }), { links })).toBe("numbers-and-time 7-1");
  });

  it("takes internal calls only for internal talks, of either phone", () => {
    const internal = linkOf(9, "102", 0, 60, { number: "101", direction: "internal" });
    const links = [linkOf(7, "101", -10, 80), linkOf(7, "102", 4, 80, { link: 2 }), internal];
    for (const extension of ["101", "102"]) {
      const file = fileOf(extension, 0, 60, { from: "101", to: "102" });
      expect(matchOf(file, { links })).toBe("numbers-and-time 9-1");
      expect(matchOf(file, { links: links.slice(0, 2) })).toEqual(nothing);
    }
  });

  it("finds the extension in the name when the file lies in no folder of one", () => {
    const links = [linkOf(7, "101", 0, 60), linkOf(8, "102", 0, 60)];
    const { extension: _none, ...file } = fileOf("101", 0, 60);
    expect(matchOf(file, { links })).toBe("numbers-and-time 7-1");
  });

  it("does not go to a talk of another number, phone or time, or to one that nobody answered", () => {
    const links = [linkOf(7, "101", 0, 60)];
    expect(matchOf(fileOf("104", 0, 60, { to: "104" }), { links })).toEqual(nothing);
    expect(matchOf(fileOf("101", 70, 120), { links })).toEqual(nothing);
    expect(matchOf(fileOf("101", -20, -5), { links })).toEqual(nothing);
    expect(matchOf(fileOf("101", -40, 60), { links })).toEqual(nothing);
    const { startedAtMs: _never, ...missed } = linkOf(7, "101", 0, 60).ended;
    const unanswered = { ended: { ...missed, finish: "missed" as const }, callIds: [7], recordingIds: [] };
    expect(matchOf(fileOf("101", 0, 60), { links: [unanswered] })).toEqual(nothing);
  });
});

describe("between several talks", () => {
  const held = linkOf(7, "101", 0, 60, { number: "" });
  const other = linkOf(8, "101", 20, 40, { number: "" });
  const links = [held, other];
  const anonymous = { from: "" };

  it("takes the one that begins and ends with it", () => {
    expect(matchOf(fileOf("101", 0, 60, anonymous), { links })).toBe("numbers-and-time 7-1");
    expect(matchOf(fileOf("101", 20, 40, anonymous), { links })).toBe("numbers-and-time 8-1");
    expect(matchOf(fileOf("101", 20, 90, anonymous), { links })).toEqual(several);
  });

  it("takes the only one it lies in", () => {
    expect(matchOf(fileOf("101", 50, 60, anonymous), { links })).toBe("numbers-and-time 7-1");
    expect(matchOf(fileOf("101", 5, 12, anonymous), { links })).toBe("numbers-and-time 7-1");
  });

  it("takes none when it lies in both, and names both", () => {
    expect(matchOf(fileOf("101", 25, 35, anonymous), { links })).toBe(
      "This file may belong to several calls: 261122085955_7-1 (101 with an anonymous caller at 2026-11-22 09:00:00), " +
        "261122085955_8-1 (101 with an anonymous caller at 2026-11-22 09:00:20). Nothing tells which. Kept, not sent.",
    );
  });

  it("takes none, either, because of the number in its name: that may be the recording's own", () => {
    expect(matchOf(fileOf("101", 25, 35, { ...anonymous, nameNumber: 8 }), { links })).toEqual(several);
  });

  it("keeps parallel calls of one number apart by their phones", () => {
    const parallel = [linkOf(7, "101", 0, 60), linkOf(8, "102", 0, 60)];
    expect(matchOf(fileOf("102", 0, 60, { to: "102" }), { links: parallel })).toBe("numbers-and-time 8-1");
  });
});

describe("by the callid in the name", () => {
  const links = [linkOf(7, "101", 0, 60)];

  it("needs the exact time and a side", () => {
    const { from: _from, to: _to, ...noNumbers } = fileOf("101", 0, 60, { nameNumber: 7 });
    expect(matchOf(noNumbers, { links })).toBe("callid 7-1");
    expect(matchOf({ ...noNumbers, nameNumber: 6 }, { links })).toEqual(nothing);
    const listed = listedOf(7, 0, 60, { fromNumber: "", toNumber: "" });
    expect(matchOf(noNumbers, { links, listed })).toEqual(nothing);
    expect(matchOf({ ...noNumbers, startedAtMs: atS(20) }, { links })).toEqual(nothing);
    const { extension: _none, ...noSides } = noNumbers;
    expect(matchOf(noSides, { links })).toEqual(nothing);
  });

  it("never goes against the number or the phone", () => {
    const named = { nameNumber: 7 };
    expect(matchOf(fileOf("101", 0, 60, { ...named, from: "+4940999999" }), { links })).toEqual(nothing);
    expect(matchOf(fileOf("102", 0, 60, { ...named, to: "102" }), { links })).toEqual(nothing);
  });
});

describe("by the call log", () => {
  const held = linkOf(7, "101", 0, 60, { number: "" });
  const other = linkOf(8, "101", 20, 40, { number: "" });
  const anonymous = { number: "" };
  const loggedCalls = [
    loggedOf(40_001, "101", 0, 60, [84, 86], anonymous),
    loggedOf(40_002, "101", 20, 40, [85], anonymous),
  ];
  const links = [held, other];

  it("goes to the talk whose row names it, whatever its own name says", () => {
    const strange = { from: "x", to: "y", startedAtMs: atS(9999) };
    expect(matchOf(fileOf("101", 25, 35, { ...strange, recordingId: 86 }), { links, loggedCalls })).toBe(
      "call-log 7-1",
    );
    expect(matchOf(fileOf("101", 25, 35), { links, loggedCalls, listed: listedOf(85, 0, 0) })).toBe(
      "call-log 8-1",
    );
  });

  it("goes to the link that is known to have it", () => {
    const known = [held, { ...other, recordingIds: [99] }];
    expect(matchOf(fileOf("101", 25, 35, { recordingId: 99 }), { links: known })).toBe("call-log 8-1");
  });

  it("goes nowhere when its row is of a call that is not told, however well another one fits", () => {
    const internal = loggedOf(40_003, "102", 0, 60, [87], { number: "101", direction: "internal" });
    const file = fileOf("102", 0, 60, { to: "102", recordingId: 87 });
    const call = linkOf(9, "102", 0, 60);
    expect(matchOf(file, { links: [call] })).toBe("numbers-and-time 9-1");
    expect(matchOf(file, { links: [call], loggedCalls: [internal] })).toEqual(nothing);
  });

  it("does not go to a call that the log tells by itself, though its own is not known", () => {
    const late = fileOf("101", 45, 60, { recordingId: 86 });
    expect(matchOf(late, { links: [other], loggedCalls })).toEqual(nothing);
    const whole = fileOf("101", 20, 40, { recordingId: 85 });
    expect(matchOf(whole, { links: [held], loggedCalls })).toEqual(nothing);
  });

  it("allows two clocks to differ by more when the callid agrees, too", () => {
    const call = linkOf(7, "101", 0, 60);
    const log = (callId: number) => [loggedOf(callId, "101", 100, 160, [84])];
    const file = fileOf("101", 100, 160, { recordingId: 84 });
    expect(matchOf(file, { links: [call], loggedCalls: log(7) })).toBe("call-log 7-1");
    expect(matchOf(file, { links: [call], loggedCalls: log(40_001) })).toEqual(nothing);
  });
});

describe("in time", () => {
  const file = fileOf("101", 0, 60);
  const soon = { nowMs: atS(61) };

  it("waits while its call goes on, though the file is complete", () => {
    const open = [openOf(7, "101", 0)];
    expect(matchOf(file, { ...soon, open })).toBe("wait: Its call goes on.");
    expect(matchOf(file, { open })).toBe("wait: Its call goes on.");
    expect(matchOf(file, { ...soon, open, links: [linkOf(7, "101", 0, 61)] })).toBe("numbers-and-time 7-1");
  });

  it("waits ten minutes for its call, then says what was looked for", () => {
    const at = (nowMs: number) =>
      matchRecording(file, { links: [], open: [], loggedCalls: [], timezone: "UTC", nowMs });
    expect(at(atS(61))).toEqual({ type: "wait", untilMs: atS(660), why: "Its call is not known yet." });
    expect(at(atS(660))).toEqual({
      type: "unmatched",
      sentence:
        "No call fits this file. Looked for: 101 with +4930123456 at 2026-11-22 09:00:00 ± 30 s. Kept, not sent.",
    });
  });

  it("does not wait for what lay there for long, nor longer because of a clock that is ahead", () => {
    expect(matchOf(file, { nowMs: atS(7000), foundAtMs: atS(7000) })).toEqual(nothing);
    expect(matchOf(fileOf("101", 0, 99_999), { nowMs: atS(700), foundAtMs: atS(61) })).toEqual(nothing);
  });

  it("waits with what only the tolerance lets fit: the next call may not be known yet", () => {
    const links = [linkOf(7, "101", 0, 60)];
    const early = fileOf("101", -10, 20);
    expect(matchOf(early, { nowMs: atS(61), links })).toMatch(/^wait: /);
    expect(matchOf(early, { nowMs: atS(61), links: [...links, linkOf(6, "101", -10, -2)] })).toBe(
      "numbers-and-time 6-1",
    );
    expect(matchOf(early, { links })).toBe("numbers-and-time 7-1");
  });

  it("does not wait for clocks a few seconds apart where nobody else of the two talked then", () => {
    const links = [linkOf(7, "101", 0, 60)];
    const early = fileOf("101", -5, 55);
    const with_ = (...others: typeof links) =>
      matchOf(early, { nowMs: atS(61), links: [...links, ...others] });
    expect(with_()).toBe("numbers-and-time 7-1");
    expect(with_(linkOf(6, "102", -20, -2)), "the same number").toMatch(/^wait: /);
    expect(with_(linkOf(6, "101", -200, -100))).toBe("numbers-and-time 7-1");
    expect(matchOf(fileOf("101", -5, 20), { nowMs: atS(61), links }), "another end").toMatch(/^wait: /);
    expect(matchOf(fileOf("101", -11, 49), { nowMs: atS(61), links }), "too far").toMatch(/^wait: /);
  });

  it("waits for the call log when several fit", () => {
    const links = [linkOf(7, "101", 0, 60), linkOf(8, "101", 20, 40)];
    expect(matchOf(fileOf("101", 25, 35), { nowMs: atS(61), links })).toMatch(/^wait: Several calls/);
  });

  it("takes a file that comes ten minutes late, and one that was copied a year later", () => {
    const links = [linkOf(7, "101", 0, 60), linkOf(8, "101", 70, 130)];
    expect(matchOf(fileOf("101", 0, 660), { links })).toBe("numbers-and-time 7-1");
    expect(matchOf(fileOf("101", 0, 366 * 86_400), { links })).toBe("numbers-and-time 7-1");
  });

  it("says which clock it used, for the next file", () => {
    const links = [linkOf(7, "101", 0, 60)];
    const context = { links, open: [], loggedCalls: [], nowMs: atS(61) };
    expect(matchRecording(file, context)).toMatchObject({ type: "matched", clockShiftMs: 0 });
  });
});

describe("with names in another zone", () => {
  const hour = 3_600_000;
  const shifted = (hours: number, fromS: number, toS: number) =>
    fileOf("101", fromS, toS, { startedAtMs: atS(fromS) + hours * hour });

  it.each([1, -1, 2, 5.5, -9, 13])("off by %d h: the file's last change tells", (hours) => {
    const links = [linkOf(7, "101", 0, 60), linkOf(8, "101", 9000, 9060)];
    const result = matchRecording(shifted(hours, 0, 60), {
      links,
      open: [],
      loggedCalls: [],
      nowMs: atS(61),
    });
    expect(result).toMatchObject({
      type: "matched",
      match: { evidence: "numbers-and-time", link: 1, chainId: "261122085955_7" },
      clockShiftMs: -hours * hour,
    });
  });

  it("takes none when one fits by this clock and another by that one", () => {
    const links = [linkOf(7, "101", 0, 60), linkOf(8, "101", 3600, 3660)];
    expect(matchOf(shifted(-1, 3600, 3660), { links })).toEqual(several);
    expect(matchOf(shifted(-1, 3600, 3660), { links, clockShiftMs: hour })).toBe("numbers-and-time 8-1");
  });

  it("is not tried with the PBX's own list, whose times are moments", () => {
    const links = [linkOf(7, "101", 0, 60)];
    const listed = { ...listedOf(84, 3600, 3660), endedAtMs: undefined };
    const { endedAtMs: _open, ...row } = listed;
    expect(matchOf(fileOf("101", 0, 60), { links, listed: row })).toEqual(nothing);
  });

  it("never takes a file that was complete before the talk began", () => {
    const links = [linkOf(7, "101", 3600, 3660)];
    expect(matchOf(shifted(1, 0, 60), { links })).toEqual(nothing);
  });
});

it("cuts what callers wrote out of its sentences", () => {
  const file = fileOf("101", 0, 60, {
    from: `\u202E<b>\r\n${"9".repeat(500)}`,
    nameNumber: 84,
    recordingId: 12,
  });
  expect(matchOf(file)).toBe(
    `No call fits this file. Looked for: recording id 12, call id 84, 101 with <b>${"9".repeat(37)}… at 2026-11-22 09:00:00 ± 30 s. Kept, not sent.`,
  );
});

it("says so when a name has no time", () => {
  const { startedAtMs: _none, ...file } = fileOf("101", 0, 60);
  expect(matchOf(file, { links: [linkOf(7, "101", 0, 60)] })).toBe(
    "No call fits this file. Looked for: a time in the file's name, which has none. Kept, not sent.",
  );
});
