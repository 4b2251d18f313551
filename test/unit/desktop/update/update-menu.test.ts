// The tray's line about a newer version, in both languages.
import { expect, test } from "vitest";
import { updateMenu } from "../../../../src-main/desktop/update/update-menu.ts";
import type { UpdateState } from "../../../../src-main/desktop/update/updates.ts";
import { wordsFor } from "../../../../src-main/desktop/words/words-for.ts";

const version = "0.2.0";
const states: readonly (readonly [UpdateState, string, string, boolean])[] = [
  [{ kind: "found", version }, "Update to 0.2.0…", "Auf 0.2.0 aktualisieren…", true],
  [{ kind: "downloading", version, percent: 7 }, "Fetching 0.2.0: 7 %", "0.2.0 wird geladen: 7 %", false],
  [{ kind: "ready", version }, "Install 0.2.0 and restart…", "0.2.0 installieren und neu starten…", true],
  [
    { kind: "waiting", version },
    "0.2.0 comes after the last call",
    "0.2.0 folgt nach dem letzten Gespräch",
    false,
  ],
  [{ kind: "installing", version }, "Installing 0.2.0", "0.2.0 wird installiert", false],
  [
    { kind: "failed", version },
    "0.2.0 could not be fetched: try again…",
    "0.2.0 ließ sich nicht laden: erneut…",
    true,
  ],
];

test.each(states)("%j", (state, english, german, offers) => {
  const [en] = updateMenu(state, wordsFor(["en"]), () => {});
  const [de] = updateMenu(state, wordsFor(["de"]), () => {});
  expect([en?.label, de?.label]).toEqual([english, german]);
  expect(en?.click !== undefined).toBe(offers);
});

test("nothing to say, no line", () => {
  expect(updateMenu({ kind: "none" }, wordsFor(["en"]), () => {})).toEqual([]);
  expect(updateMenu({ kind: "off" }, wordsFor(["en"]), () => {})).toEqual([]);
});
