import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSettings } from "../../../src-main/settings/read-settings.ts";
import { sampleSettings } from "../../../src-main/settings/sample-settings.ts";
import type { EndpointSettings, Settings } from "../../../src-shared/settings/settings.ts";

const DEFAULTS: Settings = {
  pbx: {
    url: undefined,
    clientId: "",
    clientSecret: "",
    caFile: undefined,
    allowSelfSigned: false,
    timezone: undefined,
    internalCalls: false,
    numbers: "digits",
    activeCallsPollS: 1,
  },
  endpoints: [],
  recordings: {
    source: "folder",
    folder: undefined,
    storage: undefined,
    bitrateKbps: 32,
    ffmpeg: undefined,
    parallel: 2,
    keepDays: 30,
    purgeAt: "03:00",
    publicUrl: undefined,
    link: "signed",
    linkDays: undefined,
    settleS: 2,
  },
  server: {
    host: "127.0.0.1",
    port: 8444,
    httpPort: undefined,
    certFile: undefined,
    keyFile: undefined,
    monitor: true,
    monitorPassword: undefined,
    updateUrl: undefined,
  },
  delivery: { durability: "full", queue: "local", queueUrl: undefined, engine: "main" },
  reconcile: { nightly: true, at: "04:15" },
  log: { level: "info", keepDays: 30 },
};

const CRM: EndpointSettings = {
  name: "crm",
  url: "https://crm.example.com/3cx",
  recordingUrl: "https://crm.example.com/3cx",
  method: "GET",
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
};

function settingsOf(text: string): Settings {
  const result = readSettings(text, { fileName: "settings.ini", env: {} });
  if (!result.ok) throw new Error(JSON.stringify(result.mistakes));
  expect(result.warnings).toEqual([]);
  return result.settings;
}

function endpointOf(lines: string): EndpointSettings | undefined {
  return settingsOf(`[endpoint.crm]\nurl = https://crm.example.com/3cx\n${lines}`).endpoints[0];
}

describe("defaults", () => {
  test("an empty file has them all", () => {
    expect(settingsOf("")).toEqual(DEFAULTS);
  });

  test("the file in the documentation says the same", () => {
    const sample = readFileSync(resolve(import.meta.dirname, "../../fixtures/settings/sample.ini"), "utf8");
    expect(settingsOf(sample)).toEqual({
      ...DEFAULTS,
      pbx: { ...DEFAULTS.pbx, url: "https://pbx.example.com:5001", clientId: "webhook" },
      endpoints: [CRM],
    });
  });

  test("so does the file to start from, with and without its receiver", () => {
    expect(settingsOf(sampleSettings())).toEqual(DEFAULTS);
    const withReceiver = sampleSettings()
      .replaceAll(/^;(?! )/gm, "")
      .replace("\n[endpoint.crm]", "\n[endpoint.crm]\n; mine")
      .replace(/(\[endpoint\.crm][^]*?\nurl =)/, "$1 https://crm.example.com/3cx");
    expect(settingsOf(withReceiver).endpoints).toEqual([CRM]);
  });
});

describe("security of an endpoint", () => {
  const fingerprint = `${"AB:".repeat(31)}CD`;

  test.each([`SHA256:${fingerprint}`, `sha256=${fingerprint}`, `${"ab".repeat(31)}cd`])(
    "a fingerprint may be written as %s",
    (written) => {
      expect(endpointOf(`accept_fingerprint = ${written}`)?.acceptFingerprint).toBe(fingerprint);
    },
  );

  test.each([
    ["2026-03-31T12:00:00Z", Date.UTC(2026, 2, 31, 12)],
    ["2026-03-31 12:00", new Date(2026, 2, 31, 12).getTime()],
    ["2026-03-31", new Date(2026, 2, 31).getTime()],
  ])("a secret may sign until %s", (written, atMs) => {
    const secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";
    const lines = `secret = ${secret}\nprevious_secret = ${secret}\nprevious_secret_until = ${written}`;
    expect(endpointOf(lines)).toMatchObject({ previousSecret: secret, previousSecretUntil: atMs });
  });
});

describe("endpoints", () => {
  test.each([
    ["komplit", "GET", 4],
    ["creomate", "POST", 4],
    ["k2m", "POST", 4],
    ["native", "POST", 9],
  ])("%s is sent by %s with %i events unless told otherwise", (dialect, method, events) => {
    const endpoint = endpointOf(`dialect = ${dialect}`);
    expect(endpoint?.method).toBe(method);
    expect(endpoint?.events.length).toBe(events);
  });

  test("words may be written in any case, lists with blanks, repeated words count once", () => {
    expect(
      endpointOf(
        "Dialect = NATIVE\nMETHOD = post\nevents = Queued , ended,queued\nusers = 101, 2XX ,300 - 320,-305",
      ),
    ).toMatchObject({
      dialect: "native",
      method: "POST",
      events: ["queued", "ended"],
      users: ["101", "2xx", "300-320", "-305"],
    });
  });

  test("headers are in lower case; one without a value is not sent", () => {
    expect(endpointOf("header.X-Key = abc\nheader.authorization =\n")?.headers).toEqual({ "x-key": "abc" });
  });

  test("a header called like a part of every object is only a header", () => {
    expect(endpointOf("header.__proto__ = abc")?.headers).toEqual(JSON.parse('{"__proto__":"abc"}'));
  });

  test.each([24, 32, 64])("a secret of %i bytes is taken", (bytes) => {
    const secret = `whsec_${Buffer.alloc(bytes, 7).toString("base64")}`;
    expect(endpointOf(`secret = ${secret}`)?.secret).toBe(secret);
  });

  test("they keep the order of the file", () => {
    const text = "[endpoint.b]\nurl = http://b\n[log]\n[endpoint.a-1]\nurl = http://a\n";
    expect(settingsOf(text).endpoints.map(({ name }) => name)).toEqual(["b", "a-1"]);
  });
});

describe("values", () => {
  test.each([
    ["yes", true],
    ["TRUE", true],
    ["on", true],
    ["1", true],
    ["no", false],
    ["false", false],
    ["Off", false],
    ["0", false],
  ])("%s is %s", (word, value) => {
    expect(settingsOf(`[server]\nmonitor = ${word}`).server.monitor).toBe(value);
  });

  test("the PBX's address loses its final slash, port 0 is allowed, an empty value is the default", () => {
    const settings = settingsOf(
      "[PBX]\nurl = https://pbx.example.com/\n[server]\nport = 0\nhost = ::1\nmonitor =\n",
    );
    expect(settings.pbx.url).toBe("https://pbx.example.com");
    expect(settings.server).toEqual({ ...DEFAULTS.server, port: 0, host: "::1" });
  });
});

test("whatever the text, it is read or refused, never thrown at", () => {
  const word = fc.constantFrom(
    "[pbx]",
    "[endpoint.crm]",
    "[server]",
    "url",
    "=",
    "\n",
    "port",
    ";",
    '"',
    "users",
    "-",
    "http://a",
    "events",
    ",",
    "timezone",
    " ",
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(word, { maxLength: 40 }).map((words) => words.join("")),
  );
  fc.assert(
    fc.property(text, (written) => {
      const result = readSettings(written, { fileName: "settings.ini", env: {} });
      expect(result.ok || result.mistakes.length > 0).toBe(true);
    }),
  );
});
