/**
 * Everything that needs a person, the worst first: the window makes one loud and lists the rest. Pure.
 * Sentences and advice are those of the rooms; nothing is said twice.
 */
import type {
  EndpointView,
  PbxView,
  ProblemView,
  SettingsState,
} from "../../src-shared/contract/snapshot.ts";
import type { CertificateAlarm } from "../../src-shared/contract/certificate-alarm.ts";
import { say } from "../../src-shared/messages/say.ts";
import type { StandingStoreAlarm } from "../../src-shared/contract/store-alarm.ts";
import type { RecordingsStatus } from "../../src-shared/recordings/recording.ts";

export interface ProblemSources {
  readonly pbx: PbxView;
  readonly endpoints: readonly EndpointView[];
  readonly storeAlarms: readonly StandingStoreAlarm[];
  readonly certificates: readonly CertificateAlarm[];
  readonly recordings: RecordingsStatus;
  readonly settings: SettingsState;
  readonly nowMs: number;
}

/** `sinceMs` of a problem that does not say it itself: when it was first seen. */
export type FirstSeen = (id: string) => number;

export function problemsOf(from: ProblemSources, firstSeen: FirstSeen): ProblemView[] {
  return [
    ...storeProblems(from),
    ...settingsProblems(from, firstSeen),
    ...pbxProblems(from),
    ...from.endpoints.flatMap(endpointProblems),
    ...recordingProblems(from, firstSeen),
    ...from.certificates.flatMap(certificateProblems),
  ].toSorted((a, b) => weight(a) - weight(b));
}

function weight({ severity }: ProblemView): number {
  return severity === "bad" ? 0 : 1;
}

function storeProblems({ storeAlarms }: ProblemSources): ProblemView[] {
  return storeAlarms.map(({ kind, sentence, sinceMs }) => ({
    ...{ id: `store:${kind}`, area: "store", severity: kind === "damaged" ? "warn" : "bad" },
    ...{ sentence, advice: "", sinceMs, route: "#/overview" },
  }));
}

function settingsProblems({ settings }: ProblemSources, firstSeen: FirstSeen): ProblemView[] {
  const [first] = settings.mistakes;
  if (first === undefined) return [];
  const id = "settings:mistakes";
  const place = [first.file, ...(first.line === undefined ? [] : [`line ${first.line}`])].join(", ");
  const key = first.key === undefined ? "" : `${first.key}: `;
  const more = settings.mistakes.length - 1;
  const sentence = `${place}: ${key}${first.message}${more > 0 ? ` (and ${more} more)` : ""}. The settings before stay in force.`;
  const target = first.key === undefined ? "" : `/${first.section}/${first.key}`;
  return [
    {
      ...{ id, area: "settings", severity: "bad", sentence, advice: "" },
      ...{ sinceMs: settings.changedAtMs ?? firstSeen(id), route: `#/settings${target}` },
    },
  ];
}

function pbxProblems({ pbx }: ProblemSources): ProblemView[] {
  if (pbx.state === "connected" || pbx.state === "connecting") return [];
  const severity = pbx.state === "degraded" ? "warn" : "bad";
  const route = pbx.state === "not-configured" ? "#/settings/pbx" : "#/overview";
  const sinceMs = Math.min(...pbx.sources.map((source) => source.sinceMs));
  const troubled = pbx.sources.filter(({ state }) => !calm.has(state));
  const worst = troubled[0];
  return [
    {
      ...{ id: `pbx:${worst?.state ?? pbx.state}`, area: "pbx", severity },
      ...{ sentence: pbx.sentence, advice: pbx.advice, sinceMs: worst?.sinceMs ?? sinceMs, route },
    },
  ];
}

const calm = new Set(["connected", "connecting", "not-asked"]);

/** A mirror is a copy for watching: it never raises the banner. */
function endpointProblems(endpoint: EndpointView): ProblemView[] {
  const { name, alarms, state, pausedBy, failingSinceMs, mirror, lastError, waiting } = endpoint;
  if (mirror) return [];
  const shown = {
    area: "endpoint",
    endpoint: name,
    advice: "",
    route: `#/webhooks?endpoint=${name}`,
  } as const;
  if (alarms.length > 0) {
    return alarms.map((alarm) => ({
      ...shown,
      ...{ id: `endpoint:${name}:${alarm.kind}`, severity: "bad" },
      ...{ sentence: alarm.sentence, sinceMs: alarm.sinceMs },
    }));
  }
  if (state !== "failing" || pausedBy === "user" || failingSinceMs === undefined) return [];
  // Without the seconds to the next try: a banner that changes all the time is not read.
  const waits = say("ep.problem.waits", { n: waiting });
  const reason = `${lastError ?? say("ep.problem.silent")} ${waits}`;
  const sentence = say("ep.problem", { ep: name, reason });
  return [{ ...shown, id: `endpoint:${name}:failing`, severity: "warn", sentence, sinceMs: failingSinceMs }];
}

function certificateProblems({ of, step, sentence, advice, sinceMs }: CertificateAlarm): ProblemView[] {
  const severity = step === "14d" ? "warn" : "bad";
  const said = { severity, sentence, advice, sinceMs } as const;
  if (of.kind === "server")
    return [{ ...said, id: "certificate:server", area: "program", route: "#/settings/server/cert_file" }];
  if (of.mirror) return [];
  const route = `#/settings/endpoint.${of.name}/client_cert_file`;
  return [{ ...said, id: `certificate:client:${of.name}`, area: "endpoint", endpoint: of.name, route }];
}

function recordingProblems({ recordings }: ProblemSources, firstSeen: FirstSeen): ProblemView[] {
  const { condition, sentence, advice } = recordings;
  if (condition !== "attention" && condition !== "paused-disk" && condition !== "no-ffmpeg") return [];
  const id = `recordings:${condition}`;
  const severity = condition === "attention" ? "warn" : "bad";
  return [
    { id, area: "recordings", severity, sentence, advice, sinceMs: firstSeen(id), route: "#/recordings" },
  ];
}
