/** The rooms' own states as the contract shows them. Pure, and without anything secret. */
import type { EndpointView, PbxView } from "../../src-shared/contract/snapshot.ts";
import type { EndpointSettings, PbxSettings } from "../../src-shared/settings/settings.ts";
import type { Directory } from "../../src-shared/telephony/directory.ts";
import type { EndpointStatus } from "../../src-shared/webhooks/delivery-report.ts";
import { pbxHealth } from "../program/health.ts";
import type { PbxState } from "../pbx/types.ts";

export interface PbxFacts {
  readonly state: PbxState;
  readonly settings: PbxSettings;
  readonly directory: Directory;
  /** DNs whose legs are visible. */
  readonly monitored: ReadonlySet<string>;
}

const mostNotMonitored = 200;
const mostNumbers = 2000;

export function pbxView({ state, settings, directory, monitored }: PbxFacts): PbxView {
  const { sentence, advice } = pbxHealth(state);
  const extensions = Object.values(directory.entries).filter(({ type }) => type === "extension");
  // Before the first snapshot nothing is known of what is monitored.
  const missing = monitored.size === 0 ? [] : extensions.filter(({ dn }) => !monitored.has(dn));
  const source = (name: PbxView["sources"][number]["name"], of: PbxState["callControl"]) => {
    return { name, state: of.name, sentence: of.sentence, advice: of.advice, sinceMs: of.sinceMs };
  };
  return {
    state: state.overall,
    host: hostOf(settings.url),
    version: state.version ?? "",
    sentence,
    advice,
    sources: [
      source("call-control", state.callControl),
      source("active-calls", state.activeCalls),
      source("directory", state.directory),
      source("call-log", state.callLog),
    ],
    monitored: state.monitored,
    notMonitored: missing.slice(0, mostNotMonitored).map(({ dn, name }) => ({ dn, name })),
    extensions: extensions.length,
    ...(state.lastEventAtMs === undefined ? {} : { lastEventAtMs: state.lastEventAtMs }),
  };
}

export function numbersView({ entries }: Directory): { dn: string; name: string; kind: string }[] {
  return Object.values(entries)
    .slice(0, mostNumbers)
    .map(({ dn, name, type }) => ({ dn, name, kind: type }));
}

/** Only what the contract knows: the status has more. */
export function endpointView(
  status: EndpointStatus,
  settings: EndpointSettings,
  lastHour: EndpointView["lastHour"],
): EndpointView {
  const { name, mirror, state, sentence, breaker, waiting, waitingBytes, alarms } = status;
  const { pausedBy, breakerUntilMs, oldestAtMs, lastError, lastErrorAtMs, lastDeliveredAtMs } = status;
  const { failingSinceMs } = status;
  return {
    ...{ name, dialect: settings.dialect, host: hostOf(settings.url), mirror, state, sentence, breaker },
    ...{ waiting, waitingBytes, lastHour },
    ...(pausedBy === undefined ? {} : { pausedBy }),
    ...(breakerUntilMs === undefined ? {} : { breakerUntilMs }),
    ...(oldestAtMs === undefined ? {} : { oldestAtMs }),
    ...(lastError === undefined ? {} : { lastError }),
    ...(lastErrorAtMs === undefined ? {} : { lastErrorAtMs }),
    ...(lastDeliveredAtMs === undefined ? {} : { lastDeliveredAtMs }),
    ...(failingSinceMs === undefined ? {} : { failingSinceMs }),
    alarms: alarms.map(({ kind, step, sentence: says, sinceMs }) => ({
      kind,
      step,
      sentence: says,
      sinceMs,
    })),
  };
}

/** Host and port: an address may hold a password or a token. */
function hostOf(url: string | undefined): string {
  return url !== undefined && URL.canParse(url) ? new URL(url).host : "";
}
