/**
 * What nobody has documented about 3CX. Each switch has every side that real captures or working
 * clients make plausible, so that the engine can be tested on all of them.
 */
import {
  defaultRecordingSwitches,
  recordingSwitchSides,
  type RecordingSwitches,
} from "./recording-switches.ts";

export interface SimSwitches extends RecordingSwitches {
  /** Queues are DNs that the API client may watch: a waiting caller is a Connected leg of the queue. */
  queuesMonitored: boolean;
  /** The same for IVRs. */
  ivrsMonitored: boolean;
  /** The field of an agent's leg that names the queue or ring group it rings for. */
  queueNamedOn: "on_behalf_of" | "originated_by" | "referred_by" | "nowhere";
  /** After a transfer to a queue the agents' legs name who transferred. */
  queueAgentsReferredBy: boolean;
  /** Which of the two callids survives the join of an attended transfer. */
  attendedJoin: "first-call" | "consultation";
  /** When the leg of the one who transfers blindly goes. */
  transferorLeaves: "before-ringing" | "after-ringing";
  /** When the legs of phones that lose the race for a call go. */
  losersLeave: "after-answer" | "before-answer";
  /** Whether `referred_by` outlives the answer (the .NET help calls it meaningful only while ringing). */
  referredByAfterAnswer: "cleared" | "kept";
  /** Registered devices of each extension; all of them ring as legs of their own. */
  devicesPerExtension: number;
  /** Which phones come first when several start to ring in the same millisecond. */
  ringOrder: "ascending" | "descending";
  /** ActiveCalls of a call in a queue or group: its row alone, or a further row for each ringing agent. */
  queueRows: "one" | "with-agents";
  /** Click-to-call through the PBX's helper: the caller's own phone rings first. */
  ownPhoneRingsFirst: boolean;
  /** What an outgoing leg names as party before a trunk is chosen. */
  outboundFirstShows: "trunk" | "nothing";
  /** Whom the agent's phone shows when a queue calls back. */
  callbackParty: "queue" | "outside";
  /** Whether the calls that meet in a conference get a callid of their own. */
  conferenceCallId: "new" | "same";
  /** Whether a parked call keeps its callid when it is picked up. */
  pickUpCallId: "same" | "new";
  /** Whether a call forwarded to a mobile leaves a leg with the extension that forwards. */
  forwardedLeg: "invisible" | "visible";
  /** `party_did` on legs: V20 captures have it empty. */
  partyDid: "empty" | "filled";
  /** Status of a row whose callee is a queue or an IVR. */
  stageStatus: "Talking" | "Routing";
  /** Status of a row whose callee rings. */
  ringingStatus: "Routing" | "Initiating";
  /** The same when it rings because of a transfer. */
  transferStatus: "Transferring" | "Rerouting" | "Routing";
  /** Callee of a row at the voicemail: `666 Voicemail`, or words without a leading number. */
  voicemailCallee: "menu" | "words";
  /** Caller of an incoming row: `10007 Trunk (+49…)`, or the caller's name in place of the trunk's. */
  rowNames: "trunk" | "caller";
  /** The number of a caller who hides it. */
  anonymousShownAs: "empty" | "anonymous";
  /** What holding and resuming shows; the status stays Connected either way. */
  holdShows: "nothing" | "duplicate-upsert";
  /** Whether the call log's CallId equals the callid of the legs. */
  logCallId: "same" | "own";
  /** Words of the log's Direction: as seen (`Inbound Queue` for queue calls), or never that one. */
  logDirections: "as-seen" | "plain";
  /** Whether the log's first segment names the DID as DestinationCallerId. */
  logShowsDid: boolean;
  /** Whether the log calls the segments of queues and IVRs answered. */
  logStagesAnswered: boolean;
  /** Seconds from a call's end until its rows appear in the log. */
  logDelayS: number;
  /** Whether talks are recorded. */
  recordCalls: boolean;
  /** Seconds from a call's end until its recordings are listed. */
  recordingDelayS: number;
  /** Seconds from a recording's end until its file can be downloaded, which may be later than it is listed. */
  recordingFileDelayS: number;
  /** Whether the download of a recording may begin in the middle. */
  recordingRanges: boolean;
  /** Recordings in the PBX's archive: none, or all of them; these can be downloaded all the same, or not. */
  recordingArchive: "none" | "handed-out" | "kept-away";
  /** The number in brackets in the name of a recording's file. */
  recordingNumber: "own" | "callid";
}

export type SwitchName = keyof SimSwitches;

/** Every side of every switch (durations: a choice), for tests that walk through them and for the command line. */
export const switchSides: { readonly [N in SwitchName]: readonly SimSwitches[N][] } = {
  queuesMonitored: [false, true],
  ivrsMonitored: [false, true],
  queueNamedOn: ["on_behalf_of", "originated_by", "referred_by", "nowhere"],
  queueAgentsReferredBy: [false, true],
  attendedJoin: ["first-call", "consultation"],
  transferorLeaves: ["after-ringing", "before-ringing"],
  losersLeave: ["after-answer", "before-answer"],
  referredByAfterAnswer: ["cleared", "kept"],
  devicesPerExtension: [1, 2, 3],
  ringOrder: ["ascending", "descending"],
  queueRows: ["one", "with-agents"],
  ownPhoneRingsFirst: [false, true],
  outboundFirstShows: ["trunk", "nothing"],
  callbackParty: ["queue", "outside"],
  conferenceCallId: ["new", "same"],
  pickUpCallId: ["same", "new"],
  forwardedLeg: ["invisible", "visible"],
  partyDid: ["empty", "filled"],
  stageStatus: ["Talking", "Routing"],
  ringingStatus: ["Routing", "Initiating"],
  transferStatus: ["Transferring", "Rerouting", "Routing"],
  voicemailCallee: ["menu", "words"],
  rowNames: ["trunk", "caller"],
  anonymousShownAs: ["empty", "anonymous"],
  holdShows: ["nothing", "duplicate-upsert"],
  logCallId: ["same", "own"],
  logDirections: ["as-seen", "plain"],
  logShowsDid: [true, false],
  logStagesAnswered: [false, true],
  logDelayS: [1, 0, 8, 40],
  recordCalls: [true, false],
  recordingDelayS: [2, 0, 20],
  recordingFileDelayS: [0, 20, 600],
  recordingRanges: [true, false],
  recordingArchive: ["none", "handed-out", "kept-away"],
  recordingNumber: ["own", "callid"],
  ...recordingSwitchSides,
};

export const defaultSwitches: SimSwitches = {
  queuesMonitored: false,
  ivrsMonitored: false,
  queueNamedOn: "on_behalf_of",
  queueAgentsReferredBy: false,
  attendedJoin: "first-call",
  transferorLeaves: "after-ringing",
  losersLeave: "after-answer",
  referredByAfterAnswer: "cleared",
  devicesPerExtension: 1,
  ringOrder: "ascending",
  queueRows: "one",
  ownPhoneRingsFirst: false,
  outboundFirstShows: "trunk",
  callbackParty: "queue",
  conferenceCallId: "new",
  pickUpCallId: "same",
  forwardedLeg: "invisible",
  partyDid: "empty",
  stageStatus: "Talking",
  ringingStatus: "Routing",
  transferStatus: "Transferring",
  voicemailCallee: "menu",
  rowNames: "trunk",
  anonymousShownAs: "empty",
  holdShows: "nothing",
  logCallId: "same",
  logDirections: "as-seen",
  logShowsDid: true,
  logStagesAnswered: false,
  logDelayS: 1,
  recordCalls: true,
  recordingDelayS: 2,
  recordingFileDelayS: 0,
  recordingRanges: true,
  recordingArchive: "none",
  recordingNumber: "own",
  ...defaultRecordingSwitches,
};

export function isSwitchName(name: string): name is SwitchName {
  return Object.hasOwn(switchSides, name);
}
