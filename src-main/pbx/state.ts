/**
 * Gathers how each source stands into one `PbxState` and tells when what people read has changed.
 * Some verdicts need two sources: 403 everywhere is a barred computer, not a licence and a role.
 */
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { PbxFailure } from "./failure.ts";
import type { OverallState, PbxState, SourceName, SourceState, SourceStateName } from "./types.ts";
import { type PbxAddress, stateNameOf, wordsFor } from "./words.ts";

/** How one source says what it lives through. */
export interface SourceReport {
  connected(): void;
  failed(why: PbxFailure): void;
  named(name: SourceStateName): void;
}

export interface StateKeeper {
  report(source: SourceName): SourceReport;
  setVersion(version: string): void;
  eventSeen(): void;
  state(): PbxState;
}

export interface StateOptions {
  readonly clock: Clock;
  readonly address: PbxAddress;
  /** Whether the access token is refused again and again. */
  readonly contested: () => boolean;
  /** Number of extensions whose legs are visible. */
  readonly monitored: () => number;
  readonly onState: (state: PbxState) => void;
  readonly initial: "not-configured" | "connecting";
}

interface Standing {
  readonly name: SourceStateName;
  readonly cause?: PbxFailure;
}

type Standings = Readonly<Record<SourceName, Standing>>;
type Sources = Record<SourceName, SourceState>;

const sourceNames: readonly SourceName[] = ["callControl", "activeCalls", "directory", "callLog"];

export function createStateKeeper(options: StateOptions): StateKeeper {
  const { clock, initial } = options;
  let standings: Standings = {
    callControl: { name: initial },
    activeCalls: { name: initial },
    directory: { name: initial },
    callLog: { name: initial === "connecting" ? "not-asked" : initial },
  };
  let version: string | undefined;
  let lastEventAtMs: number | undefined;
  let shown = build();
  let told = fingerprint(shown);

  function build(before?: PbxState): PbxState {
    const sources = describe(standings, options, before);
    return {
      overall: overallOf(standings, sources),
      ...sources,
      monitored: options.monitored(),
      ...(version === undefined ? {} : { version }),
    };
  }

  const update = () => {
    shown = build(shown);
    const now = fingerprint(shown);
    if (now === told) return;
    told = now;
    options.onState(current());
  };

  const current = (): PbxState => (lastEventAtMs === undefined ? shown : { ...shown, lastEventAtMs });

  const set = (source: SourceName, standing: Standing) => {
    standings = { ...standings, [source]: standing };
    update();
  };

  return {
    report: (source) => ({
      connected: () => set(source, { name: "connected" }),
      failed: (cause) => {
        if (cause.kind !== "stopped") set(source, { name: stateNameOf(source, cause.kind), cause });
      },
      named: (name) => set(source, { name }),
    }),
    setVersion: (text) => {
      version = text;
      update();
    },
    eventSeen: () => {
      lastEventAtMs = clock.nowMs();
    },
    state: current,
  };
}

function describe(standings: Standings, options: StateOptions, before: PbxState | undefined): Sources {
  const nowMs = options.clock.nowMs();
  const barred = isBarred(standings);
  const contested = options.contested();
  const one = (source: SourceName): SourceState => {
    const { name: own, cause } = standings[source];
    const name =
      barred && isForbidden(cause) ? "ip-restricted" : contested && isUp(own) ? "token-stolen" : own;
    const words = wordsFor(name, source, options.address, cause);
    const was = before?.[source];
    return { name, ...words, sinceMs: was?.name === name ? was.sinceMs : nowMs };
  };
  return {
    callControl: one("callControl"),
    activeCalls: one("activeCalls"),
    directory: one("directory"),
    callLog: one("callLog"),
  };
}

function isUp(name: SourceStateName): boolean {
  return name === "connected" || name === "connection-lost";
}

function isForbidden(cause: PbxFailure | undefined): boolean {
  return cause?.kind === "forbidden" || cause?.kind === "forbidden-everywhere";
}

function isBarred({ callControl, activeCalls }: Standings): boolean {
  return isForbidden(callControl.cause) && activeCalls.cause?.kind === "forbidden-everywhere";
}

/** Calls are followed by Call Control or ActiveCalls; names and the log are additions. */
function overallOf(standings: Standings, sources: Sources): OverallState {
  const names = sourceNames.map((source) => sources[source].name);
  if (names.includes("not-configured")) return "not-configured";
  const live = [standings.callControl.name, standings.activeCalls.name];
  const onTheWay = live.includes("connecting");
  if (names.every((name) => name === "connected" || name === "not-asked" || name === "connecting")) {
    return onTheWay ? "connecting" : "connected";
  }
  if (live.includes("connected") || live.includes("no-monitored-extensions")) return "degraded";
  return onTheWay ? "connecting" : "not-connected";
}

/** What a listener is told about: everything people read, but no times. */
function fingerprint({ overall, monitored, version, ...state }: PbxState): string {
  const sources = sourceNames.map((name) => [state[name].name, state[name].sentence]);
  return JSON.stringify([overall, monitored, version, sources]);
}
