import { expect, test } from "vitest";
import { createStoreAlarms } from "../../../src-main/program/store-alarms.ts";
import type { StoreAlarm } from "../../../src-main/store/types.ts";

const raised = (kind: StoreAlarm["kind"], sentence = `${kind}.`): StoreAlarm => ({
  kind,
  state: "raised",
  sentence,
});

test("trouble stands until it is cleared, one reason after the other; what was damaged stays", () => {
  let nowMs = 1000;
  const { note, standing } = createStoreAlarms(() => nowMs++);
  expect(standing()).toEqual([]);
  note(raised("damaged"));
  note(raised("disk-full"));
  note(raised("unwritable"));
  const damaged = { kind: "damaged", sentence: "damaged.", sinceMs: 1000 };
  expect(standing()).toEqual([{ kind: "unwritable", sentence: "unwritable.", sinceMs: 1002 }, damaged]);
  note({ kind: "unwritable", state: "cleared", sentence: "Over." });
  expect(standing()).toEqual([damaged]);
});

test("a disk that damages one file after the other does not fill the report", () => {
  const { note, standing } = createStoreAlarms(() => 0);
  for (let n = 1; n <= 100; n++) note(raised("damaged", `File ${n}.`));
  expect(standing().length).toBeLessThan(10);
  expect(standing().at(-1)?.sentence).toBe("File 100.");
});
