/** What the administrator reads when the shared queue cannot be used as it should. */
import type { FailureKind, StoreFailure } from "../sqlite-worker/failure.ts";
import type { StoreAlarmKind } from "../types.ts";

/** The server without name and password: `db.example.com:5432/webhooks`. */
export function serverName(url: string): string {
  const parsed = URL.parse(url);
  if (parsed === null) return "the PostgreSQL server";
  const host = parsed.host === "" ? (parsed.searchParams.get("host") ?? "this machine") : parsed.host;
  return host + parsed.pathname;
}

/** Why the program cannot start. */
export function cannotOpenSentence(server: string, { kind, reason }: StoreFailure): string {
  if (kind === "newer") return reason;
  if (kind === "read-only") {
    return `The queue on ${server} cannot be written (${reason}). Let the user in queue_url write to the database and create a schema in it.`;
  }
  return `The queue on ${server} cannot be opened (${reason}). Check queue_url in [delivery], and that the PostgreSQL server runs and lets this machine in.`;
}

export function engineTakenSentence(server: string, engine: string): string {
  return `Another program uses the queue on ${server} under the name ${engine}. Stop it, or give each its own name by the key engine in [delivery].`;
}

/** Which alarm a failed commit raises; `undefined`: none, because trying again is of no use. */
export function alarmKindOf(kind: FailureKind): StoreAlarmKind | undefined {
  if (kind === "refused") return undefined;
  if (kind === "full") return "disk-full";
  return kind === "busy" ? "locked" : "unwritable";
}

export function raisedSentence(server: string, kind: StoreAlarmKind, reason: string): string {
  const waits = "Webhooks of new events wait in memory until then.";
  if (kind === "disk-full") {
    return `The PostgreSQL server ${server} has no room on its disk (${reason}). ${waits} Free some space.`;
  }
  if (kind === "locked") {
    return `Something holds the queue on ${server} (${reason}). ${waits} Look for a long transaction or a lock in the database.`;
  }
  return `The queue on ${server} cannot be written (${reason}). ${waits} Check the PostgreSQL server and the network to it.`;
}

export function clearedSentence(server: string): string {
  return `The queue on ${server} can be written again; the webhooks that waited for it are kept.`;
}
