/** A call event as a line that a person reads. */
import { Ansis } from "ansis";
import type { CallEvent, CallEventCommon, EndedEvent } from "../../src-shared/telephony/call-event.ts";

const ansis = new Ansis();

/** `undefined` for events that would only repeat what another line says. */
export function eventWords(event: CallEvent): string | undefined {
  const outside = outsideWords(event);
  const user = userWords(event);
  switch (event.type) {
    case "ringing":
      return `${ansis.yellow("ringing ")} ${outside} rings at ${user}`;
    case "dialing":
      return `${ansis.yellow("dialing ")} ${user} dials ${outside}`;
    case "started":
      return `${ansis.green("started ")} ${user} talks with ${outside}`;
    case "ended":
      if (event.finish === "missed") return `${ansis.red("ended   ")} ${missedWords(event, outside, user)}`;
      return `${ansis.blue("ended   ")} ${user} talked ${event.talkS} s with ${outside}${event.transferred ? ", the call goes on elsewhere" : ""}`;
    case "voicemail":
      return `${ansis.dim("voicemail")} of ${user} takes the call`;
    case "ringing_stopped":
      return `${ansis.dim("quiet   ")} ${user} rings no more`;
    case "queued":
    case "transfer":
    case "chain_ended":
      return undefined;
    default: {
      const _never: never = event;
      return _never;
    }
  }
}

function missedWords(event: EndedEvent, outside: string, user: string): string {
  if (event.direction === "outgoing" && event.link === 0) return `${user} did not reach ${outside}`;
  return `${outside} was missed at ${user}${event.transferred ? ", the call goes back" : ""}`;
}

function outsideWords({ callerId, callerName }: CallEventCommon): string {
  const number = callerId === "" ? "an anonymous caller" : callerId;
  const name = oneLine(callerName);
  // Without a contact the PBX shows the number once more, in another spelling.
  const sameAgain = /^\+?[\d\s]+$/.test(name) && name.replace(/\D/g, "").endsWith(callerId.slice(-7));
  return name === "" || sameAgain ? number : `${number} (${name})`;
}

function userWords({ user, userName }: CallEventCommon): string {
  return userName === "" ? user : `${user} ${oneLine(userName)}`;
}

/** Names come from anybody who calls: nothing in them may steer the terminal. */
export function oneLine(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ").trim();
  return plain.length <= 40 ? plain : `${plain.slice(0, 39)}…`;
}
