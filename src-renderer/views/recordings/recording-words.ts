/** What a recording's state looks like and is called. Pure. */
import type {
  RecordingProblem,
  RecordingRow,
  RecordingState,
} from "../../../src-shared/recordings/recording.ts";
import type { TextKey } from "../../i18n/text.tsx";
import type { StateName } from "../../ui/state-shape.tsx";

export interface RecordingWords {
  readonly shape: StateName;
  /** One or two words for the list. */
  readonly label: TextKey;
  /** What it means and what happens next. */
  readonly sentence: TextKey;
}

const shapes: Readonly<Record<RecordingState, StateName>> = {
  growing: "working",
  matching: "waiting",
  unmatched: "unknown",
  waiting: "waiting",
  converting: "working",
  ready: "waiting",
  sent: "ok",
  failed: "attention",
  purged: "expired",
  ignored: "paused",
};

/** Nothing that a second try could mend: it is over for this file. */
const hopeless: ReadonlySet<RecordingProblem> = new Set(["empty", "damaged", "not-audio"]);

/** A problem says more than the state that it keeps a recording in. */
export function wordsOf({
  state,
  problem,
  nextTryAtMs,
}: Pick<RecordingRow, "state" | "problem" | "nextTryAtMs">): RecordingWords {
  if (problem === undefined || state === "sent" || state === "purged") {
    return {
      shape: shapes[state],
      label: `recordings.state.${state}`,
      sentence: `recordings.means.${state}`,
    };
  }
  const shape = hopeless.has(problem) ? "given-up" : nextTryAtMs === undefined ? "attention" : "retry";
  return { shape, label: `recordings.problem.${problem}`, sentence: `recordings.why.${problem}` };
}

/** Whether there is an MP3 to listen to. */
export function isPlayable({ state, mp3Name }: Pick<RecordingRow, "state" | "mp3Name">): boolean {
  return mp3Name !== undefined && state !== "purged" && state !== "converting";
}

/** Whether to start over can change anything: what is on its way is left alone. */
export function canReprocess({ state }: Pick<RecordingRow, "state">): boolean {
  return !["growing", "matching", "waiting", "converting"].includes(state);
}
