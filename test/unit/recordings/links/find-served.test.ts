import { join } from "node:path";
import { expect, test } from "vitest";
import { createFindServed } from "../../../../src-main/recordings/links/find-served.ts";
import { createMemoryLibrary } from "../../../../src-main/recordings/memory-library.ts";
import { newRow } from "../../store/recordings/new-row.ts";

test("a name stands for the file of its row, where files are kept now", async () => {
  const library = createMemoryLibrary();
  await library.add([
    newRow(1, { state: "sent", mp3Name: "1.mp3" }),
    newRow(2, { state: "purged", mp3Name: "2.mp3" }),
    newRow(3),
  ]);
  let storage = "one";
  const find = createFindServed(library, () => [storage]);
  expect(await find("1.mp3")).toEqual({ kind: "file", path: join("one", "1.mp3") });
  storage = "two";
  expect(await find("1.mp3")).toEqual({ kind: "file", path: join("two", "1.mp3") });
  expect(await find("2.mp3")).toEqual({ kind: "purged" });
  expect(await find("3.mp3")).toEqual({ kind: "unknown" });
});
