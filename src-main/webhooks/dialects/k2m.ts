/**
 * K2M's dialect (source: webhooks.k2msoftware.com/Document/WebhookDocs): PascalCase, always POST,
 * a duration instead of a title, `Attended` where the others say `Accomp`.
 */
import type { TransferType } from "../../../src-shared/telephony/call-event.ts";
import { linkId } from "../../../src-shared/telephony/call-event.ts";
import type { Dialect } from "./dialect.ts";
import { jsonRequest } from "./dialect.ts";
import { clockDuration } from "./durations.ts";
import { directionWord, finishWord } from "./komplit.ts";

export const k2m: Dialect = (event, context) => {
  switch (event.type) {
    case "ringing":
      return jsonRequest(context.url, {
        Event: "ringing",
        Callerid: event.callerId,
        User: event.user,
        Usertype: event.userType,
        Did: event.did,
        Id: linkId(event),
      });
    case "started":
      return jsonRequest(context.url, {
        Event: `${directionWord(event)}call_started`,
        Callerid: event.callerId,
        User: event.user,
        Trtype: transferWord(event.transferType),
        Did: event.did,
        Id: linkId(event),
      });
    case "ended":
      return jsonRequest(context.url, {
        Event: directionWord(event),
        Callerid: event.callerId,
        User: event.user,
        Finishtype: finishWord(event),
        Transfer: event.transferred ? "True" : "False",
        Did: event.did,
        Duration: clockDuration(event.finish === "ok" ? event.talkS : 0),
        Id: linkId(event),
      });
    case "recording":
      return jsonRequest(context.recordingUrl, {
        Event: "recording",
        FileUrls: event.files,
        Callerid: event.ended.callerId,
        User: event.ended.user,
        Id: linkId(event),
      });
    case "dialing":
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
};

function transferWord(type: TransferType): "NotDef" | "Blind" | "Attended" {
  switch (type) {
    case "none":
      return "NotDef";
    case "blind":
      return "Blind";
    case "attended":
      return "Attended";
    default: {
      const _never: never = type;
      return _never;
    }
  }
}
