/** What a dialect is told in tests, unless a test says otherwise. */
import type { DialectContext } from "../../../src-main/webhooks/dialects/dialect.ts";

export const context = (changes: Partial<DialectContext> = {}): DialectContext => ({
  method: "POST",
  url: "https://crm.example.com/3cx",
  recordingUrl: "https://crm.example.com/recordings",
  recordingFullInfo: false,
  eventId: "01K5C2V6YJ0000000000000000",
  seq: 3,
  timezone: "Europe/Prague",
  pbxName: "Head office",
  ...changes,
});
