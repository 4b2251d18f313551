// The file belongs to the administrator: whatever the program writes into it, everything else stays as it was.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseIni } from "../../../src-main/settings/ini-document.ts";

const SAMPLE = `; opening

[pbx]                 ; the phone system
url = https://pbx.example.com:5001
timezone =            ; default: that of this machine
client_secret=abc

# receivers
[endpoint.crm]
url = https://crm.example.com/3cx#top ; main
header.accept = text/html; charset=utf-8
`;

describe("reading", () => {
  test("values come without comments, but with the semicolons and number signs that belong to them", () => {
    const ini = parseIni(SAMPLE);
    expect(ini.get("pbx", "url")).toBe("https://pbx.example.com:5001");
    expect(ini.get("pbx", "timezone")).toBe("");
    expect(ini.get("pbx", "client_secret")).toBe("abc");
    expect(ini.get("endpoint.crm", "url")).toBe("https://crm.example.com/3cx#top");
    expect(ini.get("endpoint.crm", "header.accept")).toBe("text/html; charset=utf-8");
    expect(ini.get("endpoint.crm", "missing")).toBeUndefined();
    expect(ini.problems).toEqual([]);
  });

  test("lines are counted from 1 whatever the line ends are, after a byte order mark too", () => {
    const ini = parseIni("\uFEFF[pbx]\r\nurl = a\r\n\rnonsense\n");
    expect(ini.entries).toEqual([{ section: "pbx", key: "url", value: "a", line: 2, headingLine: 1 }]);
    expect(ini.problems.map(({ line }) => line)).toEqual([4]);
  });

  test.each([
    ['a = "x ; y" ; note', "x ; y"],
    ['a = " blanks "', " blanks "],
    ['a = "say ""yes"""', 'say "yes"'],
    ['a = "C:\\Recordings\\"', "C:\\Recordings\\"],
    ["a =; nothing", ""],
    ["a = b;c", "b;c"],
    ["a = b\t; c", "b"],
    ["a = b = c", "b = c"],
  ])("%s", (line, value) => {
    expect(parseIni(`[s]\n${line}`).get("s", "a")).toBe(value);
  });
});

describe("writing", () => {
  test("a value is exchanged, its comment stays", () => {
    const written = parseIni(SAMPLE).set("pbx", "timezone", "Europe/Berlin").toString();
    expect(written).toBe(SAMPLE.replace("timezone = ", "timezone = Europe/Berlin"));
  });

  test("a new key comes after the last one of its section", () => {
    const written = parseIni(SAMPLE).set("pbx", "numbers", "as_shown").toString();
    expect(written).toBe(SAMPLE.replace("client_secret=abc\n", "client_secret=abc\nnumbers = as_shown\n"));
  });

  test("a new section comes last, with the line ends of the file", () => {
    const written = parseIni("[pbx]\r\nurl = a").set("log", "level", "warn").toString();
    expect(written).toBe("[pbx]\r\nurl = a\r\n\r\n[log]\r\nlevel = warn\r\n");
  });

  test("a key and a section can go; the comment above the next heading stays", () => {
    expect(parseIni(SAMPLE).removeKey("pbx", "url").toString()).toBe(
      SAMPLE.replace("url = https://pbx.example.com:5001\n", ""),
    );
    expect(parseIni(SAMPLE).removeSection("pbx").toString()).toBe(
      `; opening\n\n${SAMPLE.slice(SAMPLE.indexOf("# receivers"))}`,
    );
  });

  test("nothing is written or removed under a heading that cannot be read", () => {
    const file = "[one]\n[broken\na = 1\n";
    const written = parseIni(file).set("one", "a", "2");
    expect(written.toString()).toBe("[one]\na = 2\n[broken\na = 1\n");
    expect(written.get("one", "a")).toBe("2");
    expect(written.removeKey("one", "a").toString()).toBe(file);
    expect(written.removeSection("one").toString()).toBe("[broken\na = 1\n");
  });

  test("a line break cannot be written into a value", () => {
    expect(() => parseIni("").set("pbx", "url", "a\n[log]")).toThrow(RangeError);
  });
});

const key = fc.constantFrom("a", "b", "c.d");
const section = fc.constantFrom("one", "two");
const value = fc.string({
  maxLength: 12,
  unit: fc.constantFrom("x", " ", ";", "#", '"', "=", "[", "\t", "ä"),
});
const anyLine = fc.oneof(
  fc.tuple(key, value, fc.constantFrom("", " ; note", "\t;x")).map(([k, v, c]) => `${k} = ${v}${c}`),
  section.map((name) => `[${name}] ; part`),
  fc.string({ maxLength: 12 }),
);
const document = fc
  .array(fc.tuple(anyLine, fc.constantFrom("\n", "\r\n", "\r")), { maxLength: 12 })
  .map((lines) => lines.map(([line, eol]) => line + eol).join(""));

describe("whatever the file", () => {
  test("unchanged, it is written byte for byte", () => {
    fc.assert(
      fc.property(fc.oneof(document, fc.string()), (text) => {
        expect(parseIni(text).toString()).toBe(text);
      }),
    );
  });

  test("a value that is set is read back, and no other line changes", () => {
    fc.assert(
      fc.property(document, section, key, value, (text, inSection, ofKey, newValue) => {
        const before = parseIni(text);
        const after = before.set(inSection, ofKey, newValue);
        const reread = parseIni(after.toString());
        expect(reread.get(inSection, ofKey)).toBe(newValue);
        const is = (name: string, other: string) => name.toLowerCase() === other.toLowerCase();
        const place = before.entries.find((entry) => is(entry.section, inSection) && is(entry.key, ofKey));
        if (place === undefined) return;
        const lines = splitKeepingEnds(text);
        const changed = splitKeepingEnds(after.toString());
        lines[place.line - 1] = changed[place.line - 1] ?? "";
        expect(changed).toEqual(lines);
      }),
      {
        examples: [
          ["[two]\nA=\na = \n", "two", "a", "x"],
          ["[one]\n[x\na = 1\n", "one", "a", "x"],
        ],
      },
    );
  });

  test("the comment behind a value survives a change", () => {
    fc.assert(
      fc.property(value, value, (first, second) => {
        const before = parseIni("[s]\na = ; note\n").set("s", "a", first);
        expect(before.set("s", "a", second).toString()).toMatch(/; note\n$/);
      }),
    );
  });
});

function splitKeepingEnds(text: string): string[] {
  return text.split(/(?<=\r\n|\n|\r(?!\n))/);
}
