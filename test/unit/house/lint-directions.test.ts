// The directions between the rooms are only as good as the linter's reading of them: each forbidden
// import is tried on a small file of its own, and allowed ones must pass in silence.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

interface Case {
  readonly file: string;
  readonly code: string;
  /** Part of the advice the linter gives; undefined where it must be silent. */
  readonly advice?: string;
}

const insides = "let engine.ts hand the rest in";
const typesOnly = "write import type";
const composition = "Only composition files wire rooms";
const outwards = "src-shared is the ground floor";
const callsOnly = "calls imports src-shared only";

const cases: readonly Case[] = [
  { file: "src-shared/a.ts", code: 'import { z } from "zod"; export { z };' },
  { file: "src-shared/rpc/a.ts", code: 'export type { A } from "../ports/b.ts";' },
  { file: "src-shared/rpc/b.ts", code: 'export type { A } from "./b/deep.ts";' },
  { file: "src-shared/rpc/c.ts", code: 'export { join } from "node:path";', advice: "src-shared is pure" },
  { file: "src-shared/rpc/d.ts", code: 'export { ulid } from "ulid";', advice: "src-shared is pure" },
  { file: "src-shared/rpc/e.ts", code: 'export { a } from "../../src-main/calls/a.ts";', advice: outwards },

  { file: "src-main/calls/a.ts", code: 'export type { Leg } from "../../src-shared/telephony/leg.ts";' },
  { file: "src-main/calls/b.ts", code: 'export { own } from "./own.ts";' },
  { file: "src-main/calls/deep/a.ts", code: 'export { own } from "../own.ts";' },
  {
    file: "src-main/calls/deep/b.ts",
    code: 'export { linkId } from "../../../src-shared/telephony/call-event.ts";',
  },
  { file: "src-main/calls/c.ts", code: 'export type { P } from "../pbx/types.ts";', advice: callsOnly },
  { file: "src-main/calls/deep/c.ts", code: 'export { p } from "../../pbx/p.ts";', advice: callsOnly },
  { file: "src-main/calls/d.ts", code: 'export { join } from "node:path";', advice: "calls is pure" },
  { file: "src-main/calls/e.ts", code: 'export { z } from "zod";', advice: "calls is pure" },

  { file: "src-main/pbx/a.ts", code: 'import axios from "axios"; export const get = axios.get;' },
  { file: "src-main/pbx/b.ts", code: 'export type { W } from "../webhooks/types.ts";' },
  { file: "src-main/pbx/b2.ts", code: 'export type { W } from "../webhooks/deep/types.ts";' },
  { file: "src-main/pbx/deep/a.ts", code: 'export { own } from "../recordings/own.ts";' },
  {
    file: "src-main/pbx/c.ts",
    code: 'import { W } from "../webhooks/types.ts"; export const w = W;',
    advice: typesOnly,
  },
  { file: "src-main/pbx/d.ts", code: 'export type { W } from "../webhooks/send.ts";', advice: insides },
  { file: "src-main/pbx/deep/b.ts", code: 'export { w } from "../../store/w.ts";', advice: insides },
  { file: "src-main/pbx/e.ts", code: 'export const w = await import("../store/w.ts");', advice: insides },
  { file: "src-main/pbx/f.ts", code: 'export { e } from "../engine.ts";', advice: composition },
  {
    file: "src-main/pbx/g.ts",
    code: 'export { t } from "../desktop/tray.ts";',
    advice: "does not know who uses it",
  },
  { file: "src-main/pbx/h.ts", code: 'export { request } from "undici";', advice: "Only src-main/webhooks" },
  {
    file: "src-main/pbx/i.ts",
    code: 'export { f } from "../../test/fixtures/f.ts";',
    advice: "Nothing imports test/",
  },
  {
    file: "src-main/pbx/j.ts",
    code: "export const stop = setTimeout(() => {}, 5);",
    advice: "Timers go through Clock",
  },
  { file: "src-main/webhooks/a.ts", code: 'export { request } from "undici";' },
  {
    file: "src-main/webhooks/b.ts",
    code: 'import axios from "axios"; export const get = axios.get;',
    advice: "Only src-main/pbx",
  },
  {
    file: "src-main/web/a.ts",
    code: 'import type { App } from "electron"; export type A = App;',
    advice: "Only src-main/desktop",
  },
  { file: "src-main/recordings/a.ts", code: 'export { r } from "../pbx/recordings.ts";', advice: insides },
  { file: "src-main/store/a.ts", code: 'export { r } from "../web/server.ts";', advice: insides },
  { file: "src-main/settings/a.ts", code: 'export { r } from "../web/server.ts";', advice: insides },
  { file: "src-main/simulator/a.ts", code: 'export { r } from "../web/server.ts";', advice: insides },

  { file: "src-main/metrics/a.ts", code: 'export { Registry } from "prom-client";' },
  { file: "src-main/metrics/b.ts", code: 'export type { P } from "../pbx/types.ts";' },
  { file: "src-main/metrics/c.ts", code: 'export { p } from "../pbx/state.ts";', advice: insides },
  {
    file: "src-main/metrics/d.ts",
    code: 'export { undici } from "undici";',
    advice: "Only src-main/webhooks",
  },
  {
    file: "src-main/webhooks/c.ts",
    code: 'export { Counter } from "prom-client";',
    advice: "Only src-main/metrics",
  },
  { file: "src-main/webhooks/d.ts", code: 'export { m } from "../metrics/m.ts";', advice: insides },
  { file: "src-main/web/b.ts", code: 'export type { MetricsPage } from "../metrics/types.ts";' },

  { file: "src-main/engine.ts", code: 'export { p } from "./pbx/p.ts";' },
  {
    file: "src-main/headless.ts",
    code: 'export { app } from "electron";',
    advice: "Only src-main/desktop",
  },
  { file: "src-main/demo/a.ts", code: 'export { p } from "../pbx/p.ts";' },
  {
    file: "src-main/demo/b.ts",
    code: 'export { request } from "undici";',
    advice: "Only src-main/webhooks",
  },
  { file: "src-main/main.ts", code: 'export { app } from "electron";' },
  { file: "src-main/desktop/a.ts", code: 'export { app } from "electron";' },
  { file: "src-main/desktop/c.ts", code: 'export { open } from "../attach/open.ts";' },
  { file: "src-main/cli/a.ts", code: 'export { open } from "../attach/open.ts";' },
  {
    file: "src-main/attach/a.ts",
    code: 'export { app } from "electron";',
    advice: "Only src-main/desktop",
  },
  {
    file: "src-main/attach/b.ts",
    code: 'export { kept } from "../desktop/kept-state.ts";',
    advice: "does not know who uses it",
  },
  { file: "src-main/desktop/b.ts", code: 'export { p } from "../pbx/p.ts";', advice: insides },
  {
    file: "src-main/demo.ts",
    code: 'export { t } from "../test/t.ts";',
    advice: "Nothing imports test/",
  },
  { file: "src-renderer/a.tsx", code: 'export type { C } from "../src-shared/contract/c.ts";' },
  {
    file: "src-renderer/b.tsx",
    code: 'export { e } from "../src-main/engine.ts";',
    advice: "through src-shared only",
  },
  {
    file: "src-renderer/views/c.tsx",
    code: 'export { app } from "electron";',
    advice: "Only src-main/desktop",
  },
  { file: "scripts/a.ts", code: 'export { t } from "../test/t.ts";', advice: "Nothing imports test/" },
  { file: "src-main/web/any.ts", code: "export const a: any = 1;", advice: "any" },
  { file: "src-main/web/default.ts", code: "export default 1;", advice: "default" },
];

interface Report {
  readonly diagnostics: readonly {
    readonly filename: string;
    readonly message: string;
    readonly help?: string;
  }[];
}

const root = resolve(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "lint-directions-"));
let report: Report = { diagnostics: [] };

beforeAll(() => {
  for (const { file, code } of cases) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${code}\n`);
  }
  report = JSON.parse(lint()) as Report;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** oxlint ends with 1 when it found something, which is what most files here are for. */
function lint(): string {
  const args = [join(root, "node_modules/oxlint/bin/oxlint"), "-c", join(root, "oxlint.config.ts")];
  try {
    return execFileSync(process.execPath, [...args, "-f", "json", folder], { encoding: "utf8", cwd: root });
  } catch (error) {
    if (error instanceof Error && "stdout" in error && typeof error.stdout === "string") return error.stdout;
    throw error;
  }
}

/** What the linter says about one file. */
function said(file: string): string[] {
  return report.diagnostics
    .filter((one) => resolve(root, one.filename) === join(folder, file))
    .map((one) => `${one.message} ${one.help ?? ""}`);
}

test.each(cases.filter((one) => one.advice === undefined))("allows $file: $code", ({ file }) => {
  expect(said(file)).toEqual([]);
});

test.each(cases.filter((one) => one.advice !== undefined))("forbids $file: $code", ({ file, advice }) => {
  expect(said(file)).toEqual([expect.stringContaining(advice ?? "")]);
});
