/** What the engine says about reconciliation. German. */
import type { reconcileMessages } from "../../../src-shared/messages/reconcile-messages.ts";

export const reconcileGerman: Readonly<Record<keyof typeof reconcileMessages, string>> = {
  "reconcile.busy": "Ein Abgleich mit dem Anrufprotokoll der Anlage läuft; warten, bis er fertig ist.",
  "reconcile.noDay": "Den Tag {day} gibt es nicht: Nötig ist ein Datum wie 2026-01-31.",
  "reconcile.future": "Der {day:date} hat noch nicht begonnen.",
  "reconcile.tooOld":
    "Der {day:date} liegt zu lange zurück: Gespräche bleiben {days:n} {days|Tag|Tage} (keep_days in [log]).",
  "reconcile.failed": "Der Abgleich endete vorzeitig: {reason:m}",
  "reconcile.none": "Gespräche werden hier nicht behalten, also gibt es nichts abzugleichen.",
};
