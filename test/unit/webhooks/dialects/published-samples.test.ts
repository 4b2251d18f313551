/** Receivers were written against these samples: what they expect must leave, keys in their order. */
import { describe, expect, it } from "vitest";
import { dialects } from "../../../../src-main/webhooks/dialects/by-name.ts";
import type { DialectContext } from "../../../../src-main/webhooks/dialects/dialect.ts";
import type { WebhookRequest } from "../../../../src-main/webhooks/types.ts";
import type { DialectName } from "../../../../src-shared/settings/settings.ts";
import type { OutgoingEvent } from "../../../../src-shared/telephony/call-event.ts";
import published from "../../../fixtures/payloads/published-samples.json" with { type: "json" };
import { ended, recording, ringing, started } from "../events.ts";

type Sent = Record<string, string | string[]>;

interface Sample {
  readonly name: string;
  readonly source: string;
  readonly dialect: DialectName;
  readonly method: "GET" | "POST";
  readonly event: { readonly type: "ringing" | "started" | "ended" | "recording"; readonly files?: string[] };
  readonly sent: Sent;
  readonly fullInfo?: boolean;
  /** Why the whole sample is not followed. */
  readonly slip?: string;
  /** Why single values are not. */
  readonly slipValues?: Readonly<Record<string, string>>;
  /** Why further keys follow those of the sample. */
  readonly comparePrefix?: string;
}

const samples = published.samples as unknown as readonly Sample[];

function eventOf({ event }: Sample): OutgoingEvent {
  const { type, files = [], ...changes } = event;
  const given = { callerName: "", did: "", didNumber: "", callerLeg: "", otherLeg: "", ...changes };
  switch (type) {
    case "ringing":
      return ringing(given);
    case "started":
      return started(given);
    case "ended":
      return ended(given);
    case "recording":
      return recording({ ...changes, files, ended: ended(given) });
  }
}

function contextOf(sample: Sample): DialectContext {
  return {
    method: sample.method,
    url: "https://crm.example.com/3cx?key=1",
    recordingUrl: "https://crm.example.com/3cx-recordings",
    recordingFullInfo: sample.fullInfo ?? false,
    eventId: "01JZ0000000000000000000000",
    seq: 1,
    timezone: "Europe/Prague",
    pbxName: "",
  };
}

function sentBy(request: WebhookRequest | undefined): Sent {
  if (request?.body !== undefined) return JSON.parse(request.body) as Sent;
  return Object.fromEntries([...new URL(request?.url ?? "x:").searchParams].slice(1));
}

/** Pairs keep the order of keys, which a comparison of objects would not. */
function compared(sent: Sent, sample: Sample): unknown[] {
  const slips = Object.keys(sample.slipValues ?? {});
  const pairs = Object.entries(sent).map(([name, value]) => (slips.includes(name) ? [name] : [name, value]));
  return sample.comparePrefix === undefined ? pairs : pairs.slice(0, Object.keys(sample.sent).length);
}

describe("published samples", () => {
  for (const sample of samples.filter(({ slip }) => slip === undefined)) {
    it(`${sample.dialect}: ${sample.name} (${new URL(sample.source).hostname})`, () => {
      const request = dialects[sample.dialect](eventOf(sample), contextOf(sample));
      expect(compared(sentBy(request), sample)).toEqual(compared(sample.sent, sample));
    });
  }
});
