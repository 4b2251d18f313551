/** Call events for tests of the webhooks room: a plain incoming call, changed where a test says so. */
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import type {
  CallEventCommon,
  ChainEndedEvent,
  DialingEvent,
  EndedEvent,
  QueuedEvent,
  RecordingEvent,
  RingingEvent,
  RingingStoppedEvent,
  StartedEvent,
  TransferEvent,
  VoicemailEvent,
} from "../../../src-shared/telephony/call-event.ts";

/** 2025-09-17 19:05:14 in Prague. */
export const arrivedAtMs = Date.UTC(2025, 8, 17, 17, 5, 14);

const common: CallEventCommon = {
  chainId: "250917190514_45",
  link: 0,
  atMs: arrivedAtMs + 4000,
  arrivedAtMs,
  direction: "incoming",
  callerId: "381629759787",
  callerNumber: "+381629759787",
  callerName: "Smith, John",
  did: "Sales",
  didNumber: "381213220030",
  trunkDn: "10000",
  user: "105",
  userType: "ext",
  userDnType: "extension",
  userName: "Alice",
  reconstructed: false,
  callerLeg: "10000/7",
  otherLeg: "105/8",
};

type Changes<Event> = Partial<Omit<Event, "type">>;

export const ringing = (changes: Changes<RingingEvent> = {}): RingingEvent => ({
  ...common,
  ...changes,
  type: "ringing",
});
export const dialing = (changes: Changes<DialingEvent> = {}): DialingEvent => ({
  ...common,
  direction: "outgoing",
  did: "",
  callerName: "",
  ...changes,
  type: "dialing",
});
export const started = (changes: Changes<StartedEvent> = {}): StartedEvent => ({
  ...common,
  link: 1,
  transferType: "none",
  waitS: 4,
  ...changes,
  type: "started",
});
export const ended = (changes: Changes<EndedEvent> = {}): EndedEvent => ({
  ...common,
  link: 1,
  atMs: arrivedAtMs + 208_000,
  finish: "ok",
  transferType: "none",
  transferred: false,
  startedAtMs: arrivedAtMs + 4000,
  waitS: 4,
  talkS: 204,
  hungUpBy: "external",
  standingPoint: "extension",
  callbackOrdered: false,
  cause: "",
  callIds: [45],
  ...changes,
  type: "ended",
});
/** A missed end: nobody answered link 0. */
export function missed(changes: Changes<EndedEvent> = {}): EndedEvent {
  const { startedAtMs: _never, ...end } = ended({ link: 0, finish: "missed", talkS: 0, hungUpBy: "unknown" });
  return { ...end, ...changes };
}
export const recording = (
  changes: Changes<RecordingEvent> & { ended?: EndedEvent } = {},
): RecordingEvent => ({
  chainId: common.chainId,
  link: 1,
  atMs: arrivedAtMs + 212_000,
  files: ["https://pbx.example.com/webapi/recording/250917190514_45-1-1.mp3"],
  ended: ended(),
  ...changes,
  type: "recording",
});
export const queued = (changes: Changes<QueuedEvent> = {}): QueuedEvent => ({
  ...common,
  user: "801",
  userType: "queue",
  userDnType: "queue",
  userName: "Sales",
  ...changes,
  type: "queued",
});
export const ringingStopped = (changes: Changes<RingingStoppedEvent> = {}): RingingStoppedEvent => ({
  ...common,
  ...changes,
  type: "ringing_stopped",
});
export const transfer = (changes: Changes<TransferEvent> = {}): TransferEvent => ({
  ...common,
  link: 1,
  transferType: "blind",
  target: "106",
  ...changes,
  type: "transfer",
});
export const voicemail = (changes: Changes<VoicemailEvent> = {}): VoicemailEvent => ({
  ...common,
  ...changes,
  type: "voicemail",
});
export const chainEnded = (changes: Changes<ChainEndedEvent> = {}): ChainEndedEvent => ({
  ...common,
  link: 1,
  atMs: arrivedAtMs + 208_000,
  finish: "ok",
  links: [
    {
      link: 1,
      user: "105",
      userType: "ext",
      finish: "ok",
      transferType: "none",
      transferred: false,
      waitS: 4,
      talkS: 204,
    },
  ],
  ...changes,
  type: "chain_ended",
});

/** One of each, in the order of a call. */
export const oneOfEach = () => [
  ringing(),
  dialing(),
  queued(),
  ringingStopped(),
  started(),
  transfer(),
  voicemail(),
  ended(),
  chainEnded(),
  recording(),
];

export const endpoint = (changes: Partial<EndpointSettings> = {}): EndpointSettings => {
  const url = changes.url ?? "https://crm.example.com/3cx";
  return {
    name: "crm",
    recordingUrl: url,
    method: "POST",
    dialect: "komplit",
    recordingFullInfo: false,
    events: ["ringing", "started", "ended", "recording"],
    users: [],
    mirror: false,
    headers: {},
    secret: undefined,
    previousSecret: undefined,
    previousSecretUntil: undefined,
    basicUser: undefined,
    basicPassword: undefined,
    bearerToken: undefined,
    caFile: undefined,
    clientCertFile: undefined,
    clientKeyFile: undefined,
    acceptFingerprint: undefined,
    concurrency: 4,
    timeoutS: 15,
    retryForH: 72,
    queueRows: 500_000,
    queueMb: 1000,
    ...changes,
    url,
  };
};
