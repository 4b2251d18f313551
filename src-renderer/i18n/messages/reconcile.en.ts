/** Reconciliation: the call log of the PBX held against what was sent. */
export const reconcileEn = {
  "reconcile.title": "Reconciliation",
  "reconcile.none": "Not compared with the call log of the PBX yet.",
  "reconcile.line":
    "{logged, plural, one {# call} other {# calls}} in the log of the PBX, {delivered, number} delivered, {unexplained, number} unexplained",
  "reconcile.missing": "{n, plural, one {# call} other {# calls}} never seen",
  "reconcile.ofDay": "of {day}, compared {time}",
  "reconcile.refused": "The call log cannot be read.",
  "reconcile.show": "Show differences",
  "reconcile.run": "Compare yesterday",
  "reconcile.today": "Compare today",
  "reconcile.comparing": "Comparing {day}: {calls, plural, one {# call} other {# calls}} read …",
  "reconcile.sending": "Sending {day}: {calls, plural, one {# call} other {# calls}} sent …",
  "reconcile.sent":
    "{n, plural, =0 {Nothing was missing any more.} one {# call was sent.} other {# calls were sent.}}",
  "reconcile.dialog": "Differences of {day}",
  "reconcile.noDifferences": "No differences.",
  "reconcile.internal":
    "{n, plural, one {# call between extensions is} other {# calls between extensions are}} left out.",
  "reconcile.recordings":
    "{known, number} of {listed, number} recordings in the list of the PBX are known here.",
  "reconcile.at": "at {endpoint}",
  "reconcile.from": "{from} to {to}",
  "reconcile.since": "since {from}",
  "reconcile.until": "until {to}",
  "reconcile.more": "and {n, number} more",
  "reconcile.talks": "{log, number} s in the log, {own, number} s as told",
  "reconcile.anonymous": "anonymous",
  "reconcile.send": "Send what is missing…",
  "reconcile.send.title": "Send what is missing",
  "reconcile.send.text":
    "The ends of {n, plural, one {# call} other {# calls}} of {day} are made of the call log of the PBX and sent to all endpoints that want them. They are marked as reconstructed, and none is sent twice. It cannot be taken back.",
  "reconcile.send.run": "{n, plural, one {Send # call} other {Send # calls}}",
  "reconcile.kind.stopped": "Never seen: 3CX Webhook did not run",
  "reconcile.why.stopped":
    "3CX Webhook did not run then, so it saw nothing of these calls. Send what is missing, if the receivers shall have it.",
  "reconcile.kind.disconnected": "Never seen: no connection to 3CX",
  "reconcile.why.disconnected":
    "3CX Webhook ran, but had no connection to 3CX then; its log says why. Send what is missing, if the receivers shall have it.",
  "reconcile.kind.not-monitored": "Never seen: extension not monitored",
  "reconcile.why.not-monitored":
    "The list of all calls could not be read then, and the extensions of these calls are not monitored. Add them under Admin → Integrations → API in 3CX.",
  "reconcile.kind.unseen": "Never seen, without a known cause",
  "reconcile.why.unseen":
    "3CX Webhook ran and was connected, and has no record of these calls. Look them up in the reports of 3CX; they can be sent from the log.",
  "reconcile.kind.open": "Still going on",
  "reconcile.why.open": "These calls still go on here. Compare again when they are over.",
  "reconcile.kind.unwanted": "Wanted by no endpoint",
  "reconcile.why.unwanted":
    "No endpoint wants these calls: see Users and Events of the endpoints. Nothing to do if that is meant so.",
  "reconcile.kind.waiting": "Not delivered yet",
  "reconcile.why.waiting": "Some webhooks wait or are tried again; the state of the endpoint says why.",
  "reconcile.kind.gave-up": "Refused by the receiver",
  "reconcile.why.gave-up":
    "The receiver refused some webhooks for good. See its answers among the webhooks, correct the cause and send them again.",
  "reconcile.kind.expired": "Too late to be sent",
  "reconcile.why.expired":
    "Some webhooks became too old before they could be delivered: ringing is worth sending for a minute, an end for days. Send them again if the receiver needs them.",
  "reconcile.kind.dropped": "Dropped",
  "reconcile.why.dropped":
    "Some webhooks were dropped: their endpoint was removed, or too much waited for it.",
  "reconcile.kind.log-late": "Not in the log yet",
  "reconcile.why.log-late": "The PBX has not logged these calls yet. Compare again in some minutes.",
  "reconcile.kind.not-in-log": "Not in the log",
  "reconcile.why.not-in-log":
    "Webhooks told of these calls, and the log of the PBX does not have them. See whether 3CX hides or deletes entries.",
  "reconcile.kind.duration": "Talks of different length",
  "reconcile.why.duration":
    "The log and the webhooks tell talks of different length, as after a gap in the connection. Nothing to do unless it happens often.",
  "reconcile.kind.recording-late": "Recordings on their way",
  "reconcile.why.recording-late": "These recordings are young. Compare again in an hour.",
  "reconcile.kind.recording-missing": "Recordings not found",
  "reconcile.why.recording-missing":
    "The PBX lists these recordings, and their files were not found. See Recordings for trouble with the folder.",
  "reconcile.kind.recording-unmatched": "Recordings without a call",
  "reconcile.why.recording-unmatched":
    "These recordings fit no call; those of calls between extensions fit none while internal calls are off.",
  "reconcile.kind.recording-failed": "Recordings not converted",
  "reconcile.why.recording-failed": "These recordings could not be converted. Recordings says why for each.",
} as const;
