/**
 * `3cx-webhook import FILE...`: what would become of another product's settings, and with --write, that it
 * does. What is there already is only replaced when that was said.
 */
import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { ImportPreview } from "../../src-shared/contract/settings-view.ts";
import { reasonOf } from "../../src-shared/thrown.ts";
import { decodeForeign } from "../settings/import/decode-foreign.ts";
import { previewImport, type ForeignFile } from "../settings/import/import-settings.ts";
import { formatMistakes } from "../settings/format-mistakes.ts";
import { previewLines } from "./import-words.ts";
import { openSettingsFile, usableSettings } from "./read-settings-file.ts";
import type { CommandWorld, ExitCode } from "./types.ts";

export interface ImportOptions {
  readonly write: boolean;
  readonly replace: boolean;
}

/** 0: shown, or written. 1: not written. 2: files or settings that cannot be used. */
export async function importFiles(
  world: CommandWorld,
  paths: readonly string[],
  { write, replace }: ImportOptions,
): Promise<ExitCode> {
  const settings = await usableSettings(world);
  if (settings === undefined) return 2;
  const files = await readAll(world, paths);
  if (files === undefined) return 2;
  const existing = settings.endpoints.map(({ name }) => name);
  const preview = previewImport(files, existing);
  if (preview.changes.length === 0) {
    world.complain(preview.sentence);
    return 2;
  }
  const replaced = existing.filter((name) =>
    preview.changes.some(({ section }) => section === `endpoint.${name}`),
  );
  world.print(previewLines(preview, replaced).join("\n"));
  if (!write) {
    world.print(`\nNothing was written. Add --write to take this over into ${world.places.settingsPath}.`);
    return 0;
  }
  if (replaced.length > 0 && !replace) {
    world.complain(
      `Nothing was written: the settings have ${replaced.map((name) => `[endpoint.${name}]`).join(", ")} already. ` +
        "Add --replace to replace what stands there, or rename these sections first.",
    );
    return 1;
  }
  return save(world, preview);
}

async function readAll(
  { complain }: CommandWorld,
  paths: readonly string[],
): Promise<ForeignFile[] | undefined> {
  const files: ForeignFile[] = [];
  for (const path of paths) {
    try {
      files.push({ name: path, text: decodeForeign(await readFile(path)) });
    } catch (error) {
      const reason = reasonOf(error);
      complain(`${path} cannot be read (${reason}). Check the path and its permissions.`);
      return undefined;
    }
  }
  return files;
}

async function save(world: CommandWorld, { changes }: ImportPreview): Promise<ExitCode> {
  const { settingsPath, dataPath } = world.places;
  // Before a first start nobody has made it. What else is wrong with it, the writing says.
  if (dirname(settingsPath) === dataPath)
    await mkdir(dataPath, { recursive: true, mode: 0o700 }).catch(() => {});
  const result = await openSettingsFile(world).write(changes);
  if (!result.ok) {
    world.complain(`Nothing was written.\n${formatMistakes(result.mistakes)}`);
    return 1;
  }
  world.print(
    `\nWritten to ${settingsPath}. A running service takes it over by itself; 3cx-webhook check tries it.`,
  );
  return 0;
}
