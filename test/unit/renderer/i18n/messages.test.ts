import { IntlMessageFormat } from "intl-messageformat";
import { expect, test } from "vitest";
import { de } from "../../../../src-renderer/i18n/de.ts";
import { en } from "../../../../src-renderer/i18n/en.ts";
import { createText, isTextKey } from "../../../../src-renderer/i18n/text.tsx";

const keys = Object.keys(en).filter(isTextKey);

test.each(keys)("%s is a message in both languages, with the same places and next steps", (key) => {
  expect(() => new IntlMessageFormat(en[key], "en")).not.toThrow();
  expect(() => new IntlMessageFormat(de[key], "de")).not.toThrow();
  expect(places(de[key])).toEqual(places(en[key]));
  const names = places(en[key]);
  const clash = names.filter((name) => names.includes(`<${name}>`));
  expect(clash, "a value and a tag of one name would replace each other").toEqual([]);
  expect(en[key]).not.toBe("");
  expect(de[key]).not.toMatch(/!(\s|$)/);
});

test("a message without its values shows itself instead of breaking the window", () => {
  expect(createText("en")("svc.away")).toContain("{host}");
});

test("numbers take part in plurals and follow the language", () => {
  expect(createText("en")("list.nomatch", { n: 1 })).toBe("Nothing matches. 1 entry without the filter.");
  expect(createText("de")("list.nomatch", { n: 1204 })).toBe("Kein Treffer. 1.204 Einträge ohne Filter.");
});

test("as plain text a sentence has neither marks nor buttons", () => {
  expect(createText("en")("svc.away", { host: "pbx", port: 8444 })).toBe(
    "No service answers at pbx:8444. Is it running, is it open beyond its own machine ([server] host)?",
  );
});

/** As its parser numbers the kinds of parts. */
const literal = 0;
const tag = 8;

type Elements = ReturnType<IntlMessageFormat["getAst"]>;

/** Names of all places, those inside plurals and sentences' parts too. */
function namesIn(elements: Elements): string[] {
  return elements.flatMap((element) => {
    if (!("value" in element) || element.type === literal) return [];
    const inside = [
      ...("options" in element
        ? Object.values(element.options).flatMap((option) => namesIn(option.value))
        : []),
      ...("children" in element ? namesIn(element.children) : []),
    ];
    return [element.type === tag ? `<${element.value}>` : element.value, ...inside];
  });
}

const places = (text: string) => [...new Set(namesIn(new IntlMessageFormat(text, "en").getAst()))].toSorted();
