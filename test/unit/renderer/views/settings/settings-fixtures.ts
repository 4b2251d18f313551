/** A settings file as the engine gives it to a window, and what the engine says about drafts of it. */
import type {
  ImportPreview,
  Ladder,
  SettingsCheck,
  SettingsDocument,
} from "../../../../../src-shared/contract/settings-view.ts";
import type { MethodResult } from "../../../../../src-shared/contract/contract.ts";

type Value = SettingsDocument["values"][number];

export function aValue(section: string, key: string, value: string, change: Partial<Value> = {}): Value {
  return { section, key, value, secret: false, isSet: value !== "", ...change };
}

const secret = { secret: true, isSet: true } as const;

export const settingsText = `; 3CX Webhook
[pbx]
url = https://pbx.example.com:5001
client_id = webhook
client_secret = ***

[endpoint.crm]
url = https://crm.example.com/3cx
events = ringing, started, ended
retry_for_h = 48
secret = ***
header.x-api-key = ***

[endpoint.desk]
url = https://desk.example.com/hook
dialect = native

[endpoint.archive]
url = https://archive.example.com/in
users = 101, 2xx, -205
mirror = yes

[recordings]
keep_days = 90

[server]
host = 0.0.0.0
monitor_password = ***
`;

export function aDocument(change: Partial<SettingsDocument> = {}): SettingsDocument {
  return {
    revision: "1",
    path: "/etc/3cx-webhook/settings.ini",
    text: settingsText,
    values: [
      aValue("pbx", "url", "https://pbx.example.com:5001"),
      aValue("pbx", "client_id", "webhook"),
      aValue("pbx", "client_secret", "", secret),
      aValue("endpoint.crm", "url", "https://crm.example.com/3cx"),
      aValue("endpoint.crm", "events", "ringing, started, ended"),
      aValue("endpoint.crm", "retry_for_h", "48"),
      aValue("endpoint.crm", "secret", "", secret),
      aValue("endpoint.crm", "header.x-api-key", "", secret),
      aValue("endpoint.desk", "url", "https://desk.example.com/hook"),
      aValue("endpoint.desk", "dialect", "native"),
      aValue("endpoint.archive", "url", "https://archive.example.com/in"),
      aValue("endpoint.archive", "users", "101, 2xx, -205"),
      aValue("endpoint.archive", "mirror", "yes"),
      aValue("recordings", "keep_days", "90"),
      aValue("server", "host", "0.0.0.0"),
      aValue("server", "port", "9444", { variable: "WEBHOOK_SERVER_PORT" }),
      aValue("server", "monitor_password", "", secret),
    ],
    endpoints: ["crm", "desk", "archive"],
    secretsKept: "file",
    ...change,
  };
}

/** The same file after somebody changed values outside. */
export function changedDocument(
  revision: string,
  values: Readonly<Record<string, string>>,
  document: SettingsDocument = aDocument(),
): SettingsDocument {
  const places = Object.entries(values).map(([place, value]) => {
    const [section = "", key = ""] = place.split(" ");
    return aValue(section, key, value);
  });
  const rest = document.values.filter(
    (value) => !places.some(({ section, key }) => section === value.section && key === value.key),
  );
  return { ...document, revision, text: `${document.text}; ${revision}\n`, values: [...rest, ...places] };
}

export function aCheck(change: Partial<SettingsCheck> = {}): SettingsCheck {
  return { mistakes: [], warnings: [], effects: [], ...change };
}

export const mistaken = aCheck({
  mistakes: [
    {
      file: "settings.ini",
      line: 10,
      section: "endpoint.crm",
      key: "retry_for_h",
      value: "4800",
      message: "expected a number of hours from 1 to 720",
      expected: "a number of hours from 1 to 720",
    },
    {
      file: "settings.ini",
      section: "endpoint.desk",
      key: "client_key_file",
      message: "expected a file as well, because client_cert_file is set",
      expected: "the path of a file",
    },
  ],
  warnings: [
    {
      file: "settings.ini",
      line: 26,
      section: "server",
      key: "host",
      value: "0.0.0.0",
      message: "everybody in the network can reach the monitor page",
    },
  ],
});

export const failedLadder: Ladder = {
  ok: false,
  steps: [
    { name: "name", state: "ok", sentence: "pbx.example.com is 10.0.0.2.", advice: "", tookMs: 2 },
    { name: "reachable", state: "ok", sentence: "Port 5001 answers.", advice: "", tookMs: 4 },
    {
      name: "certificate",
      state: "failed",
      sentence: "The certificate is self-signed.",
      advice: `Compare its fingerprint: SHA256:${Array.from({ length: 32 }, (_, at) => (at + 16).toString(16).toUpperCase()).join(":")}`,
    },
    { name: "sign-in", state: "not-reached", sentence: "", advice: "" },
    { name: "permission", state: "not-reached", sentence: "", advice: "" },
    { name: "content", state: "not-reached", sentence: "", advice: "" },
  ],
};

export const anExchange: MethodResult<"endpoint.test"> = {
  eventId: "evt-test",
  endpoint: "crm",
  type: "ringing",
  request: {
    method: "GET",
    address: "https://crm.example.com/3cx",
    url: "https://crm.example.com/3cx?event=incoming&test=1",
    headers: { "webhook-id": "evt-test", "x-api-key": "***" },
  },
  delivered: false,
  status: 422,
  answer: '{"error":"user is required <b>now</b>"}',
  phases: { queueMs: 0, connectMs: 4, firstByteMs: 31, totalMs: 37 },
  sentence: "crm.example.com refuses this content (422).",
};

export const anImport: ImportPreview = {
  product: "TCXWebAPI",
  sentence: "These are settings of TCXWebAPI.",
  rows: [
    {
      group: "taken",
      from: "WebHookUrl",
      to: "endpoint.old url",
      value: "https://old.example.com/",
      note: "",
    },
    {
      group: "changed",
      from: "Timeout",
      to: "endpoint.old timeout_s",
      value: "30",
      note: "Was 30000 milliseconds.",
    },
    {
      group: "not-supported",
      from: "SqlConnection",
      to: "",
      value: "***",
      note: "Events are not written to a database.",
    },
    { group: "unknown", from: "<b>Odd</b>\u202eyek", to: "", value: "", note: "" },
  ],
  changes: [
    { kind: "set", section: "endpoint.old", key: "url", value: "https://old.example.com/" },
    { kind: "set", section: "endpoint.old", key: "timeout_s", value: "30" },
  ],
};
