/** The list of faults as the command line, the window and tests show it. */
import type { FaultInfo, FaultKind, FaultName } from "./fault-name.ts";

type Row = readonly [kind: FaultKind, lossy: boolean, title: string, summary: string];

/** A record, so that a fault without a description does not compile. */
const rows: Readonly<Record<FaultName, Row>> = {
  "drop-socket": [
    "transport",
    true,
    "Connections break",
    "The connection over which 3CX tells events breaks every few seconds; what changes meanwhile is never told.",
  ],
  "lose-events": [
    "transport",
    true,
    "Events get lost",
    "Some events are never sent; their sequence numbers are missing.",
  ],
  "sequence-gaps": ["transport", false, "Numbers skip", "Sequence numbers skip although nothing is lost."],
  "duplicate-upserts": ["transport", false, "Events come twice", "Many events are sent two or three times."],
  "404-race": [
    "transport",
    false,
    "Phones hang up before they are asked for",
    "Events name phones that have hung up or never took part; answers come 150 ms late, when one may have hung up.",
  ],
  "late-gets": [
    "transport",
    false,
    "Slow answers about phones",
    "What a phone is doing is told 300 ms after the question, as it is by then.",
  ],
  "attached-data": [
    "content",
    false,
    "Events bring everything along",
    "Events contain what otherwise has to be asked for; every other one writes the names of its fields with capitals.",
  ],
  "unknown-entities": [
    "content",
    false,
    "Unknown events",
    "Events about devices, keys pressed and things that no documentation names.",
  ],
  garbage: [
    "content",
    true,
    "Damaged events",
    "Frames that are no JSON, of the wrong shape or of ten megabytes.",
  ],
  "expired-tokens": [
    "token",
    false,
    "Tokens die early",
    "Every few seconds the valid token is refused until a new one is fetched.",
  ],
  "short-tokens": ["token", false, "Short-lived tokens", "Tokens live for eight seconds."],
  "opaque-token": [
    "token",
    false,
    "Opaque tokens",
    "The token is no JWT, so its lifetime cannot be read from it.",
  ],
  "minutes-style": [
    "token",
    false,
    "Lifetime in minutes",
    "The token's expires_in says 60 and means minutes, as builds before 20.0.9 do.",
  ],
  "token-kills-socket": [
    "token",
    true,
    "A new token breaks the connection",
    "The connection for events is closed when its token is replaced or expires.",
  ],
  "upgrade-401": [
    "token",
    false,
    "Connection refused once",
    "The first attempt to connect again after each break is refused with 401.",
  ],
  "slow-xapi": ["xapi", true, "Slow configuration API", "The API answers only after three to eight seconds."],
  "failing-xapi": [
    "xapi",
    true,
    "Failing configuration API",
    "The API fails six times in turn (500, 504, cut connection), then works six times.",
  ],
  "xapi-garbage": [
    "xapi",
    true,
    "Damaged configuration API",
    "The API answers with web pages, wrong types or half an answer in between.",
  ],
  "duplicate-rows": ["xapi", false, "Rows come twice", "Each active call is listed twice."],
  "late-call-log": ["xapi", false, "Late call log", "A call is in the log only eight seconds after its end."],
  "top-limit": [
    "xapi",
    false,
    "Page limit everywhere",
    "The limit of 100 rows a page, always on for lists, holds for the call log too.",
  ],
  "no-licence": ["outage", true, "No licence for Call Control", "Call Control is refused with 403."],
  "no-monitored": [
    "outage",
    true,
    "Nobody is monitored",
    "The client's list of monitored extensions is empty.",
  ],
  "xapi-role": [
    "outage",
    true,
    "Role too low",
    "The configuration API refuses every list with 403; it tells its version only.",
  ],
  "wrong-secret": ["outage", true, "Wrong secret", "The token endpoint refuses the secret with 401."],
  "old-version": ["outage", true, "Version before 20", "There is no token endpoint: 404."],
  "pbx-restart": [
    "outage",
    true,
    "The PBX restarts",
    "Once, a few seconds after switching on: calls vanish, tokens die, numbers start again.",
  ],
  "endless-answer": [
    "xapi",
    true,
    "Answers without end",
    "Every fourth answer of the configuration API begins and never ends.",
  ],
  "phantom-devices": [
    "content",
    false,
    "Second devices ring",
    "Each ringing extension rings at a second device too.",
  ],
  "failing-recordings": [
    "xapi",
    false,
    "Failing list of recordings",
    "The list of recordings fails three times in turn (500, 504, cut connection), then works three times.",
  ],
  "slow-downloads": ["xapi", false, "Slow downloads", "A recording comes in ten pieces, one each second."],
  "cut-downloads": [
    "xapi",
    false,
    "Downloads break off",
    "Two of three downloads of recordings end in the middle.",
  ],
};

export const faultCatalogue: readonly FaultInfo[] = Object.entries(rows).map(
  ([name, [kind, lossy, title, summary]]) => ({ name: name as FaultName, kind, lossy, title, summary }),
);

export function isFaultName(word: string): word is FaultName {
  return Object.hasOwn(rows, word);
}
