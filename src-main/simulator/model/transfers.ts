/** How a talk goes on elsewhere: blind transfer, its return, consultation and join, conference. */
import type { ActionOf } from "./actions.ts";
import { findStation } from "./company.ts";
import {
  answerSegment,
  closeAllSegments,
  closeSegment,
  type Conversation,
  openSegment,
} from "./conversation.ts";
import type { LegParty } from "./leg-table.ts";
import { outsideParty, stationParty } from "./parties.ts";
import { connectColleague, ringColleague } from "./outgoing.ts";
import { enterStage, isExtension, type Refusal, startRinging, stopRinging, type World } from "./world.ts";

const conferenceRoom = "700";

export function blindTransfer(
  world: World,
  conversation: Conversation,
  action: ActionOf<"blind-transfer">,
): Refusal {
  const { place, main, switches } = conversation;
  if (place.at !== "talking" || conversation.direction === "internal")
    return "There is no outside talk to transfer.";
  if (conversation.consultation !== undefined) return "A consultation is under way.";
  if (action.to === place.dn) return `${action.to} cannot transfer to itself.`;
  const kind = findStation(action.to)?.kind;
  if (kind !== "extension" && kind !== "queue" && kind !== "ring-group")
    return `${action.to} is no extension, queue or ring group.`;
  const from = place.dn;
  const own = world.legs.of(main.callId, from);
  const letGo = (): void => own.forEach((leg) => world.legs.remove(leg.id));
  closeAllSegments(main, world.now(), "ReplacedDst");
  conversation.transferredBy = from;
  conversation.callerSide = "outside";
  main.nextLegId += 1;
  if (switches.transferorLeaves === "before-ringing") letGo();
  if (kind === "extension") {
    conversation.place = { at: "ringing", dn: action.to, because: "transfer" };
    startRinging(world, conversation, action.to);
  } else enterStage(world, conversation, action.to, kind);
  if (switches.transferorLeaves === "after-ringing") letGo();
  return undefined;
}

export function transferReturns(world: World, conversation: Conversation): Refusal {
  const { place, transferredBy } = conversation;
  if (place.at !== "ringing" || place.because !== "transfer" || transferredBy === undefined)
    return "No transferred call rings.";
  stopRinging(world, conversation, place.dn, "NoAnswer");
  conversation.place = { at: "ringing", dn: transferredBy, because: "transfer" };
  conversation.main.nextLegId += 1;
  conversation.transferredBy = undefined;
  startRinging(world, conversation, transferredBy);
  return undefined;
}

export function consult(world: World, conversation: Conversation, action: ActionOf<"consult">): Refusal {
  const { place } = conversation;
  if (place.at !== "talking" || conversation.direction === "internal") return "There is no outside talk.";
  if (conversation.consultation !== undefined) return "A consultation is under way already.";
  if (!isExtension(action.to) || action.to === place.dn) return `${action.to} is no other extension.`;
  const call = world.newCall(0);
  conversation.consultation = { call, from: place.dn, to: action.to, answered: false };
  ringColleague(world, conversation, call, place.dn, action.to);
  return undefined;
}

export function answerConsultation(world: World, conversation: Conversation, dn: string): Refusal {
  const { consultation } = conversation;
  if (consultation === undefined || consultation.answered || consultation.to !== dn)
    return `${dn} does not ring for a consultation.`;
  consultation.answered = true;
  connectColleague(world, consultation.call, consultation.from, dn);
  return undefined;
}

/** The colleague's leg stays and changes its party, and its callid where the first call survives. */
export function join(world: World, conversation: Conversation): Refusal {
  const { consultation, main, switches } = conversation;
  if (consultation === undefined || !consultation.answered) return "There is no consultation to join.";
  const { call, from, to } = consultation;
  for (const leg of [...world.legs.of(main.callId, from), ...world.legs.of(call.callId, from)])
    world.legs.remove(leg.id);
  closeAllSegments(main, world.now(), "ReplacedDst");
  closeAllSegments(call, world.now(), "ReplacedSrc");
  world.logCall(conversation, call);
  conversation.consultation = undefined;
  conversation.callerSide = "outside";
  conversation.place = { at: "talking", dn: to };
  const leg = world.legs.of(call.callId, to)[0];
  if (switches.attendedJoin === "consultation") {
    main.callId = call.callId;
    main.nextLegId = call.nextLegId + 1;
  }
  openSegment(main, to, world.now());
  answerSegment(main, to, world.now(), leg?.id ?? 0);
  if (leg !== undefined) moveLeg(world, leg.id, conversation, outsideParty(conversation));
  return undefined;
}

/** The colleague hangs up or is given up; the outside talk goes on. */
export function endConsultation(world: World, conversation: Conversation): Refusal {
  const { consultation } = conversation;
  if (consultation === undefined) return "No consultation is under way.";
  const { call } = consultation;
  for (const leg of world.legs.of(call.callId)) world.legs.remove(leg.id);
  closeAllSegments(call, world.now(), "TerminatedByDst");
  world.logCall(conversation, call);
  conversation.consultation = undefined;
  return undefined;
}

/** Everybody's leg shows the conference room; the held and the consulting leg of the host become one. */
export function conference(world: World, conversation: Conversation): Refusal {
  const { consultation, main, switches } = conversation;
  if (consultation === undefined || !consultation.answered) return "There is nobody to meet.";
  const { call, from, to } = consultation;
  const host = world.legs.of(main.callId, from)[0];
  const guest = world.legs.of(call.callId, to)[0];
  if (host === undefined || guest === undefined) return "One of the talks has no leg any more.";
  for (const leg of world.legs.of(call.callId, from)) world.legs.remove(leg.id);
  closeAllSegments(call, world.now(), "ReplacedSrc");
  world.logCall(conversation, call);
  conversation.consultation = undefined;
  conversation.callerSide = "outside";
  if (switches.conferenceCallId === "new") {
    main.callId = world.newCallId();
    main.nextLegId = 2;
  }
  conversation.place = { at: "conference", members: [from, to] };
  openSegment(main, to, world.now());
  answerSegment(main, to, world.now(), guest.id);
  const room = stationParty(conferenceRoom);
  if (host.callid === main.callId) world.legs.change(host.id, room);
  else moveLeg(world, host.id, conversation, room);
  moveLeg(world, guest.id, conversation, room);
  return undefined;
}

export function leaveConference(
  world: World,
  conversation: Conversation,
  action: ActionOf<"leave">,
): Refusal {
  if (conversation.consultation?.to === action.dn) return endConsultation(world, conversation);
  const { place, main } = conversation;
  if (place.at !== "conference" || !place.members.includes(action.dn))
    return `${action.dn} is in no conference.`;
  const members = place.members.filter((dn) => dn !== action.dn);
  if (members.length === 0) return "The last extension cannot leave; it hangs up.";
  for (const leg of world.legs.of(main.callId, action.dn)) world.legs.remove(leg.id);
  closeSegment(main, action.dn, world.now(), "ReplacedDst");
  conversation.place = { at: "conference", members };
  return undefined;
}

/** A leg goes over to the conversation's callid and gets a new number in it. */
function moveLeg(world: World, id: number, conversation: Conversation, party: LegParty): void {
  const { main } = conversation;
  world.legs.change(id, { ...party, callid: main.callId, legid: main.nextLegId });
  main.nextLegId += 1;
}
