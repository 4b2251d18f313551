/**
 * Until when a delivery is tried: as the engine plans it (src-main/webhooks/deadlines.ts), so that a person
 * sees how long there is to mend the receiver. Pure.
 */
import type { SettingsDocument } from "../../../src-shared/contract/settings-view.ts";
import { settingsSchema } from "../../../src-shared/settings/schema.ts";
import type { LogRow } from "../../../src-shared/webhooks/log-query.ts";

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** Milliseconds from acceptance; `undefined` for a type of event that this window does not know. */
export function lifeOf(type: string, retryForH: number): number | undefined {
  switch (type) {
    case "ringing":
    case "dialing":
    case "queued":
    case "ringing_stopped":
      return minuteMs;
    case "started":
    case "transfer":
    case "voicemail":
      return 10 * minuteMs;
    case "ended":
    case "recording":
    case "chain_ended":
      return Math.max(minuteMs, retryForH * hourMs);
    default:
      return undefined;
  }
}

/** Sent again, a delivery has a new time of its own that the log does not tell. */
export function deadlineOf(
  row: Pick<LogRow, "type" | "acceptedAtMs" | "replayed">,
  retryForH: number | undefined,
): number | undefined {
  if (row.replayed || retryForH === undefined) return undefined;
  const lifeMs = lifeOf(row.type, retryForH);
  return lifeMs === undefined ? undefined : row.acceptedAtMs + lifeMs;
}

export interface LogSettings {
  readonly keepDays: number;
  readonly retryForH: (endpoint: string) => number | undefined;
}

/** `undefined` while the settings are not known. */
export function logSettingsOf(document: SettingsDocument | undefined): LogSettings | undefined {
  if (document === undefined) return undefined;
  const valueOf = (section: string, key: string, standard: string): number | undefined => {
    const written = document.values.find((value) => value.section === section && value.key === key)?.value;
    const number = Number(written === undefined || written === "" ? standard : written);
    return Number.isFinite(number) ? number : undefined;
  };
  return {
    keepDays: valueOf("log", "keep_days", settingsSchema.log.keep_days.default) ?? 30,
    retryForH: (endpoint) =>
      document.endpoints.includes(endpoint)
        ? valueOf(`endpoint.${endpoint}`, "retry_for_h", settingsSchema.endpoint.retry_for_h.default)
        : undefined,
  };
}
