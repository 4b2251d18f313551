/** Settings of other products: what becomes of them, and that their receivers notice nothing. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyChanges } from "../../../../src-main/settings/apply-changes.ts";
import { decodeForeign } from "../../../../src-main/settings/import/decode-foreign.ts";
import { previewImport } from "../../../../src-main/settings/import/import-settings.ts";
import { readSettings } from "../../../../src-main/settings/read-settings.ts";
import { createRemarks } from "../../../../src-main/settings/remarks.ts";
import { acceptEvent, receiverOf } from "../../../../src-main/webhooks/acceptance.ts";
import { importPreviewSchema, type ImportPreview } from "../../../../src-shared/contract/settings-view.ts";
import type { EndpointSettings } from "../../../../src-shared/settings/settings.ts";
import type { OutgoingEvent } from "../../../../src-shared/telephony/call-event.ts";
import published from "../../../fixtures/payloads/published-samples.json" with { type: "json" };
import { ended, recording, ringing, started } from "../../webhooks/events.ts";

const fixtures = resolve(import.meta.dirname, "../../../fixtures/import");
const fixture = (name: string) => ({ name, text: decodeForeign(readFileSync(join(fixtures, name))) });
const ini = (text: string, name = "TCXWebAPI.ini") => ({ name, text });

/** The settings after saving the preview on top of `before`. */
function saved(preview: ImportPreview, before = ""): readonly EndpointSettings[] {
  const remarks = createRemarks("settings.ini");
  const text = applyChanges(before, preview.changes, remarks);
  expect(remarks.mistakes()).toEqual([]);
  const result = readSettings(text, { fileName: "settings.ini", env: {} });
  if (!result.ok) throw new Error(JSON.stringify(result.mistakes));
  expect(result.warnings).toEqual([]);
  return result.settings.endpoints;
}

const groups = ({ rows }: ImportPreview) => rows.map(({ group, from }) => `${group} ${from}`);

describe("an import of TCXWebAPI.ini", () => {
  it("takes over up to three receivers, and lists everything else", () => {
    const preview = previewImport([fixture("TCXWebAPI.ini"), fixture("Users.csv")], []);
    expect(preview.product).toBe("TCXWebAPI");
    expect(saved(preview)).toMatchObject([
      {
        ...{ name: "default", url: "https://crm.example.com/3cx?key=Planted-1", method: "POST" },
        ...{ recordingUrl: "https://crm.example.com/recordings?key=Planted-1", recordingFullInfo: true },
        ...{ users: ["-101-103", "-210", "-0305"], mirror: false, dialect: "komplit" },
      },
      {
        ...{ name: "second", url: "https://second.example.com/hook", mirror: false },
        ...{ users: ["101-103", "210", "0305"], events: ["ringing", "started", "ended"] },
      },
      { name: "monitor", url: "https://monitor.example.com/", mirror: true, users: [] },
    ]);
    expect(groups(preview).toSorted()).toEqual([
      "not-supported POST",
      "taken POST",
      "taken RECORDING_FULL_INFO",
      "taken Users.csv",
      "taken WEBHOOK_POST_URL",
      "taken WEBHOOK_POST_URL_2",
      "taken WEBHOOK_POST_URL_MONITOR",
      "taken WEBHOOK_URL",
      "taken WEBHOOK_URL_2",
      "taken WEBHOOK_URL_MONITOR",
      "unknown FTP_PASSWORD",
      "unknown Users.csv, line 8",
      "unknown line 15",
    ]);
    expect(JSON.stringify([preview.rows, preview.sentence])).not.toContain("Planted");
    expect(importPreviewSchema.safeParse(preview).success).toBe(true);
  });

  it("never sends everything to the second receiver when Users.csv is missing", () => {
    const preview = previewImport([fixture("TCXWebAPI.ini")], []);
    expect(saved(preview).map(({ name, users }) => [name, users])).toEqual([
      ["default", []],
      ["monitor", []],
    ]);
    expect(preview.rows.find(({ from }) => from === "WEBHOOK_URL_2")).toMatchObject({
      group: "not-supported",
      note: "Choose Users.csv as well: it says whose calls go there.",
    });
  });

  it("sends recordings only where they were sent before", () => {
    const calls = saved(previewImport([ini("WEBHOOK_URL=https://crm.example.com/")], []));
    expect(calls[0]?.events).toEqual(["ringing", "started", "ended"]);
    const links = saved(previewImport([ini("WEBHOOK_POST_URL=https://crm.example.com/")], []));
    expect(links).toMatchObject([{ url: "https://crm.example.com/", events: ["recording"] }]);
  });

  it("replaces an endpoint of the same name as a whole, so that nothing old mixes in", () => {
    const before =
      "[endpoint.default]\nurl = https://old.example.com/\ndialect = native\nusers = 101\nevents = ended";
    const preview = previewImport([ini("WEBHOOK_URL=https://crm.example.com/\nPOST=0")], ["default"]);
    expect(saved(preview, before)).toMatchObject([
      { url: "https://crm.example.com/", dialect: "komplit", users: [], method: "GET" },
    ]);
    expect(preview.sentence).toContain("In the settings already, and replaced: default.");
  });
});

describe("an import of WebhooksApi.ini", () => {
  it("says that the receiver gets POST where it had GET", () => {
    const preview = previewImport([fixture("WebhooksApi.ini")], []);
    expect(saved(preview)).toMatchObject([{ name: "default", dialect: "k2m", method: "POST" }]);
    expect(groups(preview)).toEqual([
      "taken WEBHOOK_URL",
      "changed HTTP_REQUEST_METHOD_POST",
      "unknown LOG_LEVEL",
    ]);
  });

  it("is known by its keys when the file has another name", () => {
    const text = "webhook_url = https://crm.example.com/\nWEBHOOK_POST_ENABLED = true";
    expect(previewImport([ini(text, "C:\\old\\settings.ini")], []).product).toBe("WebhooksApi");
  });
});

describe("an import of anything else", () => {
  it("is refused in a sentence", () => {
    expect(previewImport([ini("[pbx]\nurl = x", "settings.ini")], [])).toMatchObject({
      ...{ product: "unknown", rows: [], changes: [] },
      sentence: expect.stringContaining("there is no WEBHOOK_URL in it"),
    });
    expect(previewImport([fixture("Users.csv")], []).sentence).toContain("choose TCXWebAPI.ini as well");
    const both = previewImport([fixture("TCXWebAPI.ini"), fixture("WebhooksApi.ini")], []);
    expect(both.sentence).toContain("one product only");
  });

  it("keeps addresses out that cannot be used", () => {
    const preview = previewImport(
      [ini("WEBHOOK_URL=ftp://x/\nWEBHOOK_POST_URL=https://crm.example.com/?key=***\nPOST=maybe")],
      [],
    );
    expect(preview.changes).toEqual([]);
    expect(groups(preview).every((group) => group.startsWith("not-supported"))).toBe(true);
  });

  it("stays short, however long the file is", () => {
    const text = `WEBHOOK_URL=https://crm.example.com/\n${"K=1\nnothing\n".repeat(40_000)}`;
    const preview = previewImport([ini(text)], []);
    expect(preview.rows.length).toBeLessThan(400);
    expect(preview.rows.at(-1)?.note).toMatch(/^\d+ more keys or lines are not listed\.$/);
    const users = Array.from({ length: 9000 }, (_, index) => String(index * 3 + 10_000)).join("\n");
    const many = previewImport([fixture("TCXWebAPI.ini"), { name: "Users.csv", text: users }], []);
    expect(saved(many).map(({ name }) => name)).toEqual(["default", "monitor"]);
  });

  it("always gives settings that can be saved, whatever is in the files", () => {
    const key = fc.constantFrom(
      "WEBHOOK_URL",
      "WEBHOOK_POST_URL",
      "WEBHOOK_URL_2",
      "POST",
      "webhook_url_monitor",
    );
    const value = fc.oneof(
      fc.webUrl({ withQueryParameters: true }),
      fc.string({ unit: "binary" }),
      fc.constantFrom("1", "0", '"', "https://u:p@h/;x ;c"),
    );
    const line = fc.oneof(
      fc.tuple(key, value).map(([name, is]) => `${name}=${is}`),
      fc.string(),
    );
    const file = fc.array(line, { maxLength: 12 }).map((lines) => lines.join("\n"));
    const name = fc.constantFrom("TCXWebAPI.ini", "WebhooksApi.ini", "Users.csv", "other.txt");
    const files = fc.array(fc.record({ name, text: file }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(files, fc.subarray(["default", "second", "monitor"]), (given, existing) => {
        const preview = previewImport(given, existing);
        expect(importPreviewSchema.safeParse(preview).success).toBe(true);
        saved(preview);
      }),
      { numRuns: 100 },
    );
  });
});

describe("a file of another product", () => {
  const text = "WEBHOOK_URL=https://crm.example.com/\nNAME=Jürgen\n";
  const utf16 = (order: "le" | "be", mark: boolean) => {
    const bytes = Buffer.from((mark ? "\uFEFF" : "") + text, "utf16le");
    return order === "le" ? bytes : bytes.swap16();
  };
  it.each([
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${text}`)],
    ["UTF-16 little-endian", utf16("le", true)],
    ["UTF-16 big-endian", utf16("be", true)],
    ["UTF-16 without a mark", utf16("le", false)],
    ["UTF-16 big-endian without a mark", utf16("be", false)],
    ["Windows-1252", Buffer.from(text, "latin1")],
  ])("is read in %s, also after a browser took it for UTF-8", (_name, bytes) => {
    expect(decodeForeign(bytes)).toBe(text);
    const preview = previewImport([ini(new TextDecoder().decode(bytes))], []);
    expect(saved(preview)).toMatchObject([{ url: "https://crm.example.com/" }]);
  });
});

/** What the products' makers say that receivers get. */
interface Sample {
  readonly name: string;
  readonly dialect: string;
  readonly method: "GET" | "POST";
  readonly event: { readonly type: string; readonly files?: string[] };
  readonly sent: Record<string, unknown>;
  readonly fullInfo?: boolean;
  readonly slip?: string;
  readonly slipValues?: object;
  readonly comparePrefix?: string;
}

function eventOf({ event: { type, files = [], ...changes } }: Sample): OutgoingEvent {
  const given = { callerName: "", did: "", didNumber: "", ...changes };
  if (type === "ringing") return ringing(given);
  if (type === "started") return started(given);
  return type === "ended" ? ended(given) : recording({ ...changes, files, ended: ended(given) });
}

describe("a receiver of another product", () => {
  const samples = (published.samples as unknown as readonly Sample[]).filter(
    (sample) =>
      sample.slip === undefined && sample.slipValues === undefined && sample.comparePrefix === undefined,
  );
  const silent = { debug() {}, info() {}, warn() {}, error() {} };

  it.each(samples.filter(({ dialect }) => dialect === "komplit" || dialect === "k2m"))(
    "sees the request that it knows: $dialect, $name, $method",
    (sample) => {
      const isKomplit = sample.dialect === "komplit";
      const post = sample.method === "POST" && sample.event.type !== "recording" ? 1 : 0;
      const preview = isKomplit
        ? previewImport(
            [
              ini(
                `WEBHOOK_URL=https://crm.example.com/3cx\nWEBHOOK_POST_URL=https://crm.example.com/mp3\nPOST=${post}\nRECORDING_FULL_INFO=${sample.fullInfo === true ? 1 : 0}`,
              ),
            ],
            [],
          )
        : previewImport(
            [ini("WEBHOOK_URL=https://crm.example.com/3cx\nHTTP_REQUEST_METHOD_POST=1", "WebhooksApi.ini")],
            [],
          );
      const stamp = { id: "01JZ0000000000000000000000", seq: 1, acceptedAtMs: 0 };
      const pbx = { timezone: "Europe/Prague" };
      const event = eventOf(sample);
      const receivers = saved(preview).map(receiverOf);
      const { deliveries } = acceptEvent(event, stamp, receivers, pbx, silent);
      expect(deliveries).toHaveLength(1);
      const { method, url = "", body } = deliveries[0]?.request ?? {};
      expect(method).toBe(sample.method);
      expect(new URL(url).pathname).toBe(isKomplit && event.type === "recording" ? "/mp3" : "/3cx");
      const sent =
        body === undefined ? [...new URL(url).searchParams] : Object.entries(JSON.parse(body) as object);
      expect(sent).toEqual(Object.entries(sample.sent));
    },
  );
});
