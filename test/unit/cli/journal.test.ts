/** `journalctl -p warning` has to find what somebody should read, and no other output may carry marks. */
import { expect, test } from "vitest";
import { isJournal, marked, markedLog } from "../../../src-main/cli/journal.ts";
import { createLogger } from "../../../src-main/log.ts";

test("each line of the log is marked with its importance", () => {
  const lines: string[] = [];
  const log = createLogger({ level: "debug", output: markedLog({ write: (line) => lines.push(line) }) });
  log.debug("A");
  log.info("B");
  log.child("pbx").warn("C");
  log.error("D");
  expect(lines.map((line) => line.slice(0, 12))).toEqual([
    '<7>{"level":',
    '<6>{"level":',
    '<4>{"level":',
    '<3>{"level":',
  ]);
});

test("a text of several lines is marked line by line", () => {
  expect(marked("error", "first\nsecond")).toBe("<3>first\n<3>second");
});

test("only the stream that systemd has named is the journal", () => {
  const stat = () => ({ dev: 8, ino: 42 });
  expect(isJournal({ JOURNAL_STREAM: "8:42" }, 1, stat)).toBe(true);
  expect(isJournal({ JOURNAL_STREAM: "8:43" }, 1, stat)).toBe(false);
  expect(isJournal({}, 1, stat)).toBe(false);
  const closed = () => {
    throw new Error("EBADF");
  };
  expect(isJournal({ JOURNAL_STREAM: "8:42" }, 1, closed)).toBe(false);
});
