/**
 * Tries the settings of the phone system, saved or not, by a connection of its own: the same one that the
 * engine makes, looked at until it has told how it stands.
 */
import type { Ladder } from "../../src-shared/contract/settings-view.ts";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { PbxSettings } from "../../src-shared/settings/settings.ts";
import { createPbx, type Pbx } from "../pbx/create-pbx.ts";
import type { PbxState, SourceState, SourceStateName } from "../pbx/types.ts";
import { wordsFor } from "../pbx/words.ts";
import { climb, failed, fine, together, warning, type Found, type StepName } from "./check-ladder.ts";

export interface PbxCheckPorts {
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
  /**
   * The engine's connection. 3CX keeps one access token for each client: a second sign-in with the same
   * client pushes the engine out for a moment, so a connection that has all it needs speaks for itself.
   */
  readonly running?: () => RunningPbx | undefined;
}

export interface PbxKnown {
  readonly state: PbxState;
  /** How many extensions the PBX has; 0 while unknown. */
  readonly extensions: number;
}

export interface RunningPbx extends PbxKnown {
  readonly settings: PbxSettings;
}

const limitMs = 15_000;
const lookEveryMs = 50;
const callLogOfMs = 60_000;

/** Takes 15 seconds at most. */
export async function checkPbx(
  settings: PbxSettings,
  ports: PbxCheckPorts,
  signal: AbortSignal,
): Promise<Ladder> {
  const running = ports.running?.();
  const same = JSON.stringify(running?.settings) === JSON.stringify(settings);
  if (running !== undefined && same && running.state.overall === "connected") {
    return pbxLadder(running, settings, signal);
  }
  return withPbx(settings, ports, signal, (known) => pbxLadder(known, settings, signal));
}

/** Connects for as long as `use` takes; it gets how the connection stands once that is settled. */
export async function withPbx<Result>(
  settings: PbxSettings,
  { clock, random, log }: PbxCheckPorts,
  signal: AbortSignal,
  use: (known: PbxKnown, pbx: Pbx) => Promise<Result>,
): Promise<Result> {
  let extensions = 0;
  const pbx = createPbx({
    ...{ settings, clock, random, log },
    onObservation(observation) {
      if (observation.type !== "directory") return;
      const entries = Object.values(observation.directory.entries);
      extensions = entries.filter(({ type }) => type === "extension").length;
    },
    onState() {},
  });
  const endMs = clock.nowMs() + limitMs;
  const until = async (done: () => boolean) => {
    while (!done() && !signal.aborted && clock.nowMs() < endMs) {
      await new Promise<void>((resolve) => clock.after(lookEveryMs, resolve));
    }
  };
  try {
    pbx.start();
    await until(() => settled(pbx.state()));
    if (isUp(pbx.state())) {
      const nowMs = clock.nowMs();
      pbx.askCallLog(nowMs - callLogOfMs, nowMs);
      await until(() => pbx.state().callLog.name !== "not-asked");
    }
    return await use({ state: pbx.state(), extensions }, pbx);
  } finally {
    await pbx.stop();
  }
}

function settled({ callControl, activeCalls, directory }: PbxState): boolean {
  return [callControl, activeCalls, directory].every(({ name }) => name !== "connecting");
}

function isUp({ callControl, activeCalls }: PbxState): boolean {
  const up: readonly SourceStateName[] = ["connected", "no-monitored-extensions"];
  return up.includes(callControl.name) || activeCalls.name === "connected";
}

function pbxLadder(known: PbxKnown, settings: PbxSettings, signal: AbortSignal): Promise<Ladder> {
  return climb(
    [
      ...wayRungs(known.state, settings),
      { name: "permission", find: () => permissionOf(known.state) },
      { name: "content", find: () => contentOf(known) },
    ],
    signal,
  );
}

/** The steps up to the sign-in: what both ways of following calls share. */
export function wayRungs(state: PbxState, settings: PbxSettings) {
  const { hostname, port, protocol } = new URL(settings.url ?? "https://unknown/");
  const at = port || (protocol === "http:" ? "80" : "443");
  const broken = isUp(state) ? undefined : brokenOf(state, { host: hostname, port: Number(at) });
  const rung = (name: StepName, good: () => Found) => ({
    name,
    find: () => (broken?.step === name ? failed(broken.sentence, broken.advice) : good()),
  });
  return [
    rung("name", () => fine(`The address ${hostname} is known.`)),
    rung("reachable", () => fine(`${hostname} answers at port ${at}.`)),
    rung("certificate", () => certificateOf(settings, protocol)),
    rung("sign-in", () => fine("3CX accepts the client id and the API key.")),
  ];
}

function certificateOf({ allowSelfSigned }: PbxSettings, protocol: string): Found {
  if (protocol === "http:") return fine("The address begins with http: nothing is encrypted.");
  if (!allowSelfSigned) return fine("The certificate is valid.");
  return warning(
    "Any certificate of 3CX is accepted: allow_self_signed is on.",
    "Keep that only if the network in between is your own.",
  );
}

/** Where it broke off: of two sources, the one that got less far. */
function brokenOf({ callControl, activeCalls }: PbxState, address: { host: string; port: number }) {
  const both = [callControl, activeCalls].map((source) => ({
    ...said(source, address),
    step: stepOf(source.name),
  }));
  const order: readonly StepName[] = ["name", "reachable", "certificate", "sign-in", "permission"];
  return order.flatMap((step) => both.find((each) => each.step === step) ?? [])[0];
}

function said(source: SourceState, address: { host: string; port: number }) {
  return source.name === "connecting" ? wordsFor("unreachable", "callControl", address) : source;
}

function stepOf(name: SourceStateName): StepName {
  switch (name) {
    case "not-configured":
    case "unknown-host":
      return "name";
    case "connecting":
    case "connection-refused":
    case "unreachable":
    case "connection-lost":
      return "reachable";
    case "certificate-expired":
    case "certificate-not-trusted":
    case "certificate-wrong-host":
    case "ca-file-unreadable":
      return "certificate";
    case "not-3cx":
    case "old-version":
    case "wrong-secret":
    case "token-stolen":
    case "pbx-restarting":
    case "answer-too-large":
    case "unexpected-answer":
      return "sign-in";
    case "no-licence":
    case "role-too-low":
    case "ip-restricted":
    case "not-available":
      return "permission";
    case "connected":
    case "not-asked":
    case "no-monitored-extensions":
      return "content";
    default: {
      const _never: never = name;
      return _never;
    }
  }
}

/** One way of following calls is enough to go on; without either, nothing is. */
function permissionOf(state: PbxState): Found {
  const { callControl, activeCalls, directory, callLog } = state;
  const good: readonly SourceStateName[] = ["connected", "not-asked", "no-monitored-extensions"];
  const missing = [callControl, activeCalls, directory, callLog].filter(({ name }) => !good.includes(name));
  if (missing.length === 0) {
    return fine("Calls, numbers and the call log may be read.");
  }
  const kind = isUp(state) ? warning : failed;
  return together(missing.map(({ sentence, advice }) => kind(sentence, advice)));
}

function contentOf({ state, extensions }: PbxKnown): Found {
  const { callControl, activeCalls, monitored, version } = state;
  const is = version === undefined ? "" : ` This is 3CX ${version}.`;
  if (callControl.name === "no-monitored-extensions") {
    const kind = activeCalls.name === "connected" ? warning : failed;
    return kind(callControl.sentence, callControl.advice);
  }
  if (callControl.name !== "connected") return fine(`Calls are followed by asking each second.${is}`);
  if (extensions <= monitored) return fine(`${monitored} extensions are seen.${is}`);
  return warning(
    `Only ${monitored} of ${extensions} extensions are seen: ringing and answering of the others are not.${is}`,
    `If they matter, add them to "Extensions to monitor" under Admin → Integrations → API.`,
  );
}
