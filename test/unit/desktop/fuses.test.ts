// A fuse that nobody set has Electron's default, which is made for developers: each is spelled out, new ones too.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const project = resolve(import.meta.dirname, "../../..");
const config = readFileSync(resolve(project, "electron-builder.yml"), "utf8");
const block = /^electronFuses:\n((?: {2}.*\n)+)/m.exec(config)?.[1] ?? "";
const set = Object.fromEntries(
  [...block.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name = "", value]) => [name, value === "true"]),
);

test("what the packed program cannot be talked into", () => {
  expect(set).toEqual({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
});

test("no fuse of this Electron's tools is left out", () => {
  const require = createRequire(import.meta.url);
  const builder = require.resolve("electron-builder");
  const { FuseV1Options } = createRequire(builder)("@electron/fuses") as { FuseV1Options: object };
  const names = Object.keys(FuseV1Options).filter((name) => !/^\d+$/.test(name));
  expect(
    Object.keys(set)
      .map((name) => name.toLowerCase())
      .toSorted(),
  ).toEqual(names.map((name) => name.toLowerCase()).toSorted());
});

test("nothing but the built program is packed", () => {
  const lines = /^files:\n((?: {2}.*\n)+)/m.exec(config)?.[1]?.split("\n") ?? [];
  expect(lines.filter((line) => line.startsWith("  - ")).map((line) => line.slice(4))).toEqual([
    "out/main/**",
    "out/preload/**",
    "out/renderer/**",
    "package.json",
    '"!node_modules"',
  ]);
});
