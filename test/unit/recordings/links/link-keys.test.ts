import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadLinkKeys, rotateLinkKeys } from "../../../../src-main/recordings/links/link-keys.ts";

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "link-keys-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Fills with 1, then with 2, and so on. */
function counting(): (bytes: Uint8Array) => void {
  let next = 0;
  return (bytes) => bytes.fill((next += 1));
}

const key = (byte: number) => new Uint8Array(32).fill(byte);

test("the first start makes a key, the next ones read it, for the owner only", async () => {
  const folder = newFolder();
  const random = counting();
  const first = await loadLinkKeys(folder, random);
  expect(first).toEqual({ ok: true, keys: { current: key(1), previous: [] } });
  const path = join(folder, "link-keys.json");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  chmodSync(path, 0o644);
  expect(await loadLinkKeys(folder, random)).toEqual(first);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["link-keys.json"]);
});

test("a changed key keeps those before it, up to five", async () => {
  const folder = newFolder();
  const random = counting();
  for (let turn = 0; turn < 7; turn += 1) await rotateLinkKeys(folder, random);
  const expected = { current: key(8), previous: [7, 6, 5, 4, 3].map((byte) => ({ key: key(byte) })) };
  expect(await loadLinkKeys(folder, random)).toEqual({ ok: true, keys: expected });
});

test("keys of before end when they are told to, and never get more time", async () => {
  const folder = newFolder();
  const random = counting();
  await rotateLinkKeys(folder, random);
  await rotateLinkKeys(folder, random, 5000);
  await rotateLinkKeys(folder, random, 9000);
  const previous = [
    { key: key(3), untilMs: 9000 },
    { key: key(2), untilMs: 5000 },
    { key: key(1), untilMs: 5000 },
  ];
  expect(await loadLinkKeys(folder, random)).toEqual({ ok: true, keys: { current: key(4), previous } });
  await rotateLinkKeys(folder, random, 0);
  expect(await loadLinkKeys(folder, random)).toEqual({ ok: true, keys: { current: key(5), previous: [] } });
});

test.each(["", "{", "{}", '{"version":1,"current":"c2hvcnQ=","previous":[]}', '{"version":2}', "\u0000"])(
  "a damaged file (%j) is said so and left alone, and nothing of it is shown",
  async (content) => {
    const folder = newFolder();
    const path = join(folder, "link-keys.json");
    writeFileSync(path, content);
    for (const act of [loadLinkKeys, rotateLinkKeys]) {
      const answer = await act(folder, counting());
      expect(answer).toMatchObject({
        ok: false,
        sentence: expect.stringContaining("Put it back from a backup"),
      });
      expect(JSON.stringify(answer)).not.toContain("c2hv");
    }
    expect(readFileSync(path, "utf8")).toBe(content);
  },
);

test("a folder that cannot be used is said so", async () => {
  const answer = await loadLinkKeys(join(newFolder(), "gone"), counting());
  expect(answer).toMatchObject({ ok: false, sentence: expect.stringContaining("(ENOENT)") });
});
