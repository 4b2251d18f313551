/** Calls that extensions make: outside, to a colleague, or through a queue that calls back. */
import type { ActionOf } from "./actions.ts";
import { deviceIds, findStation, trunk } from "./company.ts";
import { answerSegment, closeSegment, type Conversation, openSegment } from "./conversation.ts";
import { namedDn, outsideParty, stationParty, unroutedParty } from "./parties.ts";
import {
  endConversation,
  enterStage,
  firstDevice,
  isExtension,
  leaveStage,
  type Refusal,
  ringingLegs,
  startRinging,
  type World,
} from "./world.ts";

export function dial(world: World, conversation: Conversation, action: ActionOf<"dial">): Refusal {
  if (!isExtension(action.from)) return `${action.from} is no extension.`;
  if (action.to === "") return "There is no number to dial.";
  const { main, switches } = conversation;
  const trunkChosen = !switches.ownPhoneRingsFirst && switches.outboundFirstShows === "trunk";
  world.legs.add(main, {
    dn: action.from,
    status: switches.ownPhoneRingsFirst ? "Ringing" : "Dialing",
    party: trunkChosen ? outsideParty(conversation) : unroutedParty(conversation),
    deviceId: firstDevice(action.from),
  });
  main.nextLegId += 1;
  openSegment(main, trunk.dn, world.now(), { number: action.to, source: action.from });
  conversation.place = { at: "dialing", dn: action.from, trunkChosen };
  return undefined;
}

export function chooseTrunk(world: World, conversation: Conversation): Refusal {
  const { place, main } = conversation;
  if (place.at !== "dialing") return "The call is not being dialled.";
  if (place.trunkChosen) return undefined;
  conversation.place = { ...place, trunkChosen: true };
  for (const leg of world.legs.of(main.callId, place.dn))
    world.legs.change(leg.id, { status: "Dialing", ...outsideParty(conversation) });
  return undefined;
}

export function outsideAnswers(world: World, conversation: Conversation): Refusal {
  const { place, main } = conversation;
  if (place.at === "talking" && conversation.switches.callbackParty === "outside") return undefined;
  if (place.at !== "dialing" || !place.trunkChosen) return "The call is not being dialled.";
  const leg = world.legs.of(main.callId, place.dn)[0];
  if (leg === undefined) return `${place.dn} has no leg any more.`;
  conversation.place = { at: "talking", dn: place.dn };
  world.legs.change(leg.id, { status: "Connected" });
  answerSegment(main, trunk.dn, world.now(), leg.id);
  return undefined;
}

export function outsideRejects(world: World, conversation: Conversation): Refusal {
  if (conversation.place.at !== "dialing") return "The call is not being dialled.";
  endConversation(world, conversation, "DestinationBusy");
  return undefined;
}

export function dialInternal(
  world: World,
  conversation: Conversation,
  action: ActionOf<"dial-internal">,
): Refusal {
  const isMailbox = findStation(action.to)?.kind === "special-menu";
  const isColleague = isExtension(action.to) && action.to !== action.from;
  if (!isExtension(action.from) || !(isColleague || isMailbox))
    return "An internal call goes from an extension to another one, or to its voicemail.";
  conversation.place = { at: "dialing-internal", dn: action.from, to: action.to };
  ringColleague(world, conversation, conversation.main, action.from, action.to);
  return undefined;
}

/** Both sides of an internal call: one leg that dials, and one for each device that rings; a menu has none. */
export function ringColleague(
  world: World,
  conversation: Conversation,
  call: Conversation["main"],
  from: string,
  to: string,
): void {
  world.legs.add(call, {
    dn: from,
    status: "Dialing",
    party: stationParty(to),
    deviceId: firstDevice(from),
  });
  openSegment(call, to, world.now(), { source: from });
  if (!isExtension(to)) return;
  for (const deviceId of devicesOf(conversation, to))
    world.legs.add(call, { dn: to, status: "Ringing", party: stationParty(from), deviceId });
}

/** The colleague lifts one device, or the menu answers; both sides are connected. */
export function connectColleague(world: World, call: Conversation["main"], from: string, to: string): void {
  const [winner, ...losers] = world.legs.of(call.callId, to).filter((leg) => leg.status === "Ringing");
  const caller = world.legs.of(call.callId, from)[0];
  if (caller !== undefined) world.legs.change(caller.id, { status: "Connected" });
  if (winner !== undefined) world.legs.change(winner.id, { status: "Connected" });
  for (const loser of losers) world.legs.remove(loser.id);
  answerSegment(call, to, world.now(), winner?.id ?? 0);
}

export function answerInternal(world: World, conversation: Conversation, dn: string): Refusal {
  const { place, main } = conversation;
  if (place.at !== "dialing-internal" || place.to !== dn) return `${dn} does not ring for this call.`;
  conversation.place = { at: "talking", dn };
  connectColleague(world, main, place.dn, dn);
  return undefined;
}

/** With the outside number as party it looks like any call of the queue; else the agent sees the queue. */
export function callBack(
  world: World,
  conversation: Conversation,
  action: ActionOf<"queue-callback">,
): Refusal {
  const { queue, agent } = action;
  if (findStation(queue)?.kind !== "queue" || !isExtension(agent))
    return "A queue calls back through an agent.";
  if (action.to === "") return "There is no number to call back.";
  if (conversation.switches.callbackParty === "outside") {
    enterStage(world, conversation, queue, "queue");
    startRinging(world, conversation, agent, "on_behalf_of");
    return undefined;
  }
  conversation.place = { at: "calling-back", queue, agent, answered: false };
  for (const deviceId of devicesOf(conversation, agent))
    world.legs.add(conversation.main, {
      dn: agent,
      status: "Ringing",
      party: stationParty(queue),
      deviceId,
      onBehalfOf: namedDn(queue),
    });
  openSegment(conversation.main, agent, world.now(), { source: queue });
  return undefined;
}

export function answerCallback(world: World, conversation: Conversation, dn: string): Refusal {
  const { place, main } = conversation;
  const [winner, ...losers] = ringingLegs(world, conversation, dn);
  if (place.at !== "calling-back" || winner === undefined) return `${dn} does not ring for this call.`;
  world.legs.change(winner.id, { status: "Connected" });
  for (const loser of losers) world.legs.remove(loser.id);
  answerSegment(main, dn, world.now(), winner.id);
  conversation.place = { ...place, answered: true };
  return undefined;
}

export function callbackDials(world: World, conversation: Conversation): Refusal {
  const { place, main } = conversation;
  if (conversation.switches.callbackParty === "outside") return undefined;
  if (place.at !== "calling-back" || !place.answered) return "No agent has answered the queue's callback.";
  closeSegment(main, place.agent, world.now(), "Redirected");
  openSegment(main, trunk.dn, world.now(), { number: conversation.party.number, source: place.agent });
  conversation.place = { at: "dialing", dn: place.agent, trunkChosen: true };
  for (const leg of world.legs.of(main.callId, place.agent))
    world.legs.change(leg.id, { status: "Dialing", ...outsideParty(conversation) });
  return undefined;
}

/** The caller hangs up; the queue keeps the number. */
export function orderCallback(world: World, conversation: Conversation): Refusal {
  const { place } = conversation;
  if (place.at !== "stage" || place.kind !== "queue") return "The caller does not wait in a queue.";
  for (const leg of ringingLegs(world, conversation)) world.legs.remove(leg.id);
  leaveStage(world, conversation, "CallbackRequested");
  endConversation(world, conversation, "CallbackRequested");
  return undefined;
}

function devicesOf(conversation: Conversation, dn: string): string[] {
  return deviceIds(dn, conversation.switches.devicesPerExtension);
}
