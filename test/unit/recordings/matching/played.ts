/** Scenarios played on the simulated PBX, with what the program learns of calls and recordings, and the truth. */
import { basename, dirname } from "node:path/posix";
import { parseCallLog } from "../../../../src-main/pbx/wire/call-log-rows.ts";
import { parseRecording } from "../../../../src-main/pbx/wire/recording-rows.ts";
import { findListed } from "../../../../src-main/recordings/matching/listed.ts";
import { matchRecording } from "../../../../src-main/recordings/matching/match-recording.ts";
import type { OpenLink } from "../../../../src-main/recordings/matching/talk.ts";
import { parseRecordingName } from "../../../../src-main/recordings/sources/file-name.ts";
import type { EndedLink, ListedRecording, SourceFile } from "../../../../src-main/recordings/types.ts";
import { createPbxModel } from "../../../../src-main/simulator/model/pbx-model.ts";
import type { SimRecording } from "../../../../src-main/simulator/model/recordings.ts";
import type { SimSwitches } from "../../../../src-main/simulator/model/switches.ts";
import { trueLink } from "../../../../src-main/simulator/recording-truth.ts";
import { createScenarioPlayer } from "../../../../src-main/simulator/scenarios/player.ts";
import type { Scenario } from "../../../../src-main/simulator/scenarios/types.ts";
import { createSeededRandom } from "../../../../src-main/simulator/seeded-random.ts";
import { createVirtualClock } from "../../../../src-main/simulator/virtual-clock.ts";
import { type EndedEvent, linkId } from "../../../../src-shared/telephony/call-event.ts";
import type { LoggedCall } from "../../../../src-shared/telephony/call-log.ts";
import { createWindow } from "../../calls/window-on-model.ts";

export interface PlayOptions {
  readonly scenarios: readonly Scenario[];
  readonly switches?: Partial<SimSwitches>;
  readonly seed?: number;
  readonly internalCalls?: boolean;
  /** That the settings name; the simulated PBX stands in Prague. */
  readonly timezone?: string;
}

export interface Played {
  readonly recorded: readonly SimRecording[];
  readonly ended: readonly EndedEvent[];
  readonly links: readonly EndedLink[];
  readonly open: readonly OpenLink[];
  readonly listed: readonly ListedRecording[];
  readonly loggedCalls: readonly LoggedCall[];
  readonly timezone: string;
}

/** Long after the last step: everything that comes late has come. */
const afterwardsMs = 15 * 60_000;

export async function play(options: PlayOptions): Promise<Played> {
  const { scenarios, switches = {}, seed = 1, internalCalls = false, timezone = "UTC" } = options;
  const startMs = Date.UTC(2026, 10, 22, 9);
  const clock = createVirtualClock({ startMs });
  const random = createSeededRandom(seed);
  const model = createPbxModel({ clock, switches, random });
  const window = createWindow(model, clock, { internalCalls });
  const player = createScenarioPlayer({ model, clock });
  for (const scenario of scenarios) void player.play(scenario, { startInMs: 1500 + random() * 20_000 });
  const lastMs = Math.max(...scenarios.map((scenario) => scenario.steps.at(-1)?.atMs ?? 0));
  await clock.runFor(lastMs + afterwardsMs);
  const peers = new Map(model.collections().Peers.map((row) => [String(row["Number"]), row["Type"]]));
  const typeOf = (dn: string) => (peers.get(dn) === "Extension" ? ("extension" as const) : undefined);
  const ended = window.events.flatMap((event) => (event.type === "ended" ? [event] : []));
  return {
    recorded: model.recorded(),
    ended,
    links: ended.map((each) => ({ ended: each, callIds: each.callIds, recordingIds: [] })),
    open: window.events.flatMap((event) => (event.type === "started" ? [{ started: event }] : [])),
    listed: model.collections().Recordings.flatMap((row) => parseRecording(row) ?? []),
    loggedCalls: parseCallLog(model.callLog(startMs, clock.nowMs()), typeOf).calls,
    timezone,
  };
}

/** The file as a watched folder tells it. */
export function fileOf(recording: SimRecording, timezone: string): SourceFile {
  const { path, appearsAtMs, growMs } = recording;
  const extension = dirname(path);
  return {
    key: `folder:${path}`,
    fileName: basename(path),
    bytes: 1,
    modifiedAtMs: appearsAtMs + growMs,
    extension,
    ...parseRecordingName(basename(path), extension, timezone),
  };
}

/** What is known besides the file: nothing; the PBX's list; its call log as well; nothing, and it is early. */
export const knowledge = ["name", "list", "log", "early"] as const;
export type Knowledge = (typeof knowledge)[number];

export interface Outcome {
  readonly path: string;
  /** Ids of links; empty for none. */
  readonly truth: string;
  readonly got: string;
  readonly how: string;
}

/** Each file as it comes, in the order in which they appear. */
export function outcomesOf(played: Played, known: Knowledge): Outcome[] {
  let clockShiftMs: number | undefined;
  const inOrder = played.recorded.toSorted((a, b) => a.appearsAtMs - b.appearsAtMs);
  return inOrder.map((recording) => {
    const file = fileOf(recording, played.timezone);
    const soonMs = file.modifiedAtMs + 1_000;
    const isSoon = known === "early";
    const result = matchRecording(file, {
      links: isSoon ? played.links.filter(({ ended }) => ended.atMs <= soonMs) : played.links,
      open: isSoon ? played.open.filter(({ started }) => started.atMs <= soonMs) : [],
      loggedCalls: known === "log" ? played.loggedCalls : [],
      listed: known === "list" || known === "log" ? findListed(file, played.listed) : undefined,
      nowMs: isSoon ? soonMs : file.modifiedAtMs + afterwardsMs,
      timezone: played.timezone,
      clockShiftMs,
    });
    if (result.type === "matched") clockShiftMs = result.clockShiftMs;
    const right = trueLink(recording, played.ended);
    return {
      path: recording.path,
      truth: right ? linkId(right) : "",
      got: result.type === "matched" ? linkId(result.match) : "",
      how:
        result.type === "matched"
          ? result.match.evidence
          : result.type === "wait"
            ? result.why
            : result.sentence,
    };
  });
}

export function isWrong({ got, truth }: Outcome): boolean {
  return got !== "" && got !== truth;
}

export function isMissed({ got, truth }: Outcome): boolean {
  return got === "" && truth !== "";
}
