// Icons for all systems have all sizes, each where its format looks for it.
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { icns, icnsSizes, ico } from "../../../../scripts/packing/icon-containers.ts";

const assets = resolve(import.meta.dirname, "../../../../assets");
const pngSize = (png: Buffer, at = 0) => png.readUInt32BE(at + 16);

test("the icon of Windows has eight sizes", () => {
  const file = readFileSync(resolve(assets, "icon.ico"));
  const sizes = Array.from({ length: file.readUInt16LE(4) }, (_, index) =>
    pngSize(file, file.readUInt32LE(6 + 16 * index + 12)),
  );
  expect(sizes).toEqual([16, 20, 24, 32, 48, 64, 128, 256]);
});

test("the icon of macOS has every size up to 1024", () => {
  const file = readFileSync(resolve(assets, "icon.icns"));
  expect(file.readUInt32BE(4)).toBe(file.length);
  const sizes = new Set<number>();
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) sizes.add(pngSize(file, at + 8));
  expect([...sizes].toSorted((a, b) => a - b)).toEqual(icnsSizes.toSorted((a, b) => a - b));
});

test("the icons of Linux are what their names say", () => {
  for (const name of readdirSync(resolve(assets, "icons"))) {
    expect(`${pngSize(readFileSync(resolve(assets, "icons", name)))}`).toBe(name.split("x")[0]);
  }
});

test("a size that was not drawn is left out, not made up", () => {
  const png = Buffer.from("png");
  expect(icns([{ size: 16, png }]).toString("latin1")).toBe("icns\0\0\0\x13icp4\0\0\0\x0bpng");
  expect(ico([]).length).toBe(6);
});
