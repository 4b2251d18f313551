/**
 * `/callcontrol` over REST, and the same paths asked through the socket: what the client may see of
 * the DNs on its list, and the one command that needs no phone.
 */
import type { FaultName } from "../faults/fault-name.ts";
import type { SimDn } from "../model/types.ts";
import type { SimClient } from "../options.ts";
import type { PbxView } from "../pbx-view.ts";
import { jsonReply, notFoundPage, reply, type Answer } from "./answer.ts";

export interface CallControlPorts {
  readonly view: PbxView;
  readonly has: (fault: FaultName) => boolean;
  readonly onDrop: ((dn: string, participantId: number) => boolean) | undefined;
}

export interface CallControl {
  /** `path` as sent, from `/callcontrol` on. */
  answer(client: SimClient, method: string, path: string): Answer;
  /** Whether `dn` is the client's route point or on its list. */
  sees(client: SimClient, dn: string): boolean;
}

export function createCallControl({ view, has, onDrop }: CallControlPorts): CallControl {
  function sees(client: SimClient, dn: string): boolean {
    return dn === client.clientId || (!has("no-monitored") && client.monitored.includes(dn));
  }

  function visibleDns(client: SimClient): SimDn[] {
    const known = view.dns();
    const routePoint = known.find((entry) => entry.dn === client.clientId) ?? emptyRoutePoint(client);
    return [routePoint, ...known.filter((entry) => entry !== routePoint && sees(client, entry.dn))];
  }

  /** One of the visible DNs: each leg is asked for like this, so the others are left alone. */
  function visibleDn(client: SimClient, dn: string): SimDn | undefined {
    if (!sees(client, dn)) return undefined;
    const known = view.findDn(dn);
    return known ?? (dn === client.clientId ? emptyRoutePoint(client) : undefined);
  }

  function answer(client: SimClient, method: string, path: string): Answer {
    const parts = decodedParts(path);
    if (!parts) return reply(400);
    const [, dn, kind, id, action, ...rest] = parts;
    if (dn === undefined) return method === "GET" ? jsonReply(200, visibleDns(client)) : reply(405);
    const owner = visibleDn(client, dn);
    // 403 for a DN that exists but is not on the list, 404 for one that does not exist.
    if (!owner) return view.findDn(dn) ? reply(403) : notFound();
    if (rest.length > 0) return notFoundPage();
    if (method === "POST") return command(owner, kind, id, action);
    if (method !== "GET") return reply(405);
    return action === undefined ? read(owner, kind, id) : reply(action === "stream" ? 424 : 404);
  }

  function command(
    owner: SimDn,
    kind: string | undefined,
    id: string | undefined,
    action: string | undefined,
  ): Answer {
    if (kind !== "participants" || action === undefined) return reply(422);
    const participantId = Number(id);
    if (!owner.participants.some((leg) => leg.id === participantId)) return notFound();
    if (action !== "drop" || !onDrop) return reply(422);
    return onDrop(owner.dn, participantId) ? jsonReply(200, dropResult) : notFound();
  }

  return { answer, sees };
}

/** Source: test fixture of a third-party client. */
const dropResult = { finalstatus: "Success", reason: "NotSpecified", reasontext: "", result: null };

function read(owner: SimDn, kind: string | undefined, id: string | undefined): Answer {
  if (kind === undefined) return jsonReply(200, owner);
  if (kind === "participants") {
    if (id === undefined) return jsonReply(200, owner.participants);
    return found(owner.participants.find((leg) => String(leg.id) === id));
  }
  if (kind === "devices") {
    if (id === undefined) return jsonReply(200, owner.devices);
    return found(owner.devices.find((device) => device.device_id === id));
  }
  return notFoundPage();
}

function found(value: object | undefined): Answer {
  return value === undefined ? notFound() : jsonReply(200, value);
}

function notFound(): Answer {
  return reply(404);
}

function emptyRoutePoint(client: SimClient): SimDn {
  return { dn: client.clientId, type: "Wroutepoint", devices: [], participants: [] };
}

/** `undefined` when an escape is damaged. */
function decodedParts(path: string): string[] | undefined {
  try {
    return path.split("/").filter(Boolean).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
