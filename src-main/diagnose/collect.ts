/** What a diagnosis holds, as texts with names: what somebody who helps from afar would ask for. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { cpus, freemem, release, totalmem, uptime } from "node:os";
import { join } from "node:path";
import type { Places } from "../cli/places.ts";
import { askHealth } from "../cli/ask-health.ts";
import { programVersion } from "../program-version.ts";
import { readRunningNote } from "../program/running-note.ts";
import { formatMistakes } from "../settings/format-mistakes.ts";
import type { SettingsResult } from "../settings/read-settings.ts";
import { lastLogLines } from "./last-log-lines.ts";
import { createRedaction, redactedSettings } from "./redact.ts";

export interface DiagnosisEntry {
  readonly name: string;
  /** A sentence about it, for who decides whether to send it. */
  readonly about: string;
  readonly text: string;
}

export interface DiagnosisOptions {
  readonly places: Places;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly settings: SettingsResult;
  readonly nowMs: number;
  readonly logFolder: string | undefined;
}

/** Never rejects: what cannot be had says why. */
export async function collectDiagnosis(options: DiagnosisOptions): Promise<DiagnosisEntry[]> {
  const { places, env, settings, nowMs, logFolder } = options;
  const settingsText = textOf(places.settingsPath);
  const redact = createRedaction(settingsText, env, settings.ok ? settings.settings : undefined);
  const log = await lastLogLines({ folder: logFolder, dataFolder: places.dataPath });
  const entries: DiagnosisEntry[] = [
    { name: "versions.txt", about: "versions of program, Node and system; no names", text: versions(nowMs) },
    { name: "health.json", about: "what the running service says of itself", text: await health(places) },
    {
      name: "settings.txt",
      about: "the settings without comments; secrets read ***",
      text: redactedSettings(settingsText),
    },
    { name: "settings-check.txt", about: "what is wrong with them", text: remarks(settings) },
    { name: "environment.txt", about: "names of WEBHOOK_ variables, no values", text: variables(env) },
    { name: "data-folder.txt", about: "names, sizes and ages of its files", text: files(places, nowMs) },
    { name: "log.txt", about: `${log.about}; it can hold phone numbers`, text: log.text },
  ];
  return entries.map((entry) => ({ ...entry, text: `${redact(entry.text).trimEnd()}\n` }));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function versions(nowMs: number): string {
  return [
    `3CX Webhook ${programVersion}`,
    `Node ${process.versions.node}, OpenSSL ${process.versions.openssl}, SQLite ${process.versions["sqlite"] ?? "?"}`,
    `${process.platform} ${process.arch}, ${release()}${osName()}`,
    `${cpus().length} processors, ${gigabytes(freemem())} of ${gigabytes(totalmem())} memory free`,
    `System up for ${Math.round(uptime() / 3600)} h; user number ${process.getuid?.() ?? "?"}`,
    `Made at ${new Date(nowMs).toISOString()}, time zone ${Intl.DateTimeFormat().resolvedOptions().timeZone}`,
  ].join("\n");
}

function osName(): string {
  const name = /^PRETTY_NAME="?([^"\n]*)/m.exec(textOf("/etc/os-release"))?.[1];
  return name === undefined ? "" : `, ${name}`;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

async function health({ dataPath }: Places): Promise<string> {
  const { url } = readRunningNote(dataPath);
  if (url === undefined) return "It does not run: nothing says where it listens.";
  const answer = await askHealth(url);
  return answer.ok ? JSON.stringify(answer.report, undefined, 2) : `No answer at ${url}: ${answer.reason}.`;
}

function remarks(settings: SettingsResult): string {
  const warnings = settings.warnings.length === 0 ? [] : [`Warnings:\n${formatMistakes(settings.warnings)}`];
  return [settings.ok ? "No mistakes." : formatMistakes(settings.mistakes), ...warnings].join("\n");
}

function variables(env: DiagnosisOptions["env"]): string {
  const names = Object.keys(env).filter((name) => name.startsWith("WEBHOOK_"));
  return names.length === 0 ? "None is set." : names.toSorted().join("\n");
}

function files({ dataPath }: Places, nowMs: number): string {
  if (!existsSync(dataPath)) return `${dataPath} is not there.`;
  try {
    const names = readdirSync(dataPath).toSorted();
    return [dataPath, ...names.map((name) => fileLine(join(dataPath, name), name, nowMs))].join("\n");
  } catch (error) {
    return `${dataPath} cannot be read (${String(error)}).`;
  }
}

function fileLine(path: string, name: string, nowMs: number): string {
  try {
    const found = statSync(path);
    const ageMin = Math.round((nowMs - found.mtimeMs) / 60_000);
    const mode = (found.mode & 0o777).toString(8).padStart(4, "0");
    const size = found.isDirectory() ? `${readdirSync(path).length} entries` : `${found.size} bytes`;
    return `  ${name}  ${size}  mode ${mode}, user ${found.uid}, changed ${ageMin} min ago`;
  } catch (error) {
    return `  ${name}  ${String(error)}`;
  }
}
