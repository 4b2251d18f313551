import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { withoutOwnFiles } from "../../../../../src-main/recordings/sources/folder/own-files.ts";

const folder = resolve("/pbx/Recordings");

function heard(storage: string, keys: readonly string[]): string[] {
  const told: string[] = [];
  const listener = {
    onNews: (news: { readonly type: string }) => void told.push(JSON.stringify(news)),
    onCondition() {},
    known: async () => new Set<string>(),
  };
  const deaf = withoutOwnFiles(listener, folder, [resolve("/elsewhere"), storage]);
  for (const key of keys) deaf.onNews({ type: "gone", key });
  return keys.filter((key) => told.some((news) => news.includes(JSON.stringify(key))));
}

const theirs = "folder:302/[Anna]_302-030123_20260130152748(84).wav";
const ours = "folder:mp3/260130152748_84-1-1.mp3";

it.each([
  ["elsewhere", resolve("/data/recordings"), [theirs, ours]],
  ["beside it, with the same beginning", `${folder}-mp3`, [theirs, ours]],
  ["above it", resolve("/pbx"), [theirs, ours]],
  ["in a subfolder", join(folder, "mp3"), [theirs]],
])("with the storage %s, what is this program's own is no recording of the PBX", (_where, storage, left) => {
  expect(heard(storage, [theirs, ours])).toEqual(left);
});

it("knows its own files by their names when both folders are one", () => {
  const mine = ["folder:260130152748_84-1-1.mp3", "folder:recording-7.mp3"];
  expect(heard(folder, [theirs, "folder:call.mp3", ...mine])).toEqual([theirs, "folder:call.mp3"]);
});
