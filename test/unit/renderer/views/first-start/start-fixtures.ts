/** Settings and answers as the first start meets them. */
import type { Ladder, SettingsDocument } from "../../../../../src-shared/contract/settings-view.ts";
import type { TestExchange } from "../../../../../src-shared/webhooks/log-query.ts";

/** A file in which nothing is written yet. */
export function anEmptyDocument(change: Partial<SettingsDocument> = {}): SettingsDocument {
  return {
    revision: "r1",
    path: "/etc/3cx-webhook/settings.ini",
    text: "",
    values: [],
    endpoints: [],
    secretsKept: "file",
    ...change,
  };
}

const names = ["name", "reachable", "certificate", "sign-in", "permission", "content"] as const;

export function aPassedLadder(): Ladder {
  return {
    ok: true,
    steps: names.map((name) => ({ name, state: "ok", sentence: `${name} is fine.`, advice: "", tookMs: 12 })),
  };
}

/** Everything before `at` passed, nothing after it was reached. */
export function aLadderFailedAt(at: (typeof names)[number], sentence: string, advice: string): Ladder {
  const place = names.indexOf(at);
  return {
    ok: false,
    steps: names.map((name, step) => ({
      name,
      state: step < place ? "ok" : step === place ? "failed" : "not-reached",
      sentence: step === place ? sentence : "",
      advice: step === place ? advice : "",
    })),
  };
}

export function aFailedPbxLadder(): Ladder {
  return aLadderFailedAt(
    "content",
    "Connected, but 3CX shows no extension.",
    'Open Admin → Integrations → API, choose this client and fill "Extensions to monitor".',
  );
}

export function aTestExchange(change: Partial<TestExchange> = {}): TestExchange {
  return {
    eventId: "test-1",
    endpoint: "crm",
    type: "ringing",
    request: {
      method: "GET",
      address: "https://crm.example.com/3cx?event=ringing&callerid=49301234567&user=101",
      url: "https://crm.example.com/3cx",
      headers: {},
    },
    delivered: true,
    status: 200,
    answer: '{"ok":true}',
    phases: { queueMs: 0, connectMs: 4, firstByteMs: 31, totalMs: 36 },
    sentence: "crm answered 200.",
    ...change,
  };
}
