/**
 * What the tray shows: one state by shape and colour, a line of numbers, the worst problem. Pure. Numbers of
 * callers and words of receivers never get here: a tray is seen when a screen is shared.
 */
import type { ProblemView } from "../../../src-shared/contract/snapshot.ts";
import type { EngineState } from "../engine-switch.ts";
import type { WatchedState } from "../follow/watched-state.ts";
import type { Words } from "../words/words.ts";

export const trayStates = ["connected", "attention", "stopped", "connecting", "unreachable", "demo"] as const;
export type TrayState = (typeof trayStates)[number];

/** Whom the desktop program follows: its own engine, or a service elsewhere. */
export type Followed =
  | { readonly place: "here"; readonly engine: EngineState; readonly state: WatchedState | undefined }
  /** `state` is `undefined` while the service cannot be reached or has let nobody in. */
  | {
      readonly place: "service";
      readonly host: string;
      readonly connecting: boolean;
      readonly state: WatchedState | undefined;
    };

export interface TrayProblem {
  readonly label: string;
  readonly route: string;
}

export interface TrayPicture {
  readonly icon: TrayState;
  /** `Connected · 4 calls · 213 waiting`, the menu's line. */
  readonly line: string;
  /** At most 120 characters. */
  readonly tooltip: string;
  readonly problem: TrayProblem | undefined;
  readonly calls: number;
  readonly engine: EngineState["kind"] | "service";
}

const product = "3CX Webhook";
/** Windows cuts a tooltip after 127 characters. */
const mostTooltipChars = 120;

export function trayPicture(followed: Followed, words: Words, nowMs: number): TrayPicture {
  const { state } = followed;
  const lively = followed.place === "service" || followed.engine.kind === "running" ? state : undefined;
  const icon = iconOf(followed, lively);
  const place = followed.place === "service" && lively !== undefined ? `${followed.host} · ` : "";
  const line = [statusOf(followed, lively, words), ...numbersOf(lively, words, false)].join(" · ");
  const long = [
    `${product}: ${place}${statusOf(followed, lively, words)}`,
    ...numbersOf(lively, words, true),
  ];
  return {
    icon,
    line: place === "" ? sentenceCase(line, followed) : place + line,
    tooltip: cut(long.join(" · "), mostTooltipChars),
    problem: problemOf(state?.problems ?? [], words, nowMs),
    calls: lively?.calls.size ?? 0,
    engine: followed.place === "service" ? "service" : followed.engine.kind,
  };
}

/** A name of a host stays as it is. */
function sentenceCase(line: string, followed: Followed): string {
  if (followed.place === "service" && line.startsWith(followed.host)) return line;
  return line.charAt(0).toUpperCase() + line.slice(1);
}

function iconOf(followed: Followed, lively: WatchedState | undefined): TrayState {
  if (followed.place === "service" && lively === undefined) {
    return followed.connecting ? "connecting" : "unreachable";
  }
  if (followed.place === "here") {
    if (followed.engine.kind === "failed") return "attention";
    if (followed.engine.kind === "stopped" || followed.engine.kind === "stopping") return "stopped";
  }
  if (lively === undefined || lively.pbx.state === "connecting") return "connecting";
  const quiet = lively.problems.length === 0 && lively.pbx.state === "connected";
  if (!quiet) return "attention";
  return lively.kind === "demo" ? "demo" : "connected";
}

function statusOf(followed: Followed, lively: WatchedState | undefined, words: Words): string {
  if (followed.place === "service" && lively === undefined) {
    return followed.connecting ? words.state.connecting : words.state.away(followed.host);
  }
  if (followed.place === "here" && followed.engine.kind !== "running") {
    const { kind } = followed.engine;
    return words.state[kind === "stopping" ? "stopped" : kind];
  }
  const demo = lively?.kind === "demo" ? `${words.demo}, ` : "";
  return demo + pbxWords(lively?.pbx.state, words);
}

function pbxWords(state: WatchedState["pbx"]["state"] | undefined, { state: words }: Words): string {
  switch (state) {
    case "connected":
      return words.connected;
    case "degraded":
      return words.partial;
    case "connecting":
    case undefined:
      return words.connecting;
    case "not-connected":
      return words.notConnected;
    case "not-configured":
      return words.notConfigured;
    default: {
      const _never: never = state;
      return _never;
    }
  }
}

/** Calls and waiting webhooks; with `named`, the endpoint where most of them wait. */
function numbersOf(lively: WatchedState | undefined, words: Words, named: boolean): string[] {
  if (lively === undefined) return [];
  const queues = lively.endpoints.filter(({ mirror, waiting }) => !mirror && waiting > 0);
  const waiting = queues.reduce((sum, endpoint) => sum + endpoint.waiting, 0);
  const most = queues.toSorted((a, b) => b.waiting - a.waiting)[0]?.name ?? "";
  return [
    words.calls(lively.calls.size),
    ...(waiting === 0 ? [] : [words.waiting(waiting, named ? most : "")]),
  ];
}

function problemOf(problems: readonly ProblemView[], words: Words, nowMs: number): TrayProblem | undefined {
  const [worst] = problems;
  if (worst === undefined) return undefined;
  // A certificate that still holds has no age that anybody asks for.
  if (worst.id.startsWith("certificate:")) return { label: words.problem.certificate, route: worst.route };
  const age = words.age(nowMs - worst.sinceMs);
  return { label: `${problemWords(worst, words)} (${age})`, route: worst.route };
}

function problemWords({ area, endpoint }: ProblemView, { problem }: Words): string {
  return area === "endpoint" ? problem.endpoint(endpoint ?? "") : problem[area];
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
