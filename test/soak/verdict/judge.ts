/** The verdict on a soak, from what lies in its folder alone. Links to recordings are opened at the services, which still run. */
import { join } from "node:path";
import type { SimRecording } from "../../../src-main/simulator/model/recordings.ts";
import type { NativeEvent } from "../../../src-shared/webhooks/native-event.ts";
import {
  type JournalEntry,
  linesOf,
  readJournal,
  readReceipts,
  receiverNames,
  type ServiceName,
  serviceNames,
} from "../journal.ts";
import { type CallMode, type CallsVerdict, judgeCalls } from "./calls.ts";
import { cutsIn } from "./cuts.ts";
import { type DeliveryVerdict, type Interruption, judgeDelivery } from "./delivery.ts";
import { judgeMemory, type MemoryVerdict } from "./memory.ts";
import { judgeRecordings, missingAmong } from "./recordings.ts";
import { type EndpointTold, endpointTold, eventsOf } from "./told.ts";

export interface ServiceReport extends Omit<DeliveryVerdict, "findings"> {
  readonly events: number;
  readonly requests: number;
  readonly calls: Readonly<Record<CallMode, number>>;
  readonly links: number;
  readonly expectedRecordings: number;
}

export interface SoakReport {
  readonly ok: boolean;
  readonly seed: number;
  readonly minutes: number;
  readonly parts: number;
  readonly troubles: Readonly<Record<string, number>>;
  readonly services: Readonly<Record<ServiceName, ServiceReport>>;
  readonly memory: MemoryVerdict;
  /** Sentences, empty when all is well. */
  readonly findings: readonly string[];
}

interface Told {
  readonly told: readonly EndpointTold[];
  readonly extra: EndpointTold;
  readonly events: readonly NativeEvent[];
  readonly calls: CallsVerdict;
}

export async function judgeSoak(folder: string): Promise<SoakReport> {
  const journal = readJournal(folder);
  const recorded = recordedIn(folder);
  const findings = journal.flatMap((entry) => (entry.type === "surprise" ? entry.what : []));
  async function judgeService(service: ServiceName): Promise<ServiceReport> {
    const { told, extra, events, calls } = toldBy(service, folder, journal);
    const delivery = judgeDelivery(told, [extra], (endpoint) => interruptions(service, endpoint, journal));
    const recordings = await judgeRecordings(recorded, events, calls.sureChains);
    findings.push(...delivery.findings, ...calls.findings);
    findings.push(...recordings.findings.map((each) => `${service}: ${each}`));
    const { findings: _findings, ...numbers } = delivery;
    return {
      ...numbers,
      events: events.length,
      requests: [...told, extra].reduce((sum, each) => sum + each.receipts.length, 0),
      calls: calls.calls,
      links: recordings.links,
      expectedRecordings: recordings.expected,
    };
  }
  const services = { steady: await judgeService("steady"), killed: await judgeService("killed") };
  const memory = judgeMemory(journal);
  if (memory.kind === "measured" && !memory.ok) {
    findings.push("The memory of the service that was never killed was not steady.");
  }
  const begins = journal.flatMap((entry) => (entry.type === "begin" ? entry : []));
  const names = journal.flatMap((entry) => (entry.type === "trouble" ? entry.name : []));
  return {
    ok: findings.length === 0,
    seed: begins[0]?.seed ?? 0,
    minutes: elapsedMs(journal) / 60_000,
    parts: begins.length,
    troubles: Object.fromEntries(
      [...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]),
    ),
    services,
    memory,
    findings,
  };
}

/** How many recordings of calls that are held to their promise have not come yet. */
export function missingRecordings(folder: string): number {
  const journal = readJournal(folder);
  const recorded = recordedIn(folder);
  return serviceNames.reduce((sum, service) => {
    const { events, calls } = toldBy(service, folder, journal);
    return sum + missingAmong(recorded, events, calls.sureChains);
  }, 0);
}

/** Of the soak's own time. */
export function elapsedMs(journal: readonly JournalEntry[]): number {
  const last = journal.findLast((entry) => entry.type === "sample");
  return last?.type === "sample" ? last.elapsedMs : 0;
}

/** Written by this checkout's own process. */
function recordedIn(folder: string): SimRecording[] {
  return linesOf(join(folder, "recorded.jsonl")) as SimRecording[];
}

function toldBy(service: ServiceName, folder: string, journal: readonly JournalEntry[]): Told {
  const told = receiverNames.map((name) => endpointTold(service, name, readReceipts(folder, name)));
  const extra = endpointTold(service, "extra", readReceipts(folder, "well"));
  const events = eventsOf(told);
  return { told, extra, events, calls: judgeCalls(service, journal, events) };
}

function interruptions(
  service: ServiceName,
  endpoint: string,
  journal: readonly JournalEntry[],
): Interruption[] {
  const made = journal.flatMap((entry) => {
    if (entry.type !== "trouble") return [];
    const isOfService =
      entry.service === service && ["kill", "terminate", "stop", "slow-machine"].includes(entry.name);
    const isOfReceiver =
      (endpoint === "weak" && entry.name === "kill-receiver") ||
      (entry.name === "slow-receiver" && entry.detail === JSON.stringify({ who: receiverOf(endpoint) }));
    return isOfService || isOfReceiver ? entry : [];
  });
  return [...made, ...cutsIn(journal)];
}

/** The endpoint that comes and goes has no receiver of its own. */
function receiverOf(endpoint: string): string {
  return endpoint === "extra" ? "well" : endpoint;
}
