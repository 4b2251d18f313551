/**
 * What people read about the connection to 3CX: one sentence that names what is wrong,
 * one advice that names what to click. Kept apart so that wording can change without code.
 */
import type { PbxFailure, PbxFailureKind } from "./failure.ts";
import type { SourceName, SourceStateName } from "./types.ts";

export interface Words {
  readonly sentence: string;
  readonly advice: string;
}

/** Where the PBX is, for sentences. */
export interface PbxAddress {
  readonly host: string;
  readonly port: number;
}

/** What a sentence is about: a source whose state is shown, or the list of recordings. */
export type Subject = SourceName | "recordings";

const sourceWords: Record<Subject, string> = {
  callControl: "Call Control",
  activeCalls: "The list of active calls",
  directory: "The list of numbers",
  callLog: "The call log",
  recordings: "The list of recordings",
};

const api = "Admin → Integrations → API";

/** The state a failure leads to. Call Control answers 403 or 404 when the licence lacks it. */
export function stateNameOf(source: Subject, kind: PbxFailureKind): SourceStateName {
  switch (kind) {
    case "unauthorised":
      return "token-stolen";
    case "forbidden":
      return source === "callControl" ? "no-licence" : "role-too-low";
    case "forbidden-everywhere":
      return "role-too-low";
    case "not-found":
      return source === "callControl" ? "no-licence" : "not-available";
    case "server-error":
      return "pbx-restarting";
    case "unexpected-status":
      return "unexpected-answer";
    case "stopped":
      return "connection-lost";
    default:
      return kind;
  }
}

/** The sentence and the advice for a state. `cause` adds technical detail where it helps. */
export function wordsFor(
  name: SourceStateName,
  source: Subject,
  { host, port }: PbxAddress,
  cause?: PbxFailure,
): Words {
  const what = sourceWords[source];
  const status = cause?.status === undefined ? "" : ` (status ${cause.status})`;
  switch (name) {
    case "not-configured":
      return say(
        "No phone system is set up yet.",
        `Enter the address of 3CX, the client id and the API key. 3CX makes them under ${api} → Add.`,
      );
    case "not-asked":
      return say(`${what} has not been needed yet.`, "");
    case "connecting":
      return say(`${what}: connecting to ${host}.`, "");
    case "connected":
      return say(`${what}: connected.`, "");
    case "connection-lost":
      return say(`The connection to ${host} broke off.`, "It is opened again by itself.");
    case "no-licence":
      return say(
        `3CX does not allow Call Control${status}.`,
        `Tick "3CX Call Control API" under ${api} for this client. If it is ticked, the licence lacks it: Enterprise (AI) with 8 simultaneous calls or more is needed. Meanwhile calls are followed by polling.`,
      );
    case "no-monitored-extensions":
      return say(
        "Connected, but 3CX shows no extension.",
        `Open ${api}, choose this client and fill "Extensions to monitor". Groups do not count: add the extensions one by one.`,
      );
    case "ip-restricted":
      return say(
        `3CX refuses everything from this computer${status}.`,
        "Most likely its console restrictions (Admin → Security → Console restrictions): add this computer's address there.",
      );
    case "role-too-low":
      return say(
        `${what} may not be read with this client${status}.`,
        `Tick "3CX Configuration API" under ${api} for this client and choose the role System Owner. If 3CX offers only the role User there, choose another department.`,
      );
    case "not-available":
      return say(`This 3CX does not offer ${lower(what)}${status}.`, "Update 3CX V20 to its newest build.");
    case "wrong-secret":
      return say(
        "3CX refuses the client id or the API key.",
        `Compare the client id under ${api}. A new API key replaces the old one at once and is shown only once: generate one and enter it here.`,
      );
    case "token-stolen":
      return say(
        "3CX keeps refusing this program's access token.",
        `Most likely another program uses the same client id: 3CX allows one token per client, so they push each other out. Create a client of its own for this program under ${api}.`,
      );
    case "old-version":
      return say(
        `${host} is no 3CX of version 20: the path /connect/token is missing.`,
        "Check the address and the port. A 3CX before V20 has to be updated.",
      );
    case "not-3cx":
      return say(
        `${host}:${port} answers, but not as a 3CX does${status}.`,
        "Check the address, the port (3CX uses 443 or 5001) and https. A proxy or a login page in between gives the same picture.",
      );
    case "pbx-restarting":
      return say(
        `3CX cannot answer at the moment${status}.`,
        "It may be restarting. This program asks again by itself.",
      );
    case "unknown-host":
      return say(`The address ${host} is unknown.`, "Check its spelling and this computer's name server.");
    case "connection-refused":
      return say(
        `${host} is there, but nothing listens on port ${port}.`,
        "3CX uses port 443 or 5001. Check that it runs.",
      );
    case "unreachable":
      return say(
        `${host}:${port} does not answer in time.`,
        "Often a firewall stands between this computer and 3CX.",
      );
    case "certificate-expired":
      return say(
        `The certificate of ${host} is not valid today.`,
        "Renew it in 3CX, and check that this computer's clock is right.",
      );
    case "certificate-not-trusted":
      return say(
        `${host} shows a certificate that nobody vouches for.`,
        "Name the file of its certificate authority in ca_file, or set allow_self_signed = yes if the network in between is your own.",
      );
    case "certificate-wrong-host":
      return say(
        `The certificate is not for ${host}.`,
        "Use the name that the certificate is for (the FQDN of 3CX) as the address.",
      );
    case "ca-file-unreadable":
      return say(
        `The file named in ca_file cannot be read (${cause?.detail ?? "unknown reason"}).`,
        "Check its path and that this program's user may read it.",
      );
    case "answer-too-large":
      return say(
        `${what} gave an answer that is too large.`,
        "Check that the address belongs to 3CX itself.",
      );
    case "unexpected-answer":
      return say(`${what} gave an unexpected answer${status}.`, "Details are in the log.");
    default: {
      const _never: never = name;
      return say(String(_never), "");
    }
  }
}

function say(sentence: string, advice: string): Words {
  return { sentence, advice };
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
