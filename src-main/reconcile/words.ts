/** What a reconciliation found, in English sentences: for the log and the command line. */
import type {
  Difference,
  DifferenceItem,
  DifferenceKind,
  ReconcileReport,
} from "../../src-shared/contract/reconcile-view.ts";

/** The whole result in one line. */
export function lineOf(report: ReconcileReport): string {
  const { day, refused, logged, delivered, unexplained, missing } = report;
  if (refused !== undefined)
    return `${day} was not compared with the PBX's call log. ${refused.sentence} ${refused.advice}`.trim();
  const calls = logged === 1 ? "1 call" : `${logged} calls`;
  const unseen = missing === 0 ? "" : `, ${missing} never seen`;
  return `${calls} in the PBX's log, ${delivered} delivered${unseen}, ${unexplained} unexplained.`;
}

interface Words {
  readonly cause: string;
  readonly next: string;
}

const sendMissing = "Send what is missing, if the receivers shall have it.";

const words: Readonly<Record<DifferenceKind, Words>> = {
  stopped: { cause: "3CX Webhook did not run then, so it saw nothing of these calls.", next: sendMissing },
  disconnected: {
    cause: "3CX Webhook ran, but had no connection to 3CX then.",
    next: `${sendMissing} The log of that time says why 3CX was out of reach.`,
  },
  "not-monitored": {
    cause:
      "The list of all calls could not be read then, and the extensions of these calls are not monitored.",
    next: `Add the extensions under Admin → Integrations → API in 3CX. ${sendMissing}`,
  },
  unseen: {
    cause: "3CX Webhook ran and was connected, and has no record of these calls.",
    next: `Look up the calls in 3CX's reports, and report this with 3cx-webhook diagnose. ${sendMissing}`,
  },
  open: { cause: "These calls still go on here.", next: "Compare again when they are over." },
  unwanted: {
    cause: "No endpoint wants these calls: see users and events of the endpoints.",
    next: "Nothing, if that is meant so.",
  },
  waiting: {
    cause: "Not everything has been delivered yet.",
    next: "Nothing, while it is tried again; the endpoint's state says what it waits for.",
  },
  "gave-up": {
    cause: "The receiver refused some webhooks for good.",
    next: "See its answers in the webhook log, correct the cause there, and send them again.",
  },
  expired: {
    cause: "Some webhooks came too late to be sent: ringing is worth sending for a minute, an end for days.",
    next: "Send them again from the webhook log if the receiver needs them.",
  },
  dropped: {
    cause: "Some webhooks were dropped: their endpoint was removed, or too much waited for it.",
    next: "Send them again from the webhook log if the endpoint is there.",
  },
  "log-late": { cause: "The PBX has not logged these calls yet.", next: "Compare again in some minutes." },
  "not-in-log": {
    cause: "Webhooks told of these calls, and the PBX's log does not have them.",
    next: "See whether 3CX hides or deletes entries of its log.",
  },
  duration: {
    cause: "The log and the webhooks tell talks of different length, as after a gap in the connection.",
    next: "Nothing, unless it happens often.",
  },
  "recording-late": {
    cause: "These recordings are young and on their way.",
    next: "Compare again in an hour.",
  },
  "recording-missing": {
    cause: "The PBX lists these recordings, and 3CX Webhook has not found their files.",
    next: "See the page Recordings for trouble with the folder, and let it look again.",
  },
  "recording-unmatched": {
    cause:
      "These recordings fit no call; those of calls between extensions fit none while internal_calls is off.",
    next: "See them on the page Recordings; they can be sent without an id.",
  },
  "recording-failed": {
    cause: "These recordings could not be converted.",
    next: "The page Recordings says why for each; try again there.",
  },
};

const mostListed = 10;

/** Each difference with its cause, its next step and the first calls. Times as `timeOf` writes them. */
export function differenceLines(report: ReconcileReport, timeOf: (ms: number) => string): string[] {
  return report.differences.flatMap((difference) => {
    const { kind, endpoint, count, items } = difference;
    const { cause, next } = words[kind];
    const where = endpoint === undefined ? "" : ` at ${endpoint}`;
    const shown = items.slice(0, mostListed).map((item) => `    ${itemLine(item, timeOf)}`);
    const more = count > shown.length ? [`    and ${count - shown.length} more`] : [];
    return [`${count} × ${kind}${where}${span(difference, timeOf)}: ${cause} ${next}`, ...shown, ...more];
  });
}

function span({ fromMs, toMs }: Difference, timeOf: (ms: number) => string): string {
  if (fromMs === undefined && toMs === undefined) return "";
  if (fromMs === undefined) return ` (until ${timeOf(toMs ?? 0)})`;
  return toMs === undefined ? ` (since ${timeOf(fromMs)})` : ` (${timeOf(fromMs)} to ${timeOf(toMs)})`;
}

function itemLine(item: DifferenceItem, timeOf: (ms: number) => string): string {
  const { atMs, number, user, chainId, talkS, ownTalkS, file } = item;
  const talk =
    ownTalkS === undefined || talkS === undefined ? "" : `${talkS} s in the log, ${ownTalkS} s as told`;
  return [timeOf(atMs), number || "anonymous", user, chainId ?? "", talk, file ?? ""]
    .filter(Boolean)
    .join("  ");
}
