/**
 * Everything the program says about the connection to 3CX and about deliveries, for an example host:
 * what docs/troubleshooting.md has to explain, neither more nor less.
 */
import { sourceStates } from "../../src-main/metrics/label-values.ts";
import { failure } from "../../src-main/pbx/failure.ts";
import type { SourceName, SourceStateName } from "../../src-main/pbx/types.ts";
import { wordsFor } from "../../src-main/pbx/words.ts";
import { answerInWords } from "../../src-main/webhooks/delivery/answer-words.ts";
import type { FailureFacts } from "../../src-main/webhooks/delivery/error-words.ts";
import { failureInWords } from "../../src-main/webhooks/delivery/error-words.ts";
import { projectFile } from "../write-generated.ts";

export interface SpokenState {
  readonly name: string;
  readonly sentence: string;
  readonly advice: string;
}

/** Where a state shows itself, when that is not Call Control. */
const otherSources: Partial<Record<SourceStateName, SourceName>> = {
  "not-asked": "callLog",
  "role-too-low": "activeCalls",
  "not-available": "activeCalls",
  "answer-too-large": "activeCalls",
  "unexpected-answer": "activeCalls",
};

/** Each state of a source with what an administrator of pbx.example.com reads. */
export function spokenStates(): SpokenState[] {
  const address = { host: "pbx.example.com", port: 5001 };
  return sourceStates.map((name) => {
    const cause = name === "ca-file-unreadable" ? failure(name, "ENOENT") : undefined;
    return { name, ...wordsFor(name, otherSources[name] ?? "callControl", address, cause) };
  });
}

const deliveryFolder = "src-main/webhooks/delivery";
/** Codes that the source treats as the beginning of many. */
const openEnded: Readonly<Record<string, string>> = { ERR_SSL_: "ERR_SSL_…", ERR_TLS_: "ERR_SSL_…" };

/** Each sentence about a request without a usable answer, for https://crm.example.com/3cx. */
export function spokenFailures(): string[] {
  const source = projectFile(`${deliveryFolder}/error-words.ts`);
  const named = [...source.matchAll(/"((?:E|UND_ERR_|CERT_|ERR_|HPE_|[A-Z]+_)[A-Z0-9_]{2,})"/g)];
  const codes = new Set(named.map((match) => match[1] ?? ""));
  const phases: readonly FailureFacts["phase"][] = ["connect", "answer", "body"];
  const sentences = [...codes, "ANOTHER"].flatMap((code) => phases.map((phase) => sentenceFor(code, phase)));
  return [...new Set(sentences)];
}

function sentenceFor(code: string, phase: FailureFacts["phase"]): string {
  const error = Object.assign(new Error("the reason"), { code: openEnded[code] ?? code });
  return failureInWords(error, {
    phase,
    url: new URL("https://crm.example.com/3cx"),
    timeouts: { connectMs: 3000, headersMs: 10_000, totalMs: 15_000 },
    certificate: { validFrom: "2030-01-01", validTo: "2025-03-01", names: "www.example.com" },
  });
}

/** Each sentence about an answer that is no success. */
export function spokenAnswers(): string[] {
  const source = projectFile(`${deliveryFolder}/answer-words.ts`);
  const statuses = [...source.matchAll(/case (\d{3}):/g)].map((match) => Number(match[1]));
  const all = [302, ...statuses, 418, 500].toSorted((a, b) => a - b);
  return all.map((status) =>
    answerInWords(status, status === 302 ? "https://crm.example.com/login" : undefined),
  );
}

/** Each reason for an end without an answer. */
export function spokenEnds(): string[] {
  const source = projectFile(`${deliveryFolder}/end-words.ts`);
  return [...source.matchAll(/"(Not sent: [^"]+)"/g)].map((match) => match[1] ?? "");
}
