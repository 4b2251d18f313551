/** Calls that come in: arrival, stages, ringing, answer, and the ways out of an unanswered call. */
import type { ActionOf } from "./actions.ts";
import { findStation } from "./company.ts";
import {
  answerSegment,
  closeAllSegments,
  closeSegment,
  type Conversation,
  openSegment,
} from "./conversation.ts";
import { namedDn, outsideParty } from "./parties.ts";
import {
  connectRinging,
  endConversation,
  enterStage,
  firstDevice,
  isExtension,
  leaveStage,
  type Refusal,
  ringingLegs,
  startRinging,
  stopRinging,
  type World,
} from "./world.ts";

export function routeTo(world: World, conversation: Conversation, action: ActionOf<"route-to">): Refusal {
  const kind = findStation(action.dn)?.kind;
  if (kind !== "ivr" && kind !== "queue" && kind !== "ring-group")
    return `${action.dn} is no IVR, queue or ring group.`;
  const { place } = conversation;
  if (place.at !== "nowhere" && place.at !== "stage") return "The call stands with somebody already.";
  stopAll(world, conversation, "NoAnswer");
  leaveStage(world, conversation, "Redirected");
  enterStage(world, conversation, action.dn, kind);
  return undefined;
}

export function ring(world: World, conversation: Conversation, action: ActionOf<"ring">): Refusal {
  const { place, switches } = conversation;
  const stranger = action.dns.find((dn) => !isExtension(dn));
  if (stranger !== undefined) return `${stranger} is no extension.`;
  if (action.dns.some((dn) => ringingLegs(world, conversation, dn).length > 0)) return "It rings already.";
  const inGroup = place.at === "stage" && place.kind !== "ivr";
  if (inGroup) {
    for (const dn of inRingOrder(action.dns, switches.ringOrder)) startRinging(world, conversation, dn);
    return undefined;
  }
  const [dn] = action.dns;
  if (dn === undefined || action.dns.length > 1)
    return "Outside of a queue or group one phone rings at a time.";
  if (place.at === "ringing") stopRinging(world, conversation, place.dn, "NoAnswer");
  else if (place.at !== "nowhere" && place.at !== "stage") return "The call stands with somebody already.";
  leaveStage(world, conversation, "Redirected");
  conversation.place = { at: "ringing", dn, because: "call" };
  startRinging(world, conversation, dn);
  return undefined;
}

/** By number, which the model and what scenarios promise agree upon. */
export function inRingOrder(dns: readonly string[], order: "ascending" | "descending"): string[] {
  const sorted = dns.toSorted();
  return order === "ascending" ? sorted : sorted.toReversed();
}

export function stopRingingAt(
  world: World,
  conversation: Conversation,
  action: ActionOf<"stop-ringing">,
): Refusal {
  if (conversation.place.at !== "stage") return "Only a queue or group stops a phone and goes on.";
  for (const dn of action.dns) stopRinging(world, conversation, dn, "NoAnswer");
  return undefined;
}

/** The outside party gets the extension that rings. */
export function answerOutside(world: World, conversation: Conversation, dn: string): Refusal {
  if (ringingLegs(world, conversation, dn).length === 0) return `${dn} does not ring for this call.`;
  connectRinging(world, conversation, dn);
  conversation.place = { at: "talking", dn };
  conversation.transferredBy = undefined;
  return undefined;
}

export function hangUp(world: World, conversation: Conversation, action: ActionOf<"hang-up">): Refusal {
  endConversation(world, conversation, action.by === "outside" ? "TerminatedBySrc" : "TerminatedByDst");
  return undefined;
}

/** The voicemail's leg belongs to a menu that nobody watches. */
export function toVoicemail(world: World, conversation: Conversation): Refusal {
  const { place, main } = conversation;
  if (place.at !== "ringing") return "No phone rings that could give up.";
  stopRinging(world, conversation, place.dn, "NoAnswer");
  main.nextLegId += 2;
  openSegment(main, "666", world.now());
  answerSegment(main, "666", world.now(), 0);
  conversation.place = { at: "voicemail", of: place.dn };
  return undefined;
}

export function forwardToMobile(world: World, conversation: Conversation): Refusal {
  const { place, main, switches } = conversation;
  if (place.at !== "ringing") return "No phone rings that could be forwarded.";
  for (const leg of ringingLegs(world, conversation, place.dn)) world.legs.remove(leg.id);
  if (switches.forwardedLeg === "visible") {
    world.legs.add(main, {
      dn: place.dn,
      status: "Dialing",
      party: { ...outsideParty(conversation), party_caller_id: findStation(place.dn)?.mobile ?? "" },
      deviceId: "",
      originatedBy: namedDn(place.dn),
      onBehalfOf: namedDn(place.dn),
    });
  } else main.nextLegId += 1;
  conversation.place = { at: "mobile", of: place.dn, answered: false };
  return undefined;
}

/** For the log it is the extension that has answered. */
export function mobileAnswers(world: World, conversation: Conversation): Refusal {
  const { place, main } = conversation;
  if (place.at !== "mobile" || place.answered) return "No mobile is being called.";
  const leg = world.legs.of(main.callId, place.of)[0];
  if (leg !== undefined) world.legs.change(leg.id, { status: "Connected" });
  answerSegment(main, place.of, world.now(), leg?.id ?? 0);
  conversation.place = { ...place, answered: true };
  return undefined;
}

export function park(world: World, conversation: Conversation, action: ActionOf<"park">): Refusal {
  const { place, main } = conversation;
  if (place.at !== "talking" || conversation.direction === "internal")
    return "Only an outside talk is parked.";
  if (conversation.consultation !== undefined) return "A consultation is under way.";
  for (const leg of world.legs.of(main.callId)) world.legs.remove(leg.id);
  closeSegment(main, place.dn, world.now(), "ReplacedDst");
  openSegment(main, action.slot, world.now());
  conversation.callerSide = "outside";
  conversation.place = { at: "parked", slot: action.slot, by: place.dn };
  return undefined;
}

export function pickUp(world: World, conversation: Conversation, action: ActionOf<"pick-up">): Refusal {
  const { place, main, switches } = conversation;
  if (place.at !== "parked") return "The call is not parked.";
  if (!isExtension(action.dn)) return `${action.dn} is no extension.`;
  closeAllSegments(main, world.now(), "Redirected");
  if (switches.pickUpCallId === "new") {
    main.callId = world.newCallId();
    main.nextLegId = 2;
  }
  conversation.place = { at: "talking", dn: action.dn };
  const leg = world.legs.add(main, {
    dn: action.dn,
    status: "Connected",
    party: outsideParty(conversation),
    deviceId: firstDevice(action.dn),
  });
  openSegment(main, action.dn, world.now());
  answerSegment(main, action.dn, world.now(), leg.id);
  return undefined;
}

/** A held leg stays Connected. */
export function holdOrResume(world: World, conversation: Conversation): Refusal {
  const { place, main, switches } = conversation;
  if (place.at !== "talking") return "Only a talk can be held.";
  if (switches.holdShows === "duplicate-upsert")
    for (const leg of world.legs.of(main.callId, place.dn)) world.legs.repeat(leg.id);
  return undefined;
}

function stopAll(world: World, conversation: Conversation, reason: string): void {
  for (const dn of new Set(ringingLegs(world, conversation).map((leg) => leg.dn)))
    stopRinging(world, conversation, dn, reason);
}
