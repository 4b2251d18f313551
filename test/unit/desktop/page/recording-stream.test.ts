import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerRecording } from "../../../../src-main/desktop/page/recording-stream.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "recording-stream-"));
  await writeFile(join(folder, "a.mp3"), "0123456789");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const find = async () => ({ kind: "file" as const, path: join(folder, "a.mp3") });

test.each([
  [undefined, 200, "0123456789", null],
  ["bytes=2-4", 206, "234", "bytes 2-4/10"],
  ["bytes=7-", 206, "789", "bytes 7-9/10"],
  ["bytes=-2", 206, "89", "bytes 8-9/10"],
  ["bytes=8-99", 206, "89", "bytes 8-9/10"],
  ["bytes=10-", 416, "", "bytes */10"],
  ["lines=1-2", 200, "0123456789", null],
])("range %s", async (range, status, text, contentRange) => {
  const answer = await answerRecording(find, "a.mp3", range);
  expect([answer.status, await answer.text(), answer.headers.get("content-range")]).toEqual([
    status,
    text,
    contentRange,
  ]);
});

test("what is gone is said to be gone, and a folder is no recording", async () => {
  const status = async (found: Awaited<ReturnType<Parameters<typeof answerRecording>[0]>>) =>
    (await answerRecording(async () => found, "a.mp3", undefined)).status;
  expect(await status({ kind: "purged" })).toBe(410);
  expect(await status({ kind: "unknown" })).toBe(404);
  expect(await status({ kind: "file", path: join(folder, "none.mp3") })).toBe(404);
  expect(await status({ kind: "file", path: folder })).toBe(404);
});
