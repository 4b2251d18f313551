// The looks at a packed program see what they are there for.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkFuses, checkPage } from "../../../../scripts/packing/check-packed.ts";
import { electronStandIn } from "../../../../scripts/packing/stand-in/electron.ts";

test("an Electron whose fuses nobody has set is found out", async () => {
  const folder = await mkdtemp(join(tmpdir(), "fuses-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await electronStandIn(folder, "linux");
  const found = await checkFuses({ program: join(folder, "electron") });
  expect(found).toContain("The fuse RunAsNode is on in the program.");
  expect(found).toContain("The fuse OnlyLoadAppFromAsar is off in the program.");
});

test("a page with a script of its own, or with something from elsewhere, is found out", () => {
  expect(checkPage('<script type="module" src="./assets/index.js"></script>')).toEqual([]);
  expect(checkPage("<script>alert(1)</script>")).toHaveLength(1);
  expect(checkPage('<body onload="go()">')).toHaveLength(1);
  expect(checkPage('<link rel="stylesheet" href="https://fonts.example.com/a.css">')).toHaveLength(1);
  expect(checkPage('<script src="//cdn.example.com/a.js"></script>')).toHaveLength(1);
});
