/**
 * Turns an event into what is kept and delivered: asks each endpoint's route, lets its dialect make
 * the request, and freezes it.
 */
import { linkId } from "../../src-shared/telephony/call-event.ts";
import type { OutgoingEvent } from "../../src-shared/telephony/call-event.ts";
import type { Logger } from "../../src-shared/ports/logger.ts";
import type { EndpointSettings } from "../../src-shared/settings/settings.ts";
import { reasonOf } from "../../src-shared/thrown.ts";
import { deadlineAfterMs } from "./deadlines.ts";
import { baseUrlFor, currentUrl } from "./delivery/address.ts";
import { dialects } from "./dialects/by-name.ts";
import type { Route } from "./routing.ts";
import { compileRoute } from "./routing.ts";
import type { AcceptedEvent, PlannedDelivery, WebhookRequest } from "./types.ts";

/** What is the same for every endpoint. */
export interface PbxContext {
  /** IANA name of the PBX's time zone; `undefined`: that of this machine. */
  readonly timezone: string | undefined;
  /** For the native dialect's field `pbx`. */
  readonly pbxName?: string;
}

/** An endpoint with its route compiled. */
export interface Receiver {
  readonly settings: EndpointSettings;
  readonly wants: Route;
}

export function receiverOf(settings: EndpointSettings): Receiver {
  return { settings, wants: compileRoute(settings) };
}

export interface AcceptanceStamp {
  readonly id: string;
  readonly seq: number;
  readonly acceptedAtMs: number;
}

/** A dialect that fails costs its own endpoint this one event, with a log line, and nobody else anything. */
export function acceptEvent(
  event: OutgoingEvent,
  stamp: AcceptanceStamp,
  receivers: readonly Receiver[],
  pbx: PbxContext,
  log: Logger,
): AcceptedEvent {
  const deliveries: PlannedDelivery[] = [];
  const made: Made = new Map();
  for (const { settings, wants } of receivers) {
    if (!wants(event)) continue;
    const request = requestFor(event, stamp, settings, pbx, log, made);
    if (request === undefined) continue;
    const deadlineAtMs = stamp.acceptedAtMs + deadlineAfterMs(event.type, settings.retryForH);
    deliveries.push({ endpoint: settings.name, request, deadlineAtMs });
  }
  return { ...stamp, chainId: event.chainId, linkId: linkId(event), type: event.type, deliveries };
}

/** An event's requests so far, by all that shapes them but the address. */
type Made = Map<string, WebhookRequest | undefined>;

/** Endpoints that differ in their address only share the work of putting the event into words, and the text. */
function requestFor(
  event: OutgoingEvent,
  stamp: AcceptanceStamp,
  settings: EndpointSettings,
  pbx: PbxContext,
  log: Logger,
  made: Made,
): WebhookRequest | undefined {
  const shape = `${settings.dialect} ${settings.method} ${settings.recordingFullInfo}`;
  const known = made.get(shape);
  if (known === undefined) {
    const request = makeRequest(event, stamp, settings, pbx, log);
    made.set(shape, request);
    return request;
  }
  const baseUrl = baseUrlFor(event.type, settings);
  return { ...known, url: currentUrl(known, baseUrl), baseUrl };
}

function makeRequest(
  event: OutgoingEvent,
  stamp: AcceptanceStamp,
  settings: EndpointSettings,
  pbx: PbxContext,
  log: Logger,
): WebhookRequest | undefined {
  try {
    return dialects[settings.dialect](event, {
      method: settings.method,
      url: settings.url,
      recordingUrl: settings.recordingUrl,
      recordingFullInfo: settings.recordingFullInfo,
      eventId: stamp.id,
      seq: stamp.seq,
      timezone: pbx.timezone,
      pbxName: pbx.pbxName ?? "",
    });
  } catch (error) {
    log.error("An event could not be put into words for an endpoint and is not sent there.", {
      endpoint: settings.name,
      event: event.type,
      id: linkId(event),
      reason: reasonOf(error),
    });
    return undefined;
  }
}
