import { expect, test } from "vitest";
import { type MessageCode, messageCodes, messages } from "../../../../src-shared/messages/catalogue.ts";
import {
  fillPattern,
  partsOfPattern,
  type PatternPart,
  type PlaceKind,
  placesOf,
} from "../../../../src-shared/messages/pattern.ts";
import { readMessages } from "../../../../src-shared/messages/read-message.ts";
import { engineGerman } from "../../../../src-renderer/i18n/engine/german.ts";
import { engineWords } from "../../../../src-renderer/i18n/engine-words.ts";

const samples: Readonly<Record<PlaceKind, string>> = {
  text: "C:\\Data 2\\my file.db",
  p: "503 Service Unavailable",
  w: "pbx.example.com:5001",
  n: "7",
  size: "1.2 GB",
  date: "2026-11-22",
  m: "It is tried again.",
};

/** A value for each place; those of the optional parts only when `full`. */
function valuesFor(code: MessageCode, full: boolean, n: string): Record<string, string> {
  const parts = partsOfPattern(messages[code]);
  const shown = full ? parts : parts.filter(({ type }) => type !== "optional");
  return Object.fromEntries(
    [...placesOf(shown)].map(([name, kind]) => [name, kind === "n" ? n : samples[kind]]),
  );
}

const english = (code: MessageCode, values: Record<string, string>) =>
  fillPattern(partsOfPattern(messages[code]), values);

test.each(messageCodes)("%s is found again in its own English text, whatever fills it", (code) => {
  for (const full of [true, false]) {
    for (const n of ["1", "7"]) {
      const values = valuesFor(code, full, n);
      const text = english(code, values);
      expect(text).not.toMatch(/[{}‹›|]/);
      const [read, ...more] = readMessages(text);
      expect(more).toEqual([]);
      // The same words under two codes would be said by whichever comes first.
      expect(read).toEqual({ code, values, text });
    }
  }
});

test.each(messageCodes)("%s has German words with exactly its values", (code) => {
  const german = partsOfPattern(engineGerman[code]);
  expect(Object.fromEntries(placesOf(german))).toEqual(
    Object.fromEntries(placesOf(partsOfPattern(messages[code]))),
  );
  expect(optionalPlaces(german)).toEqual(optionalPlaces(partsOfPattern(messages[code])));
  for (const part of german) {
    if (part.type === "plural") expect([...placesOf(german).keys()]).toContain(part.name);
  }
  const said = engineWords(english(code, valuesFor(code, true, "7")), "de");
  expect(said).not.toMatch(/[{}‹›|]/);
  expect(said, "Sie, no exclamation marks, no English left over").not.toMatch(
    /!(\s|$)|\b(the|and|with|your|du|dein|deine)\b/,
  );
  expect(/[.?!]$/.test(engineGerman[code])).toBe(/[.?!]$/.test(messages[code]));
});

function optionalPlaces(parts: readonly PatternPart[]): string[] {
  return parts
    .flatMap((part) => (part.type === "optional" ? [...placesOf(part.parts).keys()] : []))
    .toSorted();
}

test("what fills a sentence may be a sentence, and several may follow each other", () => {
  expect(
    engineWords(
      "crm does not take its webhooks: Nothing listens at 10.0.0.5:8080; check that the receiver runs and that the port is right. 1 webhook waits, none is lost.",
      "de",
    ),
  ).toBe(
    "crm nimmt seine Webhooks nicht an: An 10.0.0.5:8080 antwortet nichts; prüfen, ob der Empfänger läuft und der Port stimmt. 1 Webhook wartet, keiner geht verloren.",
  );
  expect(
    engineWords(
      "Nothing is sent for 12 seconds, because the last attempts failed: The receiver answered 503 Service Unavailable: it is not available at the moment. 1234 webhooks wait.",
      "de",
    ),
  ).toBe(
    "12 Sekunden lang wird nichts gesendet, weil die letzten Versuche scheiterten: Der Empfänger antwortete 503 Service Unavailable: Er ist gerade nicht verfügbar. 1.234 Webhooks warten.",
  );
});

test("numbers, sizes and dates follow the language", () => {
  expect(
    engineWords("The file is damaged (it gives 1.5 s instead of 12.3 s). The original is untouched.", "de"),
  ).toBe("Die Datei ist beschädigt (ergibt 1,5 s statt 12,3 s). Das Original ist unverändert.");
  expect(engineWords("Deleted on 2026-12-22 after 30 days.", "de")).toBe(
    "Am 22.12.2026 nach 30 Tagen gelöscht.",
  );
});

test("a remark about a setting keeps its capital and its stop where it stands alone", () => {
  expect(engineWords('expected yes or no. Did you mean "yes"?', "de")).toBe(
    "nötig ist yes oder no. Gemeint: „yes“?",
  );
  expect(engineWords("Expected a number of seconds from 0.2 to 60.", "de")).toBe(
    "Nötig ist eine Zahl von 0.2 bis 60 (Sekunden).",
  );
  expect(engineWords("Expected GET or POST.", "de")).toBe("Nötig ist GET oder POST.");
});

test("an English window shows the engine's own text", () => {
  expect(engineWords("Nothing waits.", "en")).toBe("Nothing waits.");
});

test.each([
  "The flux capacitor of the next version is loose. Tighten it.",
  "connect ECONNREFUSED 10.0.0.5:8080",
  "",
  "x".repeat(100_000),
])("what a newer service or somebody else says stays as it came", (text) => {
  expect(engineWords(text, "de")).toBe(text);
});

test("what is known in an unknown company is still said in German", () => {
  expect(engineWords("Something new happened. It is tried again.", "de")).toBe(
    "Something new happened. It is tried again.",
  );
  expect(engineWords("The file is cut off (a reason nobody knew). It is tried again.", "de")).toBe(
    "Die Datei ist abgeschnitten (a reason nobody knew). Ein neuer Versuch folgt.",
  );
});

test("hostile or endless texts are read in bounded work", () => {
  const damaged = `The file is damaged (${"(a) ".repeat(900)}`;
  expect(engineWords(damaged, "de")).toBe(damaged);
  expect(engineWords(`No call fits this file. Looked for: ${"call id 1, ".repeat(300)}`, "de")).toContain(
    "call id 1",
  );
});
