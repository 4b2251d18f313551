/** Leads each action to the move that does it, and begins conversations. */
import type { Action } from "./actions.ts";
import { rules } from "./company.ts";
import type { Conversation, LiveCall } from "./conversation.ts";
import {
  answerOutside,
  forwardToMobile,
  hangUp,
  holdOrResume,
  mobileAnswers,
  park,
  pickUp,
  ring,
  routeTo,
  stopRingingAt,
  toVoicemail,
} from "./incoming.ts";
import {
  answerCallback,
  answerInternal,
  callBack,
  callbackDials,
  chooseTrunk,
  dial,
  dialInternal,
  orderCallback,
  outsideAnswers,
  outsideRejects,
} from "./outgoing.ts";
import type { SimSwitches } from "./switches.ts";
import {
  answerConsultation,
  blindTransfer,
  conference,
  consult,
  join,
  leaveConference,
  transferReturns,
} from "./transfers.ts";
import type { Refusal, World } from "./world.ts";

export type OpeningAction = Extract<
  Action,
  { readonly type: "arrive" | "dial" | "dial-internal" | "queue-callback" }
>;
export type GoingAction = Exclude<Action, OpeningAction>;

export function isOpening(action: Action): action is OpeningAction {
  switch (action.type) {
    case "arrive":
    case "dial":
    case "dial-internal":
    case "queue-callback":
      return true;
    default:
      return false;
  }
}

/** A conversation that has just begun; nobody has been told of it. */
export function openConversation(
  world: World,
  action: OpeningAction,
  switches: SimSwitches,
): Conversation | string {
  const base = {
    label: action.call,
    switches,
    consultation: undefined,
    place: { at: "nowhere" },
    transferredBy: undefined,
  } as const;
  const begin = (
    hiddenLegs: number,
    direction: Conversation["direction"],
    party: Conversation["party"],
    rule?: Conversation["rule"],
  ): Conversation => {
    const main: LiveCall = world.newCall(hiddenLegs);
    const callerSide = direction === "incoming" ? "outside" : "extension";
    return { ...base, direction, party, rule, callerSide, main };
  };
  switch (action.type) {
    case "arrive": {
      const rule = rules.find((each) => each.name === action.rule);
      if (rule === undefined) return `There is no inbound rule ${action.rule}.`;
      // One leg is the trunk's, two are the router's: the first phone has leg 4, as captured.
      return begin(3, "incoming", { number: action.from, name: action.name ?? "" }, rule);
    }
    case "dial":
      return begin(0, "outgoing", { number: action.to, name: action.name ?? "" });
    case "dial-internal":
      return begin(0, "internal", { number: action.from, name: "" });
    case "queue-callback": {
      const direction = switches.callbackParty === "outside" ? "incoming" : "outgoing";
      return begin(1, direction, { number: action.to, name: action.name ?? "" });
    }
    default: {
      const never: never = action;
      return never;
    }
  }
}

/** What an opening action does beyond opening. */
export function begin(world: World, conversation: Conversation, action: OpeningAction): Refusal {
  switch (action.type) {
    case "arrive":
      return undefined;
    case "dial":
      return dial(world, conversation, action);
    case "dial-internal":
      return dialInternal(world, conversation, action);
    case "queue-callback":
      return callBack(world, conversation, action);
    default: {
      const never: never = action;
      return never;
    }
  }
}

export function goOn(world: World, conversation: Conversation, action: GoingAction): Refusal {
  switch (action.type) {
    case "route-to":
      return routeTo(world, conversation, action);
    case "ring":
      return ring(world, conversation, action);
    case "stop-ringing":
      return stopRingingAt(world, conversation, action);
    case "answer":
      return answer(world, conversation, action.dn);
    case "hang-up":
      return hangUp(world, conversation, action);
    case "trunk-chosen":
      return chooseTrunk(world, conversation);
    case "outside-answers":
      return outsideAnswers(world, conversation);
    case "outside-rejects":
      return outsideRejects(world, conversation);
    case "blind-transfer":
      return blindTransfer(world, conversation, action);
    case "transfer-returns":
      return transferReturns(world, conversation);
    case "consult":
      return consult(world, conversation, action);
    case "join":
      return join(world, conversation);
    case "park":
      return park(world, conversation, action);
    case "pick-up":
      return pickUp(world, conversation, action);
    case "voicemail":
      return toVoicemail(world, conversation);
    case "forward":
      return forwardToMobile(world, conversation);
    case "mobile-answers":
      return mobileAnswers(world, conversation);
    case "conference":
      return conference(world, conversation);
    case "leave":
      return leaveConference(world, conversation, action);
    case "order-callback":
      return orderCallback(world, conversation);
    case "callback-dials":
      return callbackDials(world, conversation);
    case "hold":
    case "resume":
      return holdOrResume(world, conversation);
    default: {
      const never: never = action;
      return never;
    }
  }
}

function answer(world: World, conversation: Conversation, dn: string): Refusal {
  const { place, consultation } = conversation;
  if (consultation !== undefined && !consultation.answered && consultation.to === dn)
    return answerConsultation(world, conversation, dn);
  if (place.at === "dialing-internal") return answerInternal(world, conversation, dn);
  if (place.at === "calling-back") return answerCallback(world, conversation, dn);
  return answerOutside(world, conversation, dn);
}
