/**
 * The user's own extension and DID in events of the simulated company, so that a receiver finds the
 * person or line it knows. Changed on the way out: the simulated phone system keeps its numbers. Pure.
 */
import type { CallEvent } from "../../../src-shared/telephony/call-event.ts";

export interface OwnNumbers {
  /** The simulated extension `of` is shown as `is`. */
  readonly extension?: { readonly of: string; readonly is: string };
  /** Name of the inbound rule, or the DID itself in digits. */
  readonly did?: string;
}

/** As shown: the two extensions change places, so that they never become one. */
export function shownUser(user: string, { extension }: OwnNumbers): string {
  if (extension === undefined) return user;
  if (user === extension.of) return extension.is;
  return user === extension.is ? extension.of : user;
}

export function withOwnNumbers(event: CallEvent, numbers: OwnNumbers): CallEvent {
  const user = (dn: string): string => shownUser(dn, numbers);
  const shown = {
    user: user(event.user),
    callerLeg: legOf(event.callerLeg, user),
    otherLeg: legOf(event.otherLeg, user),
    ...didOf(event, numbers),
  };
  switch (event.type) {
    case "transfer":
      return { ...event, ...shown, target: user(event.target) };
    case "chain_ended":
      return {
        ...event,
        ...shown,
        links: event.links.map((link) => ({ ...link, user: user(link.user) })),
      };
    default:
      return { ...event, ...shown };
  }
}

function didOf(event: CallEvent, { did }: OwnNumbers): Partial<Pick<CallEvent, "did" | "didNumber">> {
  if (did === undefined || event.direction !== "incoming" || event.did === "") return {};
  return /^\+?\d+$/.test(did) ? { did, didNumber: did.replace("+", "") } : { did };
}

/** `101/17` */
function legOf(leg: string, user: (dn: string) => string): string {
  const [dn = "", ...rest] = leg.split("/");
  return rest.length === 0 ? leg : [user(dn), ...rest].join("/");
}
