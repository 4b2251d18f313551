/**
 * Asks the running service how it is, at its own server on this machine. Its certificate is not looked at:
 * nothing secret is asked or told, and it is often one that the service made for itself.
 */
import { request } from "node:https";
import type { HealthReport } from "../../src-shared/contract/health.ts";

export type HealthAnswer =
  | { readonly ok: true; readonly report: HealthReport }
  /** Nothing listens there, or it is no 3CX Webhook. */
  | { readonly ok: false; readonly reason: string };

const patienceMs = 5000;
const mostBytes = 1_000_000;

export function askHealth(url: string): Promise<HealthAnswer> {
  return new Promise((resolve) => {
    const failed = (reason: string) => resolve({ ok: false, reason });
    const asked = request(
      new URL("/health", reachable(url)),
      { rejectUnauthorized: false, agent: false, signal: AbortSignal.timeout(patienceMs) },
      (answer) => {
        let body = "";
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => {
          body += chunk;
          if (body.length > mostBytes) asked.destroy();
        });
        answer.on("error", (error) => failed(error.message));
        answer.on("end", () => {
          const report = answer.statusCode === 200 ? reportIn(body) : undefined;
          if (report === undefined) failed(`it answers with ${answer.statusCode}, not like 3CX Webhook`);
          else resolve({ ok: true, report });
        });
      },
    );
    asked.on("error", (error) => failed(wordsOf(error)));
    asked.end();
  });
}

/** A server that listens everywhere listens here as well. */
function reachable(url: string): URL {
  const target = new URL(url);
  if (target.hostname === "0.0.0.0") target.hostname = "127.0.0.1";
  if (target.hostname === "[::]") target.hostname = "[::1]";
  return target;
}

/** Of another version, perhaps: fields that are missing are dealt with where they are shown. */
function reportIn(body: string): HealthReport | undefined {
  try {
    const report: unknown = JSON.parse(body);
    const isReport =
      typeof report === "object" && report !== null && "pbx" in report && "endpoints" in report;
    return isReport ? (report as HealthReport) : undefined;
  } catch {
    return undefined;
  }
}

function wordsOf(error: Error): string {
  const code = "code" in error ? String(error.code) : "";
  if (code === "ECONNREFUSED") return "nothing listens there";
  if (error.name === "TimeoutError" || code === "ETIMEDOUT") return `no answer within ${patienceMs / 1000} s`;
  return error.message;
}
