import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createKeptState } from "../../../src-main/desktop/kept-state.ts";

async function place(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "kept-state-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, "below/desktop.json");
}

test("is there again after a restart, for its owner only", async () => {
  const path = await place();
  createKeptState(path).change((kept) => ({ ...kept, toldOfTray: true }));
  expect(createKeptState(path).read()).toMatchObject({ toldOfTray: true, connections: [] });
  if (process.platform !== "win32") expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test.each(["", "{", "[]", '{"toldOfTray": 3, "place": {"x": "left"}}'])(
  "a file with %s counts as empty",
  async (text) => {
    const path = await place();
    createKeptState(path).change((kept) => ({ ...kept, toldOfTray: true }));
    await writeFile(path, text);
    expect(createKeptState(path).read()).toMatchObject({ toldOfTray: false, connections: [] });
  },
);
