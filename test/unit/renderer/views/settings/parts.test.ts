import { describe, expect, test } from "vitest";
import { keysOf, SECTION_NAMES } from "../../../../../src-shared/settings/schema.ts";
import { settingNamesDe } from "../../../../../src-renderer/i18n/messages/setting-names.de.ts";
import { fingerprintIn } from "../../../../../src-renderer/views/settings/check-panel.tsx";
import { copyOf } from "../../../../../src-renderer/views/settings/copy-of.ts";
import {
  addEndpoint,
  changesOf,
  noDraft,
  withEdit,
} from "../../../../../src-renderer/views/settings/draft.ts";
import { eventsText } from "../../../../../src-renderer/views/settings/events-control.tsx";
import { readFiles, withImported } from "../../../../../src-renderer/views/settings/import-files.ts";
import { localMistake } from "../../../../../src-renderer/views/settings/meaning.ts";
import { nextMistake, remarkAt, remarksOf } from "../../../../../src-renderer/views/settings/remarks.ts";
import {
  keyGroups,
  neighbour,
  pageOf,
  pageParts,
  partOf,
} from "../../../../../src-renderer/views/settings/sections.ts";
import { settingTexts, withUnit } from "../../../../../src-renderer/views/settings/setting-texts.ts";
import { aDocument, anImport, failedLadder, mistaken } from "./settings-fixtures.ts";

const document = aDocument();

describe("pages", () => {
  test.each(["pbx", "endpoints", "endpoint.crm", "recordings", "server", "delivery", "log", "program"])(
    "%s is a place of its own",
    (part) => expect(partOf(pageOf(part))).toBe(part),
  );

  test("an unknown part leads to the first page, and Alt with an arrow stays within the ends", () => {
    expect(partOf(pageOf("nonsense"))).toBe("pbx");
    const parts = pageParts(["crm"]);
    expect(neighbour(parts, "endpoints", 1)).toBe("endpoint.crm");
    expect(neighbour(parts, "pbx", -1)).toBe("pbx");
    expect(neighbour(parts, "program", 1)).toBe("program");
  });

  test("every key of the table is on the form once, with a name and help in both languages", () => {
    for (const section of SECTION_NAMES) {
      const written = section === "endpoint" ? "endpoint.crm" : section;
      const { plain, advanced } = keyGroups(written);
      expect([...plain, ...advanced].toSorted()).toEqual([...keysOf(section).keys()].toSorted());
      for (const [key, facts] of keysOf(section)) {
        const english = settingTexts(written, key, "en");
        const german = settingTexts(written, key, "de");
        expect(english.label, key).not.toBe(key);
        expect(german.help, key).not.toBe("");
        expect(`${english.help} ${german.help}`, "a window has no files of documentation").not.toMatch(
          /\.md\b/,
        );
        expect(german.empty === undefined, key).toBe(facts.whenEmpty === undefined);
      }
    }
    expect(["0.5", "1", "15"].map((n) => withUnit(n, "seconds", "de"))).toEqual([
      "0.5 Sekunden",
      "1 Sekunde",
      "15 Sekunden",
    ]);
    expect([withUnit("1", "days", "en"), withUnit("1", "kbit/s", "en")]).toEqual(["1 day", "1 kbit/s"]);
    expect(Object.values(settingNamesDe).every(({ help }) => !help.includes("!"))).toBe(true);
  });
});

describe("mistakes", () => {
  const draft = withEdit(noDraft, "endpoint.crm", "timeout_s", "500");

  test("a value is judged when it is complete, not while it is typed", () => {
    const typing = remarksOf({ document, draft, typing: "endpoint.crm timeout_s" });
    expect(typing).toEqual([]);
    expect(remarkAt(remarksOf({ document, draft }), "endpoint.crm", "timeout_s")).toMatchObject({
      kind: "mistake",
      message: "Expected a number of seconds from 1 to 120.",
    });
  });

  test("the engine's word on a value that has changed since no longer counts", () => {
    const checked = withEdit(noDraft, "endpoint.crm", "retry_for_h", "4800");
    const mended = withEdit(noDraft, "endpoint.crm", "retry_for_h", "24");
    const of = (now: typeof noDraft) =>
      remarksOf({ document, draft: now, check: mistaken, checked }).filter(
        ({ key }) => key === "retry_for_h",
      );
    expect(of(checked)).toHaveLength(1);
    expect(of(mended)).toEqual([]);
  });

  test("F8 goes from one to the next, round and round, and leaves out remarks", () => {
    const remarks = remarksOf({ document, draft: noDraft, check: mistaken, checked: noDraft });
    const first = nextMistake(remarks, undefined);
    const second = nextMistake(remarks, first);
    expect([first?.key, second?.key, nextMistake(remarks, second)?.key]).toEqual([
      "retry_for_h",
      "client_key_file",
      "retry_for_h",
    ]);
    expect(nextMistake([], undefined)).toBeUndefined();
  });

  test("what the file hides is not judged here", () => {
    expect(localMistake("endpoint.crm", "url", "https://x.example.com/?key=***")).toBeUndefined();
    expect(localMistake("endpoint.crm", "url", "crm")).toContain("http://");
  });
});

test("ticked events stand in the file as before when they mean the same, and not at all by default", () => {
  const written = "started, ringing";
  expect(eventsText(["ringing", "started"], "komplit", written)).toBe(written);
  expect(eventsText(["ringing", "started", "ended", "recording"], "komplit", written)).toBe("");
  expect(eventsText(["ended"], "komplit", written)).toBe("ended");
});

test("an import goes into the draft, and new endpoints with it", () => {
  const draft = withImported(document, noDraft, anImport.changes);
  expect(draft.added).toEqual(["old"]);
  expect(changesOf(document, draft)).toEqual(anImport.changes);
});

test("files that are no settings are named instead of read", async () => {
  const file = (name: string, size: number, text = () => Promise.resolve("a=1")) => ({ name, size, text });
  expect(await readFiles([file("a.ini", 3)])).toEqual({
    kind: "read",
    files: [{ name: "a.ini", text: "a=1" }],
  });
  expect(await readFiles([file("big.ini", 2_000_000)])).toEqual({ kind: "too-large", name: "big.ini" });
  expect(await readFiles([file("bad.ini", 3, () => Promise.reject(new Error("gone")))])).toEqual({
    kind: "unreadable",
    name: "bad.ini",
  });
  expect((await readFiles(Array.from({ length: 6 }, () => file("a", 1)))).kind).toBe("too-many");
});

test("the text to copy when the file cannot be written has no secret in it", () => {
  const draft = withEdit(
    withEdit(addEndpoint(noDraft, "new"), "endpoint.new", "url", "https://n.example.com"),
    "endpoint.new",
    "secret",
    "whsec_typed",
  );
  expect(copyOf(document, draft)).toBe("[endpoint.new]\nurl = https://n.example.com\nsecret = ***");
});

test("a fingerprint is found in the engine's sentence", () => {
  const advice = failedLadder.steps[2]?.advice ?? "";
  expect(fingerprintIn(advice)).toMatch(/^SHA256:10:11:/);
  expect(fingerprintIn("no fingerprint here")).toBeUndefined();
});
