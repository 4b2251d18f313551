/**
 * Results of reconciliation and when calls were watched, as two small files in the data folder. They share
 * nothing with the queue: what is damaged here is begun anew and costs no webhook.
 */
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { reconcileReportSchema } from "../../../src-shared/contract/reconcile-view.ts";
import type { ReconcileStore } from "../../reconcile/types.ts";

const spans = z.array(z.object({ fromMs: z.number(), toMs: z.number() }));
const spansSchema = z.object({ running: spans, connected: spans, seeingAll: spans });

/** `folder`: usually `reconcile` in the data folder; made when something is kept. */
export function createReconcileStore(folder: string): ReconcileStore {
  let writing: Promise<void> = Promise.resolve();

  async function read<Value>(name: string, schema: z.ZodType<Value>): Promise<Value | undefined> {
    await writing.catch(() => {});
    try {
      const parsed = schema.safeParse(JSON.parse(await readFile(join(folder, name), "utf8")));
      return parsed.success ? parsed.data : undefined;
    } catch {
      return undefined;
    }
  }

  /** One after the other; a reader finds the old content or the new one. */
  function write(name: string, value: unknown): Promise<void> {
    writing = writing.catch(() => {}).then(() => replace(name, JSON.stringify(value)));
    return writing;
  }

  async function replace(name: string, text: string): Promise<void> {
    const temporary = join(folder, `${name}.${randomUUID()}.tmp`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      await writeFile(temporary, text, { mode: 0o600, flag: "wx" });
      await rename(temporary, join(folder, name));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  return {
    spans: async () =>
      (await read("watched.json", spansSchema)) ?? { running: [], connected: [], seeingAll: [] },
    keepSpans: (kept) => write("watched.json", kept),
    latest: () => read("latest.json", reconcileReportSchema),
    keep: (report) => write("latest.json", report),
  };
}
