import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { native } from "../../../../src-main/webhooks/dialects/native.ts";
import { isoWithOffset } from "../../../../src-main/webhooks/dialects/zone-time.ts";
import { nativeEventSchema, nativeJsonSchema } from "../../../../src-shared/webhooks/native-event.ts";
import type { OutgoingEvent } from "../../../../src-shared/telephony/call-event.ts";
import { context } from "../context.ts";
import { ended, missed, oneOfEach, recording } from "../events.ts";

const ajv = new Ajv2020({ strict: true, allErrors: true });
formats.default(ajv);
const valid = ajv.compile(nativeJsonSchema());

const sent = (event: OutgoingEvent, full = false): Record<string, unknown> =>
  JSON.parse(native(event, context({ recordingFullInfo: full }))?.body ?? "null") as Record<string, unknown>;

describe("native", () => {
  it.each(oneOfEach().map((event) => [event.type, event] as const))(
    "%s keeps to its schema",
    (_type, event) => {
      const body = sent(event);
      expect(valid(body), JSON.stringify(valid.errors)).toBe(true);
      // Parsing drops what the schema does not know: nothing undocumented may be sent.
      expect(nativeEventSchema.parse(body)).toEqual(body);
      expect(Object.keys(body).slice(0, 4)).toEqual(["version", "event", "eventId", "seq"]);
    },
  );

  it("carries the call of a recording when asked to", () => {
    const body = sent(recording(), true);
    expect(valid(body)).toBe(true);
    expect(body["call"]).toMatchObject({
      finish: "ok",
      talkS: 204,
      answeredAt: "2025-09-17T19:05:18.000+02:00",
    });
    expect(sent(recording())["call"]).toBeUndefined();
  });

  it("says times with the PBX's offset, durations as numbers and null for no answer", () => {
    expect(sent(ended())).toMatchObject({
      version: 1,
      seq: 3,
      id: "250917190514_45-1",
      transfers: 0,
      arrivedAt: "2025-09-17T19:05:14.000+02:00",
      talkS: 204,
      pbx: "Head office",
    });
    expect(sent(missed())["answeredAt"]).toBeNull();
    expect(sent(ended({ talkS: 0.1 + 0.2, waitS: Number.NaN }))).toMatchObject({ talkS: 0.3, waitS: 0 });
  });

  it("refuses a body without its fields", () => {
    expect(valid({ version: 1, event: "ended" })).toBe(false);
  });
});

describe("times", () => {
  it.each([
    [Date.UTC(2025, 0, 1, 12), "Europe/Prague", "2025-01-01T13:00:00.000+01:00"],
    [Date.UTC(2025, 6, 1, 12), "Europe/Prague", "2025-07-01T14:00:00.000+02:00"],
    [Date.UTC(2025, 2, 30, 1) - 1, "Europe/Prague", "2025-03-30T01:59:59.999+01:00"],
    [Date.UTC(2025, 2, 30, 1), "Europe/Prague", "2025-03-30T03:00:00.000+02:00"],
    [Date.UTC(2025, 0, 1, 12), "America/St_Johns", "2025-01-01T08:30:00.000-03:30"],
    [Date.UTC(2025, 0, 1, 12), "UTC", "2025-01-01T12:00:00.000+00:00"],
    [Date.UTC(2025, 0, 1, 12), "No/Such_Zone", "2025-01-01T12:00:00.000+00:00"],
    [Number.NaN, "UTC", "1970-01-01T00:00:00.000+00:00"],
  ])("%s in %s", (atMs, zone, text) => expect(isoWithOffset(atMs, zone)).toBe(text));
});
