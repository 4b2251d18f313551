/** `3cx-webhook diagnose`: one file for who helps, without secrets; says what is in it before it is made. */
import { accessSync, constants } from "node:fs";
import { resolve } from "node:path";
import { codeOf, reasonOf } from "../../src-shared/thrown.ts";
import { collectDiagnosis } from "../diagnose/collect.ts";
import { writeZip } from "../diagnose/write-zip.ts";
import { openSettingsFile } from "./read-settings-file.ts";
import type { CommandWorld, ExitCode } from "./types.ts";

export interface DiagnoseOptions {
  readonly out: string | undefined;
  /** Only says what would be in it. */
  readonly list: boolean;
  readonly logFolder: string | undefined;
}

export async function diagnose(
  world: CommandWorld,
  { out, list, logFolder }: DiagnoseOptions,
): Promise<ExitCode> {
  const { places, env, clock, print, complain } = world;
  const nowMs = clock.nowMs();
  const settings = await openSettingsFile(world).load();
  const entries = await collectDiagnosis({ places, env, settings, nowMs, logFolder });
  const stamp = new Date(nowMs).toISOString().slice(0, 16).replaceAll(/[-:]/g, "");
  const path = resolve(out ?? `3cx-webhook-diagnosis-${stamp}.zip`);
  print(`${list ? "A diagnosis would hold" : `${path} gets`}:`);
  for (const { name, about, text } of entries)
    print(`  ${name.padEnd(20)} ${String(Buffer.byteLength(text)).padStart(8)} bytes  ${about}`);
  if (isClosed(places.settingsPath))
    complain(`This user may not read ${places.settingsPath}: most of it is missing. Ask as root (sudo).`);
  if (list) return 0;
  try {
    await writeZip(path, entries, nowMs);
    print("Written. Have a look at it before you send it to anybody.");
    return 0;
  } catch (error) {
    const reason = reasonOf(error);
    complain(`${path} cannot be written (${reason}). Name a file in another folder with --out.`);
    return 1;
  }
}

function isClosed(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return false;
  } catch (error) {
    return codeOf(error) === "EACCES";
  }
}
