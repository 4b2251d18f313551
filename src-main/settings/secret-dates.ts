/**
 * When each secret was set, for people who must renew them: kept beside the settings in the data folder, as
 * names of keys and dates alone. What a secret is stands in no file but that of the settings.
 */
import { readFile, stat } from "node:fs/promises";
import { z } from "zod";
import type { Logger } from "../../src-shared/ports/logger.ts";
import { findKey } from "../../src-shared/settings/schema.ts";
import { writeAtomically } from "./atomic-write.ts";
import { parseIni } from "./ini-document.ts";

export interface SecretDates {
  /** Tell what the settings file says now, secrets in clear. Never rejects. */
  saw(text: string): Promise<void>;
  /** Wall clock; `undefined` when nobody knows. */
  setAtMs(section: string, key: string): number | undefined;
}

export interface SecretDatesOptions {
  readonly keptIn: string;
  readonly settingsPath: string;
  readonly nowMs: () => number;
  readonly log: Logger;
}

const keptSchema = z.object({
  /** When the settings file was last changed, as far as this program saw. */
  fileAtMs: z.number(),
  /** By section and key: `endpoint.crm header.authorization`. */
  setAtMs: z.record(z.string(), z.number()),
});
type Kept = z.infer<typeof keptSchema>;

export function createSecretDates({ keptIn, settingsPath, nowMs, log }: SecretDatesOptions): SecretDates {
  let dates = new Map<string, number>();
  let kept: Kept = { fileAtMs: 0, setAtMs: {} };
  /** As last seen, in memory only. */
  let known: ReadonlyMap<string, string> | undefined;
  let last: Promise<void> = Promise.resolve();

  async function take(text: string): Promise<void> {
    const secrets = secretsIn(text);
    const fileAtMs = await changedAtMs(settingsPath);
    if (known === undefined) {
      kept = await readKept(keptIn);
      // Changed while nobody looked: any of them may be another one by now.
      if (kept.fileAtMs === fileAtMs) dates = new Map(Object.entries(kept.setAtMs));
    } else {
      for (const [name, value] of secrets) if (known.get(name) !== value) dates.set(name, nowMs());
    }
    for (const name of dates.keys()) if (!secrets.has(name)) dates.delete(name);
    known = secrets;
    const next = { fileAtMs, setAtMs: Object.fromEntries(dates) };
    if (JSON.stringify(next) === JSON.stringify(kept)) return;
    await writeAtomically(keptIn, `${JSON.stringify(next, undefined, 2)}\n`);
    kept = next;
  }

  return {
    saw(text) {
      last = last
        .then(() => take(text))
        .catch((error: unknown) => {
          log.warn("When secrets were set could not be kept.", { file: keptIn, reason: String(error) });
        });
      return last;
    },
    setAtMs: (section, key) => dates.get(`${section} ${key}`),
  };
}

/** As everywhere, a key that nobody knows counts as a secret: it may be a misspelt one. */
function secretsIn(text: string): ReadonlyMap<string, string> {
  const secrets = new Map<string, string>();
  for (const entry of parseIni(text).entries) {
    const section = entry.section.toLowerCase();
    const key = entry.key.toLowerCase();
    const isSecret = findKey(section, key)?.secret ?? findKey(section, key) === undefined;
    const name = `${section} ${key}`;
    if (isSecret && entry.value !== "" && !secrets.has(name)) secrets.set(name, entry.value);
  }
  return secrets;
}

async function changedAtMs(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return 0;
  }
}

/** A file that is missing or damaged says nothing, which is what it is for. */
async function readKept(path: string): Promise<Kept> {
  try {
    const read = keptSchema.safeParse(JSON.parse(await readFile(path, "utf8")));
    if (read.success) return read.data;
  } catch {
    // As if there was none.
  }
  return { fileAtMs: 0, setAtMs: {} };
}
