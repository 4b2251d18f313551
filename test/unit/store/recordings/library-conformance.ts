/** What every library of recordings must do, wherever it keeps things. */
import { describe, expect, it } from "vitest";
import type { EndedLink, NewLibraryRow, RecordingLibrary } from "../../../../src-main/recordings/types.ts";
import type { RecordingFilter, RecordingQuery } from "../../../../src-shared/recordings/recording.ts";
import { recordingPageSchema, recordingStates } from "../../../../src-shared/recordings/recording.ts";
import { newRow, startMs } from "./new-row.ts";

/** Every field set. */
const whole: Required<NewLibraryRow> = {
  ...newRow(9),
  state: "failed",
  problem: "damaged",
  sentence: "The file is damaged.",
  nameNumber: 84,
  recordingId: 512,
  durationS: 59.98,
  chainId: "260130152700_84",
  link: 1,
  callEndedAtMs: startMs + 90_000.5,
  evidence: "call-log",
  mp3Name: "260130152700_84-1-1.mp3",
  mp3Bytes: 240_000,
  progress: 0.5,
  sendKey: "k1",
  matchedAtMs: startMs + 1,
  convertedAtMs: startMs + 2,
  sentAtMs: startMs + 3,
  purgedAtMs: startMs + 4,
  nextTryAtMs: startMs + 5,
  simulated: true,
};

export function endedLink(chainId: string, link: number, fromMs: number, toMs: number): EndedLink {
  return {
    callIds: [84, 85],
    recordingIds: [],
    ended: {
      ...{
        type: "ended",
        chainId,
        link,
        callIds: [84],
        atMs: toMs,
        arrivedAtMs: fromMs - 5000,
        direction: "incoming",
      },
      ...{ callerId: "18139975575", callerNumber: "+18139975575", callerName: "Tampa “South” 📞" },
      ...{
        did: "Sales",
        didNumber: "",
        trunkDn: "10000",
        user: "302",
        userType: "ext",
        userDnType: "extension",
      },
      ...{ userName: "Bob", reconstructed: false, callerLeg: "", otherLeg: "", finish: "ok" },
      ...{ transferType: "none", transferred: false, startedAtMs: fromMs, waitS: 5 },
      ...{ talkS: (toMs - fromMs) / 1000, hungUpBy: "external", standingPoint: "extension" },
      ...{ callbackOrdered: false, cause: "" },
    },
  };
}

/** `reopen` gives the library as a next run finds it. */
export function describeLibrary(
  name: string,
  open: () => Promise<{ library: RecordingLibrary; reopen: () => Promise<RecordingLibrary> }>,
) {
  describe(`${name} library of recordings`, () => {
    it("gives back each field as it was, and those that were absent as absent", async () => {
      const { library, reopen } = await open();
      const hostile = "Žofie \u0000 <b> \u2028 📞 ' \\\" ";
      const bare = newRow(1, { otherName: hostile, fileName: hostile });
      const added = await library.add([whole, bare]);
      expect(added).toEqual([
        { ...whole, id: added[0]?.id },
        { ...bare, id: added[1]?.id },
      ]);
      expect(await (await reopen()).byKeys([bare.sourceKey, "folder:?", whole.sourceKey])).toEqual([
        added[1],
        added[0],
      ]);
    });

    it("leaves a row alone that is added again, and gives it as it stands", async () => {
      const { library } = await open();
      const [first] = await library.add([newRow(1)]);
      if (first === undefined) throw new Error("Nothing was added.");
      await library.change([{ id: first.id, set: { state: "sent" } }]);
      const again = await library.add([newRow(1, { state: "growing", sentence: "new" }), newRow(2)]);
      expect(again.map(({ id, state }) => [id, state])).toEqual([
        [first.id, "sent"],
        [first.id + 1, "matching"],
      ]);
    });

    it("changes fields, clears those set to undefined, and does nothing for rows that are not there", async () => {
      const { library, reopen } = await open();
      const [row] = await library.add([whole]);
      if (row === undefined) throw new Error("Nothing was added.");
      await library.change([
        { id: row.id, set: { state: "ready", problem: undefined, nextTryAtMs: undefined, tries: 2 } },
        { id: 4711, set: { state: "ready" } },
        { id: row.id, set: {} },
      ]);
      const { problem: _problem, nextTryAtMs: _nextTryAtMs, ...left } = row;
      expect(await (await reopen()).byId(row.id)).toEqual({ ...left, state: "ready", tries: 2 });
      expect(await library.byId(4711).catch(() => undefined)).toBeUndefined();
    });

    it("keeps several changes together or none: two rows never get one MP3", async () => {
      const { library } = await open();
      const [one, two] = await library.add([newRow(1, { mp3Name: "a.mp3" }), newRow(2)]);
      if (one === undefined || two === undefined) throw new Error("Nothing was added.");
      const both = library.change([
        { id: one.id, set: { state: "ready" } },
        { id: two.id, set: { mp3Name: "a.mp3" } },
      ]);
      await expect(both).rejects.toThrow(/\.$/);
      expect(await library.byId(one.id)).toEqual(one);
      expect(await library.byMp3Name("a.mp3")).toEqual(one);
      expect(await library.byMp3Name("b.mp3")).toBeUndefined();
    });

    it("knows the recordings of a link and of a chain, by the time they began", async () => {
      const { library } = await open();
      const chainId = "260130152700_84";
      await library.add([
        newRow(3, { chainId, link: 1 }),
        newRow(1, { chainId, link: 2 }),
        newRow(2, { chainId, link: 1 }),
        newRow(4, { chainId: "260130152700_8", link: 1 }),
        newRow(5),
      ]);
      const numbers = (rows: readonly { sourceKey: string }[]) =>
        rows.map(({ sourceKey }) => keyNumber(sourceKey));
      expect(numbers(await library.ofLink(chainId, 1))).toEqual([2, 3]);
      expect(numbers(await library.ofChain(chainId))).toEqual([1, 2, 3]);
      expect(await library.ofLink(chainId, 3)).toEqual([]);
    });

    it("gives the oldest rows in some states", async () => {
      const { library } = await open();
      const states = ["waiting", "converting", "waiting", "sent", "waiting"] as const;
      await library.add(states.map((state, n) => newRow(9 - n, { state })));
      const found = await library.inStates(["waiting", "converting", "converting"], 3);
      expect(found.map(({ sourceKey }) => keyNumber(sourceKey))).toEqual([5, 7, 8]);
      expect(await library.inStates([], 3)).toEqual([]);
    });

    it("remembers links that are over until they are forgotten; the last word on one counts", async () => {
      const { library, reopen } = await open();
      const links = [
        endedLink("a", 1, 1000, 5000),
        endedLink("a", 2, 5000, 9000),
        endedLink("b", 1, 2000, 3000),
      ];
      for (const link of links) await library.addLink(link);
      const late = { ...endedLink("b", 1, 2000, 3000), recordingIds: [7] };
      await library.addLink(late);
      const next = await reopen();
      expect(await next.links(0, 10_000)).toEqual([links[0], late, links[1]]);
      expect(await next.links(3001, 5000)).toEqual([links[0]]);
      expect(await next.links(9000, 9001)).toEqual([links[1]]);
      await next.forgetLinks(5000);
      expect(await next.links(0, 10_000)).toEqual([links[0], links[1]]);
    });

    it("counts rows per state, and the bytes of the MP3 files that are on disk", async () => {
      const { library } = await open();
      const nothing = Object.fromEntries(recordingStates.map((state) => [state, 0]));
      expect(await library.counts()).toEqual({ states: nothing, mp3Bytes: 0 });
      const rows = await library.add([
        newRow(1, { state: "sent", mp3Name: "1.mp3", mp3Bytes: 100 }),
        newRow(2, { state: "ready", mp3Name: "2.mp3", mp3Bytes: 30 }),
        newRow(3),
      ]);
      expect(await library.counts()).toEqual({
        states: { ...nothing, sent: 1, ready: 1, matching: 1 },
        mp3Bytes: 130,
      });
      await library.change([
        { id: rows[0]?.id ?? 0, set: { state: "purged" } },
        { id: rows[2]?.id ?? 0, set: { state: "ready", mp3Name: "3.mp3", mp3Bytes: 5 } },
      ]);
      expect(await library.counts()).toEqual({ states: { ...nothing, purged: 1, ready: 2 }, mp3Bytes: 35 });
    });

    it("forgets what was purged before, oldest first and so many at a time", async () => {
      const { library, reopen } = await open();
      await library.add([
        newRow(1, { state: "purged", mp3Name: "1.mp3", mp3Bytes: 10, purgedAtMs: 2000 }),
        newRow(2, { state: "purged", mp3Name: "2.mp3", mp3Bytes: 10, purgedAtMs: 1000 }),
        newRow(3, { state: "purged", mp3Name: "3.mp3", mp3Bytes: 10, purgedAtMs: 3000 }),
        newRow(4, { state: "sent", mp3Name: "4.mp3", mp3Bytes: 10 }),
      ]);
      const names = async () => (await library.inStates(["purged", "sent"], 9)).map(({ mp3Name }) => mp3Name);
      expect(await library.forgetPurged(3000, 1)).toBe(1);
      expect(await names()).not.toContain("2.mp3");
      expect(await library.forgetPurged(3000, 9)).toBe(1);
      expect(await library.forgetPurged(3000, 9)).toBe(0);
      const again = await library.add([newRow(5), newRow(1)]);
      expect(new Set(again.map(({ id }) => id)).size).toBe(2);
      const { states, mp3Bytes } = await (await reopen()).counts();
      expect(states).toMatchObject({ purged: 1, sent: 1, matching: 2 });
      expect(mp3Bytes).toBe(10);
    });

    it("tells what is to be deleted: MP3 files of calls that ended before, oldest first", async () => {
      const { library } = await open();
      await library.add([
        newRow(1, { state: "sent", mp3Name: "1.mp3", mp3Bytes: 100, callEndedAtMs: startMs + 7000 }),
        newRow(2, { state: "failed", mp3Name: "2.mp3", mp3Bytes: 10, callEndedAtMs: startMs + 6000 }),
        newRow(3, { state: "purged", mp3Name: "3.mp3", mp3Bytes: 10, callEndedAtMs: startMs }),
        newRow(4, { state: "failed", callEndedAtMs: startMs }),
        newRow(5, { state: "sent", mp3Name: "5.mp3", mp3Bytes: 10, callEndedAtMs: startMs + 8000 }),
        newRow(6, { state: "unmatched", mp3Name: "6.mp3", mp3Bytes: 1, durationS: 1.5 }),
      ]);
      const names = async (limit: number) =>
        (await library.expired(startMs + 8000, limit)).map(({ mp3Name }) => mp3Name);
      expect(await names(10)).toEqual(["2.mp3", "1.mp3", "6.mp3"]);
      expect(await names(1)).toEqual(["2.mp3"]);
      expect(await library.expiry(startMs + 8000)).toEqual({
        files: 3,
        bytes: 111,
        oldestEndedAtMs: startMs + 6000,
      });
      expect(await library.expiry(startMs)).toEqual({ files: 0, bytes: 0 });
    });

    it("keeps notes", async () => {
      const { library, reopen } = await open();
      expect(await library.note("installed")).toBeUndefined();
      await library.setNote("installed", "1");
      await library.setNote("installed", "2");
      expect(await (await reopen()).note("installed")).toBe("2");
    });

    it("finds by everything that can be asked for", async () => {
      const { library } = await open();
      await library.add([
        newRow(1, { chainId: "260130152700_84", link: 1, state: "sent", mp3Name: "260130152700_84-1-1.mp3" }),
        newRow(2, { chainId: "260130152700_845", link: 0, extension: "101", otherNumber: "0301234" }),
        newRow(3, { otherNumber: "+49 30 1234", otherName: "JOSÉ Müller", state: "failed" }),
        newRow(4, { otherNumber: "", otherName: "", fileName: "100%_o[d]d*\0 '?.wav" }),
      ]);
      const found = async (filter: RecordingFilter) =>
        (await library.page(filter)).rows.map(({ sourceKey }) => keyNumber(sourceKey));
      const cases: readonly [filter: RecordingFilter, found: readonly number[]][] = [
        [{}, [4, 3, 2, 1]],
        [{ states: ["sent", "failed", "sent"] }, [3, 1]],
        [{ states: [] }, []],
        [{ chainId: "260130152700_84" }, [2, 1]],
        [{ chainId: " 260130152700_84-1" }, [1]],
        [{ chainId: "30152700" }, []],
        [{ chainId: " " }, [4, 3, 2, 1]],
        [{ number: "0301234" }, [3, 2]],
        [{ number: "+49 (30) 1234" }, [3]],
        [{ number: "34" }, [3, 2]],
        [{ number: "5" }, []],
        [{ user: "101" }, [2]],
        [{ user: "10" }, []],
        [{ fromMs: startMs + 2000, toMs: startMs + 4000 }, [3, 2]],
        [{ text: "josé MÜL" }, [3]],
        [{ text: "84-1-1.mp3" }, [1]],
        [{ text: "100%_" }, [4]],
        [{ text: "o[d]d* '?.wav" }, [4]],
        [{ text: "[d]d*\0'" }, [4]],
        [{ text: "1*0 ?" }, []],
        [{ text: "[0-9]" }, []],
        [{ text: "tampa 18139975571" }, [1]],
        [{ text: "tampa nobody" }, []],
        [{ states: ["matching"], user: "302", number: "34" }, []],
        [
          { states: ["sent"], user: "302", text: "tampa", chainId: "26", fromMs: startMs, number: "5571" },
          [1],
        ],
      ];
      for (const [filter, expected] of cases) {
        expect(await found(filter), JSON.stringify(filter)).toEqual(expected);
        expect(await library.total(filter)).toEqual({ count: expected.length, more: false });
      }
    });

    it("pages through everything once, newest first, whatever comes in between", async () => {
      const { library } = await open();
      await library.add(
        Array.from({ length: 25 }, (_, n) =>
          // Several begin in the same moment, one before 1970.
          newRow(n, {
            startedAtMs: n === 0 ? -5.25 : startMs + Math.floor(n / 4),
            state: n % 2 === 0 ? "sent" : "ready",
          }),
        ),
      );
      for (const query of [{}, { states: ["sent", "ready"] }, { user: "302" }] satisfies RecordingQuery[]) {
        const seen: number[] = [];
        let cursor: string | undefined;
        do {
          const page = await library.page({
            ...query,
            limit: 7,
            ...(cursor === undefined ? {} : { cursor }),
          });
          recordingPageSchema.parse(page);
          seen.push(...page.rows.map(({ sourceKey }) => keyNumber(sourceKey)));
          ({ cursor } = page);
          await library.add([newRow(100 + seen.length)]);
        } while (cursor !== undefined);
        const old = seen.filter((n) => n < 100);
        expect(old).toEqual(Array.from({ length: 25 }, (_, n) => 24 - n));
      }
    });

    it("refuses a page that it never gave, and shows nothing that only the pipeline needs", async () => {
      const { library } = await open();
      await library.add([whole]);
      for (const cursor of ["p1", "r1_x", "r1_1;", "\u0000"]) {
        await expect(library.page({ cursor })).rejects.toThrow("begin at the first page again.");
      }
      const { rows } = await library.page({});
      expect(rows[0]).not.toHaveProperty("sendKey");
      expect(rows[0]).not.toHaveProperty("from");
      expect(rows[0]?.mp3Name).toBe(whole.mp3Name);
    });
  });
}

function keyNumber(sourceKey: string): number {
  return Number(/(\d+)\.wav$/.exec(sourceKey)?.[1]);
}
