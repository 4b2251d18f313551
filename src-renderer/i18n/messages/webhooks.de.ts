/** The delivery log. German. */
import type { webhooksEn } from "./webhooks.en.ts";

export const webhooksDe: Readonly<Record<keyof typeof webhooksEn, string>> = {
  "log.empty": "Es wurde noch kein Webhook gesendet. <sendATestEvent>Testereignis senden</sendATestEvent>",
  "log.many": "{n, number} Treffer. Alle werden gezeigt, neueste zuerst; exportieren oder Zeitraum einengen.",
  "webhooks.title": "Webhooks",
};
