/** The links of a conversation as a person sees them: who had it, how long, how it went on. */
import type { CallView } from "../../src-shared/contract/call-view.ts";
import type { CallEvent } from "../../src-shared/telephony/call-event.ts";

type LinkView = CallView["links"][number];

/** The links after the event, by their number. */
export function linksAfter(links: readonly LinkView[], event: CallEvent): LinkView[] {
  const known = links.find(({ link }) => link === event.link);
  const changed = changedLink(known ?? emptyLink(event), event);
  if (changed === undefined) return [...links];
  const others = links.filter(({ link }) => link !== event.link);
  // Link 0 is what a call is until somebody answers: then it is link 1, and 0 has never been.
  const stays = event.type === "started" ? others.filter(({ link }) => link !== 0) : others;
  return [...stays, changed].toSorted((a, b) => a.link - b.link);
}

function emptyLink(event: CallEvent): LinkView {
  const { link, user, userName } = event;
  return { link, user, userName, transferType: "none", transferred: false, waitS: 0, talkS: 0 };
}

function changedLink(link: LinkView, event: CallEvent): LinkView | undefined {
  const { user, userName } = event;
  switch (event.type) {
    case "ringing":
    case "dialing":
      return link.startedAtMs === undefined ? { ...link, user, userName } : link;
    case "started": {
      const { transferType, waitS } = event;
      return { ...link, user, userName, transferType, waitS, startedAtMs: event.atMs };
    }
    case "ended": {
      const { finish, transferType, transferred, waitS, talkS } = event;
      const startedAtMs = event.startedAtMs ?? link.startedAtMs;
      const begin = startedAtMs === undefined ? {} : { startedAtMs };
      return {
        ...link,
        user,
        userName,
        finish,
        transferType,
        transferred,
        waitS,
        talkS,
        ...begin,
        endedAtMs: event.atMs,
      };
    }
    case "queued":
    case "ringing_stopped":
    case "transfer":
    case "voicemail":
    case "chain_ended":
      return undefined;
    default: {
      const _never: never = event;
      return _never;
    }
  }
}
