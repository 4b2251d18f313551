/** `3cx-webhook status`: how the running service is, in sentences, or that it does not run. */
import type { HealthReport, SourceHealth } from "../../src-shared/contract/health.ts";
import { codeOf } from "../../src-shared/thrown.ts";
import { formatMistakes } from "../settings/format-mistakes.ts";
import { readRunningNote } from "../program/running-note.ts";
import { askHealth, type HealthAnswer } from "./ask-health.ts";
import { openSettingsFile } from "./read-settings-file.ts";
import type { CommandWorld, ExitCode } from "./types.ts";

/** 0: runs and all is well. 1: runs, something needs attention. 3: does not run, or does not answer. */
export async function status(world: CommandWorld, options: { readonly json: boolean }): Promise<ExitCode> {
  const { dataPath } = world.places;
  const { pid, url, closed } = readRunningNote(dataPath);
  if (closed) {
    world.complain(`This user may not read ${dataPath}. Ask as root (sudo) or as the service's own user.`);
    return 1;
  }
  if (url === undefined || pid === undefined || !isAlive(pid)) return notRunning(world);
  const answer = await askHealth(url);
  if (!answer.ok) return silent(world, { pid, url }, answer);
  world.print(options.json ? JSON.stringify(answer.report, undefined, 2) : inWords(answer.report, url));
  const mistaken = await settingsMistaken(world);
  return answer.report.status === "ok" && !mistaken ? 0 : 1;
}

/** A running service goes on with the settings from before; its next start would not. */
async function settingsMistaken(world: CommandWorld): Promise<boolean> {
  const loaded = await openSettingsFile(world).load();
  if (loaded.ok) return false;
  world.complain(formatMistakes(loaded.mistakes));
  world.complain("The service goes on with the settings from before, and would not start with these.");
  return true;
}

function notRunning({ places, complain }: CommandWorld): ExitCode {
  complain(
    `3CX Webhook does not run: no process uses the data folder ${places.dataPath}. ` +
      "Start it (systemctl start 3cx-webhook), or name another folder with --data. " +
      "If it does not stay, systemctl status 3cx-webhook and 3cx-webhook check say why.",
  );
  return 3;
}

function silent(
  { complain }: CommandWorld,
  { pid, url }: { pid: number; url: string },
  { reason }: Extract<HealthAnswer, { ok: false }>,
): ExitCode {
  complain(
    `3CX Webhook does not answer at ${url} (${reason}), though process ${pid} uses its data folder. ` +
      "Look at its log (journalctl -u 3cx-webhook -n 50); if it stays so, restart it.",
  );
  return 3;
}

/** A process of another user counts. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

export const overallWords = {
  ok: "everything works",
  degraded: "calls are followed and sent, but something is missing or late",
  failing: "calls are not followed or not sent",
} as const;

/** One line each, indented below what it belongs to. */
export function inWords(report: HealthReport, url: string): string {
  const { pbx, endpoints, recordings, store } = report;
  const lines = [
    `3CX Webhook ${report.version} runs for ${duration(report.uptime_s)} at ${url}: ${overallWords[report.status]}.`,
    `3CX: ${said(pbx)}`,
  ];
  for (const source of [pbx.call_control, pbx.active_calls, pbx.directory, pbx.call_log]) {
    if (source !== undefined && source.advice !== "" && source.sentence !== pbx.sentence)
      lines.push(`  ${said(source)}`);
  }
  if (endpoints.length === 0)
    lines.push("Receivers: none yet. Add a section such as [endpoint.crm] with a url.");
  for (const { name, sentence = "", state, waiting, oldest_s, alarms = [] } of endpoints) {
    const queue = waiting === 0 ? "" : ` ${waiting} waiting, the oldest for ${duration(oldest_s)}.`;
    lines.push(`Receiver ${name}: ${sentence === "" ? `${state}.` : sentence}${queue}`);
    lines.push(...alarms.map((alarm) => `  ${alarm.sentence}`));
  }
  lines.push(`Recordings: ${said({ ...recordings, sentence: recordings.sentence ?? recordings.state })}`);
  if (store !== undefined && store.state !== "ok") lines.push(`Data folder: ${store.sentence}`);
  return lines.join("\n");
}

function said({
  sentence,
  advice = "",
}: { readonly sentence: string; readonly advice?: string } | SourceHealth) {
  return `${sentence} ${advice}`.trim();
}

export function duration(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [Math.floor(seconds) % 60, "s"],
  ] as const;
  const from = parts.findIndex(([count]) => count > 0);
  if (from < 0) return "0 s";
  return parts
    .slice(from, from + 2)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}
