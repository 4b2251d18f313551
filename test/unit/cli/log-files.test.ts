/** Log files stay within their bounds and never stop the service. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openLogFiles } from "../../../src-main/cli/log-files.ts";

function folderFor() {
  const folder = mkdtempSync(join(tmpdir(), "3cx-webhook-log-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("the oldest file goes when there are too many, and a later run goes on with the newest", () => {
  const folder = join(folderFor(), "log");
  for (const run of ["a", "b"]) {
    const opened = openLogFiles({ folder, mostBytes: 30, older: 2 });
    if (!opened.ok) throw new Error(opened.sentence);
    for (let n = 1; n <= 5; n++) opened.files.write(`line ${run}${n} of ten\n`);
    opened.files.close();
  }
  expect(readdirSync(folder).toSorted()).toEqual(["service.1.log", "service.2.log", "service.log"]);
  const text = ["service.2.log", "service.1.log", "service.log"].map((name) =>
    readFileSync(join(folder, name), "utf8"),
  );
  const lines = ["a5", "b1", "b2", "b3", "b4", "b5"].map((name) => `line ${name} of ten\n`);
  expect(text.join("")).toBe(lines.join(""));
  expect(text.at(-1)).toContain("line b5");
});

test("a folder that cannot be made is told with what to do", () => {
  const file = join(folderFor(), "file");
  writeFileSync(file, "");
  const opened = openLogFiles({ folder: join(file, "log") });
  expect(opened.ok ? "" : opened.sentence).toContain("choose another folder with --log-folder");
});
