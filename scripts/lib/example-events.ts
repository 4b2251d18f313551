/** The calls that docs/events.md shows: one that comes in by a queue, one that goes out unanswered. */
import type { CallEventCommon, OutgoingEvent } from "../../src-shared/telephony/call-event.ts";

export interface ExampleEvent {
  readonly title: string;
  readonly event: OutgoingEvent;
  /** Number within its chain. */
  readonly seq: number;
}

/** 2025-09-17 19:05:14 in Prague. */
const arrivedAtMs = Date.UTC(2025, 8, 17, 17, 5, 14);

const incoming: CallEventCommon = {
  chainId: "250917190514_45",
  link: 0,
  atMs: arrivedAtMs,
  arrivedAtMs,
  direction: "incoming",
  callerId: "420774852629",
  callerNumber: "+420774852629",
  callerName: "Smith, John",
  did: "Sales",
  didNumber: "420222000320",
  trunkDn: "10000",
  user: "102",
  userType: "ext",
  userDnType: "extension",
  userName: "Alice Baker",
  reconstructed: false,
  callerLeg: "10000/231",
  otherLeg: "102/233",
};

const queue = {
  user: "801",
  userType: "queue",
  userDnType: "queue",
  userName: "Sales team",
  otherLeg: "",
} as const;

const outgoing: CallEventCommon = {
  ...incoming,
  chainId: "250917194513_46",
  atMs: arrivedAtMs + 2_399_000,
  arrivedAtMs: arrivedAtMs + 2_399_000,
  direction: "outgoing",
  callerName: "",
  did: "",
  callerLeg: "102/240",
  otherLeg: "10000/241",
};

const at = (seconds: number): { atMs: number } => ({ atMs: arrivedAtMs + seconds * 1000 });

const end = {
  transferType: "none",
  transferred: false,
  standingPoint: "extension",
  callbackOrdered: false,
  cause: "",
  callIds: [45],
} as const;

const answered: OutgoingEvent & { readonly type: "ended" } = {
  ...incoming,
  ...at(214),
  ...end,
  type: "ended",
  link: 1,
  finish: "ok",
  startedAtMs: arrivedAtMs + 10_000,
  waitS: 10,
  talkS: 204,
  hungUpBy: "external",
};

const link = {
  link: 1,
  user: "102",
  userType: "ext",
  finish: "ok",
  transferType: "none",
  transferred: false,
  waitS: 10,
  talkS: 204,
} as const;

const recordingLink = "https://pbx.example.com:8444/webapi/recording/250917190514_45-1-1.mp3";

export function exampleEvents(): readonly ExampleEvent[] {
  return [
    { title: "ringing, at a queue", seq: 1, event: { ...incoming, ...queue, type: "ringing" } },
    { title: "queued", seq: 2, event: { ...incoming, ...queue, type: "queued" } },
    { title: "ringing, at an extension", seq: 3, event: { ...incoming, ...at(2), type: "ringing" } },
    { title: "ringing_stopped", seq: 4, event: { ...incoming, ...at(9), type: "ringing_stopped" } },
    {
      title: "started",
      seq: 5,
      event: { ...incoming, ...at(10), type: "started", link: 1, transferType: "none", waitS: 10 },
    },
    {
      title: "transfer, in another call",
      seq: 6,
      event: { ...incoming, ...at(200), type: "transfer", link: 1, transferType: "blind", target: "103" },
    },
    { title: "ended", seq: 6, event: answered },
    {
      title: "chain_ended",
      seq: 7,
      event: { ...incoming, ...at(214), type: "chain_ended", link: 1, finish: "ok", links: [link] },
    },
    {
      title: "recording",
      seq: 8,
      event: {
        ...at(218),
        type: "recording",
        chainId: incoming.chainId,
        link: 1,
        files: [recordingLink],
        ended: answered,
      },
    },
    { title: "voicemail, in another call", seq: 3, event: { ...incoming, ...at(20), type: "voicemail" } },
    { title: "dialing, an outgoing call", seq: 1, event: { ...outgoing, type: "dialing" } },
    {
      title: "ended, an outgoing call that nobody answered",
      seq: 2,
      event: {
        ...outgoing,
        ...end,
        atMs: outgoing.atMs + 25_000,
        type: "ended",
        finish: "missed",
        waitS: 25,
        talkS: 0,
        hungUpBy: "unknown",
        cause: "declined",
      },
    },
  ];
}
