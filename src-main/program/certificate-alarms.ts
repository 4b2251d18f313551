/**
 * Certificates that run out: read from the files in use, told two weeks and again three days before, so that
 * nobody learns of it from links that no longer open. In the log once a day for as long as it stands.
 */
import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { CertificateAlarm, CertificateStep } from "../../src-shared/contract/certificate-alarm.ts";
import { say } from "../../src-shared/messages/say.ts";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { EndpointSettings } from "../../src-shared/settings/settings.ts";

/** What the https server shows now. */
export interface ServerCertificate {
  readonly expiresAtMs: number;
  readonly selfSigned: boolean;
}

export interface CertificateAlarms {
  /** The soonest first. */
  standing(): readonly CertificateAlarm[];
  /** Reads the files of these endpoints, now and from time to time. Never rejects. */
  follow(endpoints: readonly EndpointSettings[]): Promise<void>;
  stop(): void;
}

export interface CertificateAlarmOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** `undefined` while the server does not listen. */
  readonly server: () => ServerCertificate | undefined;
  /** Where a self-signed certificate is kept. */
  readonly dataFolder: string;
  /** Something may have come or gone. */
  readonly onLook: () => void;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const tellBeforeMs = 14 * dayMs;
const urgentBeforeMs = 3 * dayMs;

interface ClientCertificate {
  readonly endpoint: Pick<EndpointSettings, "name" | "mirror">;
  readonly expiresAtMs: number;
}

export function createCertificateAlarms(options: CertificateAlarmOptions): CertificateAlarms {
  const { clock, log, server, dataFolder, onLook } = options;
  let endpoints: readonly EndpointSettings[] = [];
  let clients: readonly ClientCertificate[] = [];
  /** By certificate and step: when it was logged. */
  let logged = new Map<string, number>();
  let cancel = () => {};
  let stopped = false;

  function standing(): readonly CertificateAlarm[] {
    const nowMs = clock.nowMs();
    const own = server();
    const all = [
      ...(own === undefined ? [] : [serverAlarm(own, dataFolder, nowMs)]),
      ...clients.map((client) => clientAlarm(client, nowMs)),
    ];
    return all.filter((alarm) => alarm !== undefined).toSorted((a, b) => a.expiresAtMs - b.expiresAtMs);
  }

  function writeLog(): void {
    const nowMs = clock.nowMs();
    const still = new Map<string, number>();
    for (const alarm of standing()) {
      const key = `${alarm.of.kind === "server" ? "" : alarm.of.name}\n${alarm.step}`;
      const lastMs = logged.get(key);
      const isDue = lastMs === undefined || nowMs - lastMs >= dayMs;
      still.set(key, isDue ? nowMs : lastMs);
      if (isDue) log[alarm.step === "expired" ? "error" : "warn"](`${alarm.sentence} ${alarm.advice}`);
    }
    logged = still;
  }

  async function look(): Promise<void> {
    cancel();
    const asked = endpoints;
    const read = await Promise.all(asked.map(readClient));
    // Settings that came meanwhile are being read by a look of their own.
    if (stopped || asked !== endpoints) return;
    clients = read.filter((client) => client !== undefined);
    writeLog();
    onLook();
    cancel = clock.after(hourMs, () => void look());
  }

  return {
    standing,
    follow(next) {
      endpoints = [...next];
      return look();
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}

/** A file that cannot be read is told of by whoever needs it. */
async function readClient(endpoint: EndpointSettings): Promise<ClientCertificate | undefined> {
  if (endpoint.clientCertFile === undefined) return undefined;
  try {
    const { validToDate } = new X509Certificate(await readFile(endpoint.clientCertFile));
    return { endpoint, expiresAtMs: validToDate.getTime() };
  } catch {
    return undefined;
  }
}

function stepOf(leftMs: number): CertificateStep | undefined {
  if (leftMs <= 0) return "expired";
  if (leftMs <= urgentBeforeMs) return "3d";
  return leftMs <= tellBeforeMs ? "14d" : undefined;
}

function serverAlarm(
  { expiresAtMs, selfSigned }: ServerCertificate,
  dataFolder: string,
  nowMs: number,
): CertificateAlarm | undefined {
  const step = stepOf(expiresAtMs - nowMs);
  if (step === undefined) return undefined;
  return {
    ...{ of: { kind: "server" }, step, expiresAtMs, sinceMs: expiresAtMs - tellBeforeMs },
    sentence: say(selfSigned ? "cert.server.self" : "cert.server", { when: whenWords(expiresAtMs, nowMs) }),
    advice: selfSigned ? say("cert.server.self.advice", { folder: dataFolder }) : say("cert.server.advice"),
  };
}

function clientAlarm(
  { endpoint: { name, mirror }, expiresAtMs }: ClientCertificate,
  nowMs: number,
): CertificateAlarm | undefined {
  const step = stepOf(expiresAtMs - nowMs);
  if (step === undefined) return undefined;
  return {
    ...{ of: { kind: "endpoint", name, mirror }, step, expiresAtMs, sinceMs: expiresAtMs - tellBeforeMs },
    sentence: say("cert.client", { ep: name, when: whenWords(expiresAtMs, nowMs) }),
    advice: say("cert.client.advice", { ep: name }),
  };
}

function whenWords(expiresAtMs: number, nowMs: number): string {
  const date = new Date(expiresAtMs).toISOString().slice(0, 10);
  if (expiresAtMs <= nowMs) return say("cert.ranOut", { date });
  const days = Math.floor((expiresAtMs - nowMs) / dayMs);
  return say("cert.runsOut", {
    date,
    left: days === 0 ? say("cert.left.hours") : say("cert.left.days", { n: days }),
  });
}
