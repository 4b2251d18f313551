/** What every action of the simulated PBX works on, and the few moves that most of them share. */
import { deviceIds, findStation, router } from "./company.ts";
import {
  answerSegment,
  closeAllSegments,
  closeSegment,
  type Conversation,
  type LiveCall,
  openSegment,
} from "./conversation.ts";
import type { DnWithType, LegTable } from "./leg-table.ts";
import { namedDn, outsideParty } from "./parties.ts";
import type { SimParticipant } from "./types.ts";

export interface World {
  now(): number;
  readonly legs: LegTable;
  /** A new callid; `hiddenLegs` are the trunk's and the router's, which nobody sees. */
  newCall(hiddenLegs: number): LiveCall;
  newCallId(): number;
  /** The call goes into the log, its talks into the list of recordings. */
  logCall(conversation: Conversation, call: LiveCall): void;
  forget(conversation: Conversation): void;
}

/** `undefined` when done, else a sentence that says why nothing was changed. */
export type Refusal = string | undefined;

/** Extensions that ring for the conversation's main call, and their legs. */
export function ringingLegs(world: World, conversation: Conversation, dn?: string): SimParticipant[] {
  return world.legs
    .of(conversation.main.callId, dn)
    .filter((leg) => leg.status === "Ringing" && findStation(leg.dn)?.kind === "extension");
}

/** All devices of an extension start to ring for the outside party; their legs may name the queue. */
export function startRinging(
  world: World,
  conversation: Conversation,
  dn: string,
  queueNamedOn = conversation.switches.queueNamedOn,
): void {
  const { main, place, switches, transferredBy } = conversation;
  const group = place.at === "stage" && place.kind !== "ivr" ? namedDn(place.dn) : undefined;
  const referrer = group === undefined || switches.queueAgentsReferredBy ? namedDn(transferredBy) : undefined;
  const named = (field: typeof queueNamedOn): DnWithType | undefined =>
    queueNamedOn === field ? group : undefined;
  const byRouter = conversation.direction === "incoming" ? router : undefined;
  for (const deviceId of deviceIds(dn, switches.devicesPerExtension)) {
    world.legs.add(main, {
      dn,
      status: "Ringing",
      party: outsideParty(conversation),
      deviceId,
      originatedBy: named("originated_by") ?? byRouter,
      referredBy: named("referred_by") ?? referrer,
      onBehalfOf: named("on_behalf_of"),
    });
  }
  openSegment(main, dn, world.now());
}

export function stopRinging(world: World, conversation: Conversation, dn: string, reason: string): void {
  for (const leg of ringingLegs(world, conversation, dn)) world.legs.remove(leg.id);
  closeSegment(conversation.main, dn, world.now(), reason);
}

/** One device takes the call; all other phones, and the queue's own leg, let go. */
export function connectRinging(world: World, conversation: Conversation, dn: string): void {
  const { main, switches } = conversation;
  const winner = ringingLegs(world, conversation, dn)[0];
  if (winner === undefined) return;
  const removeLosers = (): void => {
    for (const leg of ringingLegs(world, conversation)) {
      if (leg.id === winner.id) continue;
      world.legs.remove(leg.id);
      if (leg.dn !== dn) closeSegment(main, leg.dn, world.now(), "CompletedElsewhere");
    }
  };
  if (switches.losersLeave === "before-answer") removeLosers();
  const cleared = { referred_by_dn: "", referred_by_type: "None" };
  const patch = switches.referredByAfterAnswer === "cleared" ? cleared : {};
  world.legs.change(winner.id, { status: "Connected", ...patch });
  if (switches.losersLeave === "after-answer") removeLosers();
  leaveStage(world, conversation, "Redirected");
  answerSegment(main, dn, world.now(), winner.id);
}

/** An IVR, queue or ring group takes the call; its leg shows where the API client may watch it. */
export function enterStage(
  world: World,
  conversation: Conversation,
  dn: string,
  kind: "ivr" | "queue" | "ring-group",
): void {
  const { main, switches } = conversation;
  const visible = kind === "queue" ? switches.queuesMonitored : kind === "ivr" && switches.ivrsMonitored;
  if (visible) {
    world.legs.add(main, {
      dn,
      status: "Connected",
      party: outsideParty(conversation),
      deviceId: "",
      originatedBy: conversation.direction === "incoming" ? router : undefined,
      referredBy: namedDn(conversation.transferredBy),
    });
  }
  main.nextLegId += visible ? 1 : 2;
  conversation.place = { at: "stage", dn, kind };
  openSegment(main, dn, world.now());
}

export function leaveStage(world: World, conversation: Conversation, reason: string): void {
  const { main, place } = conversation;
  if (place.at !== "stage") return;
  for (const leg of world.legs.of(main.callId, place.dn)) world.legs.remove(leg.id);
  closeSegment(main, place.dn, world.now(), reason);
}

/** Everything of the conversation ends and goes into the log. */
export function endConversation(world: World, conversation: Conversation, reason: string): void {
  for (const call of [conversation.main, conversation.consultation?.call]) {
    if (call === undefined) continue;
    for (const leg of world.legs.of(call.callId)) world.legs.remove(leg.id);
    closeAllSegments(call, world.now(), reason);
    world.logCall(conversation, call);
  }
  world.forget(conversation);
}

export function isExtension(dn: string): boolean {
  return findStation(dn)?.kind === "extension";
}

/** The device a call is made from or picked up with. */
export function firstDevice(dn: string): string {
  return deviceIds(dn, 1)[0] ?? "";
}
