/** `demo --once`: every scenario in virtual time, a line for each, and an exit code. */
import { Ansis } from "ansis";
import { ffmpegPlaces, findFfmpeg } from "../recordings/transcode/find-ffmpeg.ts";
import { spawnFfmpeg } from "../recordings/transcode/spawn-ffmpeg.ts";
import { createVirtualClock } from "../simulator/virtual-clock.ts";
import type { DemoCommand } from "./command-line.ts";
import type { PlayReport } from "./play-once.ts";
import { playOnce } from "./play-once.ts";
import { reconcileStage } from "./reconcile-stage.ts";
import { createStage } from "./stage.ts";

const ansis = new Ansis();
/** A fixed day, so that two runs print the same ids. */
const START_MS = Date.UTC(2026, 0, 15, 9, 0, 0);

/** 0 when the receiver got exactly what every scenario promises, else 1. */
export async function runOnce(
  command: Omit<DemoCommand, "once" | "speed">,
  print: (text: string) => void,
): Promise<0 | 1> {
  const { faults, switches, seed, scenarios } = command;
  const clock = createVirtualClock({ startMs: START_MS });
  // What a misbehaving PBX makes of recordings is not settled by what it recorded.
  const recordings = faults.length === 0 && (await isFfmpegThere());
  const stage = await createStage({ clock, seed, faults, switches, recordings, reconcile: true });
  if (faults.length === 0 && !recordings) print("ffmpeg was not found: recordings are left out.\n");
  if (faults.length > 0) print(`The simulated PBX misbehaves: ${faults.join(", ")} (seed ${seed})\n`);
  try {
    const reports = await playOnce({
      stage,
      clock,
      faults,
      scenarios,
      onReport: (report) => print(lineOf(report)),
    });
    const failed = reports.filter(({ differences }) => differences.length > 0).length;
    const events = reports.reduce((sum, { received }) => sum + received.length, 0);
    const links = reports.reduce((sum, report) => sum + report.recordings, 0);
    const opened = recordings ? `, ${links} recordings that open and play` : "";
    print(`\n${summary(reports.length, failed, `${events} events${opened}`)}`);
    const { text, unexplained } = await reconcileStage(stage, clock, START_MS);
    print(text);
    return failed === 0 && (unexplained === 0 || faults.length > 0) ? 0 : 1;
  } finally {
    await stage.stop();
  }
}

async function isFfmpegThere(): Promise<boolean> {
  return (await findFfmpeg(ffmpegPlaces({}), spawnFfmpeg, () => {})).ok;
}

function lineOf({ scenario, received, differences, lenient }: PlayReport): string {
  const mark = differences.length === 0 ? ansis.green("✓") : ansis.red("✗");
  const story = storyOf(received);
  const note =
    lenient === undefined ? "" : ansis.yellow(`  (${lenient}: only the general rules are checked)`);
  const lines = [`${mark} ${scenario.name.padEnd(30)} ${story}${note}`];
  for (const difference of differences) lines.push(ansis.red(`    ${difference}`));
  return lines.join("\n");
}

function storyOf(received: PlayReport["received"]): string {
  if (received.length === 0) return ansis.dim("no event");
  return received.length > 8 ? `${received.length} events` : received.map(stepOf).join(ansis.dim(" → "));
}

function stepOf({ event, user, finish }: PlayReport["received"][number]): string {
  return `${event} ${user}${finish === undefined ? "" : ` ${finish}`}`;
}

function summary(count: number, failed: number, arrived: string): string {
  if (failed > 0 && count === 1) return ansis.red("The scenario was not told as promised.");
  if (failed > 0) return ansis.red(`${failed} of ${count} scenarios were not told as promised.`);
  if (count === 1) return ansis.green(`The scenario arrived at the receiver as promised: ${arrived}.`);
  return ansis.green(`All ${count} scenarios arrived at the receiver as promised: ${arrived}.`);
}
