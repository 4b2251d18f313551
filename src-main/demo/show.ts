/** Writes what happens on the demo's stage, readably, in colour where there is a terminal. */
import { Ansis } from "ansis";
import type { CallEvent } from "../../src-shared/telephony/call-event.ts";
import type { RecordingRow } from "../../src-shared/recordings/recording.ts";
import type { AttemptRecord, EndpointStatus } from "../../src-shared/webhooks/delivery-report.ts";
import type { PbxState } from "../pbx/types.ts";
import type { FaultName } from "../simulator/faults/fault-name.ts";
import type { Scenario } from "../simulator/scenarios/types.ts";
import { eventWords, oneLine } from "./event-words.ts";

const ansis = new Ansis();
/** The other endpoint gets the same events in the native dialect; once is enough to read and to count. */
const SHOWN = "crm";
/** Longer requests are cut in the picture; what is sent is whole. */
const WIDEST = 220;

export interface Show {
  intro(speed: number, faults: readonly FaultName[]): void;
  /** Where the window is, in a browser. */
  window(url: string): void;
  /** The window's page could not be built; everything else goes on. */
  noWindow(reason: string): void;
  scenario(scenario: Scenario): void;
  pbxState(state: PbxState): void;
  event(event: CallEvent): void;
  attempt(attempt: AttemptRecord): void;
  /** `url`: as receivers get it. */
  recording(row: RecordingRow, url: string): void;
  outro(endpoints: readonly EndpointStatus[]): void;
}

export function createShow(print: (text: string) => void): Show {
  let toldState = "";

  return {
    intro(speed, faults) {
      print(ansis.bold("3CX Webhook, demo"));
      print("A simulated phone system, the engine, and a receiver that takes what your CRM would get.");
      print(speed === 1 ? "Ctrl+C ends." : `Calls go by ${speed} times as fast as in life. Ctrl+C ends.`);
      if (faults.length > 0) print(ansis.yellow(`The phone system misbehaves: ${faults.join(", ")}`));
    },
    window(url) {
      print(`${ansis.bold("Window:")} ${ansis.underline(url)}`);
      print("Your browser will warn of the demo's own certificate: for this address it is safe to go on.");
    },
    noWindow(reason) {
      print(ansis.yellow(`There is no window: its page could not be built. ${oneLine(reason)}`));
    },
    scenario({ name, title, summary }) {
      print(`\n${ansis.bold.cyan(`── ${title}`)} ${ansis.dim(`(${name})`)}\n   ${ansis.dim(summary)}`);
    },
    pbxState({ callControl, activeCalls }) {
      const sentence = [callControl, activeCalls].map((source) =>
        `${source.sentence} ${source.advice}`.trim(),
      );
      const text = sentence.join(" ");
      if (text === toldState) return;
      toldState = text;
      print(`${ansis.magenta("PBX")}  ${text}`);
    },
    event(event) {
      const words = eventWords(event);
      if (words) print(`${clockTime(event.atMs)}  ${words}`);
    },
    attempt(attempt) {
      if (attempt.endpoint !== SHOWN) return;
      print(`${" ".repeat(10)}${ansis.dim("↳")} ${requestWords(attempt)}`);
    },
    recording({ extension, otherNumber, durationS = 0 }, url) {
      const outside = otherNumber === "" ? "an anonymous caller" : oneLine(otherNumber);
      const words = `${extension} with ${outside}, ${Math.round(durationS)} s`;
      print(`${" ".repeat(10)}${ansis.magenta("recording")} of ${words}: ${ansis.underline(url)}`);
    },
    outro(endpoints) {
      const delivered = endpoints.find(({ name }) => name === SHOWN)?.delivered ?? 0;
      print(`\n${delivered} webhooks were delivered. Next: connect your own phone system, see README.md.`);
    },
  };
}

function requestWords({ method, url, body, status, error, phases, nextTryAtMs }: AttemptRecord): string {
  const { pathname, search } = new URL(url);
  const request = cut(`${method} ${pathname}${search}${body === undefined ? "" : ` ${body}`}`);
  if (error === undefined) {
    return `${request} ${ansis.green(String(status))} ${ansis.dim(`${phases.totalMs.toFixed(1)} ms`)}`;
  }
  return `${request} ${ansis.red(error)}${nextTryAtMs === undefined ? "" : ", tried again soon"}`;
}

function cut(text: string): string {
  return text.length <= WIDEST ? text : `${text.slice(0, WIDEST - 1)}…`;
}

function clockTime(atMs: number): string {
  return ansis.dim(new Date(atMs).toTimeString().slice(0, 8));
}
