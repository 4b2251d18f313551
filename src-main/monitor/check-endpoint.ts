/**
 * Tries the way to a receiver: its name, its port, its certificate. Nothing is sent to it: what it makes of
 * an event is shown by a test event, which somebody has to ask for.
 */
import { lookup as systemLookup, type LookupAddress } from "node:dns";
import { isIP } from "node:net";
import { networkInterfaces } from "node:os";
import type { Ladder } from "../../src-shared/contract/settings-view.ts";
import type { Clock } from "../../src-shared/ports/clock.ts";
import type { EndpointSettings } from "../../src-shared/settings/settings.ts";
import { createAddressRules, type OwnServer } from "../webhooks/delivery/address-rules.ts";
import { createConnector } from "../webhooks/delivery/connector.ts";
import { failureInWords } from "../webhooks/delivery/error-words.ts";
import type { Lookup } from "../webhooks/delivery/lookup.ts";
import { createTlsFiles, type TlsMaterial } from "../webhooks/delivery/tls-files.ts";
import { climb, failed, fine, notReached, together, type Found } from "./check-ladder.ts";

export interface EndpointCheckPorts {
  readonly clock: Clock;
  readonly ownServer?: (() => OwnServer | undefined) | undefined;
  /** Default: the system's resolver. */
  readonly lookup?: Lookup;
}

const connectMs = 3000;
const lookupMs = 5000;

/** Takes some ten seconds at most for each of the endpoint's addresses. */
export async function checkEndpoint(
  endpoint: EndpointSettings,
  ports: EndpointCheckPorts,
  signal: AbortSignal,
): Promise<Ladder> {
  const ways = [...new Map([endpoint.url, endpoint.recordingUrl].map((url) => [new URL(url).origin, url]))];
  const each = async (find: (url: URL) => Promise<Found>) => {
    const found: Found[] = [];
    for (const [, url] of ways) found.push(await find(new URL(url)));
    return found.length === 1 ? (found[0] ?? fine("")) : together(found);
  };
  const { ok, steps } = await climb(
    [
      { name: "name", find: () => each((url) => named(url, ports)) },
      { name: "reachable", find: () => each((url) => reached(url, endpoint, ports)) },
      { name: "certificate", find: () => each((url) => trusted(url, endpoint, ports)) },
    ],
    signal,
  );
  const content = notReached(ok ? "Nothing was sent. A test event shows what the receiver answers." : "");
  return { ok, steps: [...steps, { name: "content", ...content }] };
}

async function named(url: URL, { clock, lookup = systemLookup }: EndpointCheckPorts): Promise<Found> {
  const host = hostOf(url);
  if (isIP(host) !== 0) return fine(`${host} is an address; no name has to be looked up.`);
  const startedAt = performance.now();
  const answer = await new Promise<readonly LookupAddress[] | NodeJS.ErrnoException>((resolve) => {
    const late = Object.assign(new Error("No answer"), { code: "EAI_AGAIN" });
    const cancel = clock.after(lookupMs, () => resolve(late));
    lookup(host, { all: true }, (error, addresses) => {
      cancel();
      resolve(error ?? addresses);
    });
  });
  const tookMs = performance.now() - startedAt;
  if (!("code" in answer) && !(answer instanceof Error)) {
    const addresses = answer.map(({ address }) => address).slice(0, 4);
    return fine(`${host} is ${addresses.join(", ")}.`, tookMs);
  }
  return failed(failureInWords(answer, factsOf(url)), "", tookMs);
}

/** A plain connection, also where https is spoken: a firewall and a certificate are different troubles. */
async function reached(url: URL, endpoint: EndpointSettings, ports: EndpointCheckPorts): Promise<Found> {
  const { error, tookMs } = await dial(url, "http:", endpoint, {}, ports);
  if (error !== undefined) return failed(error, "", tookMs);
  return fine(`${hostOf(url)} takes connections at port ${portOf(url)}.`, tookMs);
}

async function trusted(url: URL, endpoint: EndpointSettings, ports: EndpointCheckPorts): Promise<Found> {
  if (url.protocol === "http:") return fine("The address begins with http: nothing is encrypted.");
  const files = await createTlsFiles(endpoint).current();
  if (!files.ok) return failed(files.error, "");
  const { error, tookMs } = await dial(url, "https:", endpoint, files.material, ports);
  if (error !== undefined) return failed(error, "", tookMs);
  return fine(
    endpoint.acceptFingerprint === undefined
      ? `The certificate of ${hostOf(url)} is valid.`
      : `The certificate of ${hostOf(url)} is valid, or the accepted one.`,
    tookMs,
  );
}

/** Connects as delivery does, with the same blocked addresses, and hangs up. */
function dial(
  url: URL,
  protocol: "http:" | "https:",
  { acceptFingerprint }: EndpointSettings,
  tls: TlsMaterial,
  { ownServer, lookup = systemLookup }: EndpointCheckPorts,
): Promise<{ readonly error?: string; readonly tookMs: number }> {
  const connector = createConnector({
    ...{ timeoutMs: connectMs, lookup, tls, acceptFingerprint, onOpen: () => {} },
    rules: createAddressRules({ ownServer, ownAddresses }),
  });
  const startedAt = performance.now();
  const target = { hostname: hostOf(url), host: url.host, protocol, port: portOf(url) };
  return new Promise((resolve) => {
    connector.connect(target, (error, socket) => {
      const tookMs = performance.now() - startedAt;
      socket?.destroy();
      if (error === null) return resolve({ tookMs });
      const certificate = connector.certificateOf(error);
      resolve({ error: failureInWords(error, { ...factsOf(url), certificate }), tookMs });
    });
  });
}

function factsOf(url: URL) {
  const timeouts = { connectMs, headersMs: connectMs, totalMs: connectMs };
  return { url, phase: "connect" as const, timeouts };
}

function hostOf({ hostname }: URL): string {
  return hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
}

function portOf({ port, protocol }: URL): string {
  return port || (protocol === "https:" ? "443" : "80");
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((each) => (each ?? []).map(({ address }) => address));
}
