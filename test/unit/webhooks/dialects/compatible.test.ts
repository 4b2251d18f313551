/** What the published samples do not show of the three compatible dialects. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chidOf } from "../../../../src-main/webhooks/dialects/chid.ts";
import { creomate } from "../../../../src-main/webhooks/dialects/creomate.ts";
import type { Dialect } from "../../../../src-main/webhooks/dialects/dialect.ts";
import { k2m } from "../../../../src-main/webhooks/dialects/k2m.ts";
import { komplit } from "../../../../src-main/webhooks/dialects/komplit.ts";
import type { OutgoingEvent } from "../../../../src-shared/telephony/call-event.ts";
import { context } from "../context.ts";
import { dialing, ended, missed, oneOfEach, recording, ringing, started } from "../events.ts";

const body = (dialect: Dialect, event: OutgoingEvent, full = false): Record<string, unknown> =>
  JSON.parse(dialect(event, context({ recordingFullInfo: full }))?.body ?? "null") as Record<string, unknown>;

const typesOf = (dialect: Dialect): string[] =>
  oneOfEach()
    .filter((event) => dialect(event, context()) !== undefined)
    .map((event) => event.type);

describe("which events a dialect knows", () => {
  it("komplit and k2m: the four; creomate: dialing too", () => {
    expect(typesOf(komplit)).toEqual(["ringing", "started", "ended", "recording"]);
    expect(typesOf(k2m)).toEqual(["ringing", "started", "ended", "recording"]);
    expect(typesOf(creomate)).toEqual(["ringing", "dialing", "started", "ended", "recording"]);
  });
});

describe("komplit", () => {
  it("names outgoing and internal calls", () => {
    expect(body(komplit, started({ direction: "outgoing" }))["event"]).toBe("hangupoutgoing");
    expect(body(komplit, ended({ direction: "outgoing" }))["event"]).toBe("outgoing");
    expect(body(komplit, started({ direction: "internal" }))["event"]).toBe("hangupincoming");
    expect(body(komplit, ended({ direction: "internal" }))["event"]).toBe("incoming");
  });

  it("tells transfers", () => {
    expect(body(komplit, started({ transferType: "attended" }))["trtype"]).toBe("Accomp");
    expect(body(komplit, started({ transferType: "blind" }))["trtype"]).toBe("Blind");
    expect(body(komplit, ended({ transferred: true }))["transfer"]).toBe("True");
  });

  it("sends recordings by POST to their own address even when call events go by GET", () => {
    const request = komplit(recording(), context({ method: "GET" }));
    expect(request).toMatchObject({
      method: "POST",
      url: "https://crm.example.com/recordings",
      contentType: "application/json",
    });
    expect(Object.keys(body(komplit, recording()))).toEqual(["FILES", "id"]);
  });

  it("repeats the end in a full recording", () => {
    const full = body(komplit, recording(), true);
    expect(Object.keys(full)).toEqual(["FILES", ...Object.keys(body(komplit, ended()))]);
  });

  it("puts a GET's fields behind the query of the address", () => {
    const request = komplit(missed({ did: "A & B" }), context({ method: "GET", url: "https://x/?k=a b#f" }));
    expect(request?.body).toBeUndefined();
    expect(request?.url).toBe(
      "https://x/?k=a b&event=incoming&callerid=381629759787&user=105&finishtype=Missed&transfer=False" +
        "&did=A%20%26%20B&title=A%20%26%20B%3AMissed%20call%20by%20105%20from%20381629759787&id=250917190514_45-0#f",
    );
  });
});

describe("creomate", () => {
  const tail = ["chid", "inbound_did", "sip_displayname", "phonebook", "call_id1", "call_id2"];

  it("ends every call event with its tail", () => {
    for (const event of [ringing(), dialing(), started()]) {
      expect(Object.keys(body(creomate, event)).slice(-6)).toEqual(tail);
    }
    expect(Object.keys(body(creomate, ended())).slice(-8)).toEqual([
      ...tail,
      "termination_reason_details",
      "source_presentation",
    ]);
    expect(Object.keys(body(creomate, recording()))).toEqual(["FILES", "id"]);
    expect(Object.keys(body(creomate, recording(), true)).slice(1)).toEqual(
      Object.keys(body(creomate, ended())),
    );
  });

  it("says the dialled number as inbound_did at an outgoing end only", () => {
    const outgoing = { direction: "outgoing", didNumber: "381213220030" } as const;
    expect(body(creomate, dialing(outgoing))["inbound_did"]).toBe("");
    expect(body(creomate, started(outgoing))["inbound_did"]).toBe("");
    expect(body(creomate, ended(outgoing))["inbound_did"]).toBe("381629759787");
    expect(body(creomate, ended(outgoing))["source_presentation"]).toBe("381213220030");
  });

  it("tells a contact from a name of the network", () => {
    expect(body(creomate, ended())).toMatchObject({
      sip_displayname: "381629759787",
      phonebook: "Smith, John",
      source_presentation: "Smith, John:Sales",
    });
    expect(body(creomate, ended({ callerName: "ACME" }))).toMatchObject({
      sip_displayname: "ACME",
      phonebook: "",
      source_presentation: "Sales",
    });
  });

  it("says who hung up, Undef when missed or unknown", () => {
    expect(body(creomate, ended())["breakside"]).toBe("External");
    expect(body(creomate, ended({ hungUpBy: "internal" }))["breakside"]).toBe("Internal");
    expect(body(creomate, ended({ hungUpBy: "unknown" }))["breakside"]).toBe("Undef");
    expect(body(creomate, missed({ hungUpBy: "internal" }))["breakside"]).toBe("Undef");
  });

  it("gives a chain one chid and other chains others", () => {
    expect(chidOf("250917190514_45")).toMatch(/^00000000-01dc-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}0000002d$/);
    expect(chidOf("250917190514_45")).not.toBe(chidOf("250917190515_45"));
    expect(chidOf("250917190514_45")).not.toBe(chidOf("250917190514_46"));
    expect(chidOf("odd")).toBe("odd");
  });
});

describe("k2m", () => {
  it("names outgoing calls and writes 00:00 for missed ones", () => {
    expect(body(k2m, started({ direction: "outgoing" }))["Event"]).toBe("outgoingcall_started");
    expect(body(k2m, ended({ direction: "outgoing" }))["Event"]).toBe("outgoing");
    expect(body(k2m, missed({ talkS: 9 }))).toMatchObject({ Finishtype: "Missed", Duration: "00:00" });
  });
});

describe("hostile text", () => {
  it("never breaks a request, and every value stays a string", () => {
    const text = fc.string({ unit: "binary", maxLength: 40 });
    const event = fc.record({ callerName: text, did: text, user: text, callerId: text, cause: text });
    const methods = fc.constantFrom("GET" as const, "POST" as const);
    fc.assert(
      fc.property(event, methods, fc.constantFrom(komplit, creomate, k2m), (changes, method, dialect) => {
        const request = dialect(ended(changes), context({ method }));
        expect(request?.url.isWellFormed()).toBe(true);
        expect(request?.url).toMatch(/^[\x21-\x7e]+$/);
        if (request?.body === undefined) return;
        expect(request.body.includes("\\ud8")).toBe(false);
        for (const value of Object.values(JSON.parse(request.body) as object))
          expect(typeof value).toBe("string");
      }),
    );
  });
});
