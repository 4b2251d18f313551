/** A key that leaked is out of use at once, whoever changes it: the window, or a command beside the running program. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createLinks } from "../../../../src-main/recordings/links/create-links.ts";
import { openLinkKeyRing } from "../../../../src-main/recordings/links/key-ring.ts";
import { linkKeysPath } from "../../../../src-main/recordings/links/link-keys.ts";
import { rotateLinkKey } from "../../../../src-main/recordings/links/rotate-link-key.ts";
import type { Logger } from "../../../../src-shared/ports/logger.ts";

const dayMs = 86_400_000;

async function stage() {
  const dataFolder = mkdtempSync(join(tmpdir(), "key-ring-"));
  onTestFinished(() => rmSync(dataFolder, { recursive: true, force: true }));
  const time = { nowMs: Date.UTC(2026, 0, 30) };
  let next = 0;
  const random = (bytes: Uint8Array) => void bytes.fill((next += 1));
  const warnings: string[] = [];
  const log: Logger = {
    debug: () => {},
    info: () => {},
    warn: (text) => void warnings.push(text),
    error: () => {},
  };
  const clock = { nowMs: () => time.nowMs };
  const opened = await openLinkKeyRing({ dataFolder, random, clock, log });
  if (!opened.ok) throw new Error(opened.sentence);
  const { ring } = opened;
  const links = () =>
    createLinks({
      ...{ keys: ring.keys(), mode: "signed", publicUrl: "https://h", linkDays: undefined },
      nowMs: clock.nowMs,
    });
  const newLink = () => new URL(links().urlFor("1-1-1.mp3")).searchParams.get("t") ?? "";
  const check = (t: string) => links().check("1-1-1.mp3", t);
  return { dataFolder, random, time, ring, newLink, check, warnings };
}

test("links of before stop at once, or after their days", async () => {
  const { ring, newLink, check, time } = await stage();
  const first = newLink();
  expect(await ring.rotate(2)).toEqual({ ok: true });
  const second = newLink();
  expect(second).not.toBe(first);
  expect([check(first), check(second)]).toEqual(["good", "good"]);
  time.nowMs += 2 * dayMs + 1;
  expect([check(first), check(second)]).toEqual(["wrong", "good"]);
  await ring.rotate(0);
  expect([check(second), check(newLink())]).toEqual(["wrong", "good"]);
});

test("a key that another program changed is taken over within a second", async () => {
  const { dataFolder, random, newLink, check, time } = await stage();
  const before = newLink();
  const options = { dataFolder, random, nowMs: time.nowMs, link: "signed" } as const;
  expect(await rotateLinkKey({ ...options, previousDays: 0 })).toEqual({
    ok: true,
    sentence:
      "Links to recordings are signed with a new key from now on. All links that were sent so far have stopped working, those on their way to receivers included.",
  });
  time.nowMs += 1000;
  expect([check(before), check(newLink())]).toEqual(["wrong", "good"]);
  const told = await rotateLinkKey({ ...options, previousDays: 1, link: "open" });
  expect(told.sentence).toMatch(/work for one more day\. Links are open now: .*"link = signed"/);
  expect(
    (await rotateLinkKey({ ...options, dataFolder: join(dataFolder, "gone"), previousDays: 0 })).ok,
  ).toBe(false);
});

test("a file that cannot be read leaves the links as they are", async () => {
  const { dataFolder, newLink, check, time, warnings } = await stage();
  const before = newLink();
  writeFileSync(linkKeysPath(dataFolder), "{");
  time.nowMs += 1000;
  expect([check(before), warnings.length]).toEqual(["good", 1]);
  rmSync(linkKeysPath(dataFolder));
  time.nowMs += 1000;
  expect([check(before), warnings.length]).toEqual(["good", 2]);
});
