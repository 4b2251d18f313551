/** Reconciliation. German. */
import type { reconcileEn } from "./reconcile.en.ts";

export const reconcileDe: Readonly<Record<keyof typeof reconcileEn, string>> = {
  "reconcile.title": "Abgleich",
  "reconcile.none": "Noch nicht mit dem Anrufprotokoll der Anlage abgeglichen.",
  "reconcile.line":
    "{logged, plural, one {# Gespräch} other {# Gespräche}} im Anrufprotokoll der Anlage, {delivered, number} zugestellt, {unexplained, number} ungeklärt",
  "reconcile.missing": "{n, plural, one {# Gespräch} other {# Gespräche}} nie gesehen",
  "reconcile.ofDay": "vom {day}, abgeglichen {time}",
  "reconcile.refused": "Das Anrufprotokoll ist nicht lesbar.",
  "reconcile.show": "Abweichungen zeigen",
  "reconcile.run": "Gestern abgleichen",
  "reconcile.today": "Heute abgleichen",
  "reconcile.comparing":
    "{day} wird abgeglichen: {calls, plural, one {# Gespräch} other {# Gespräche}} gelesen …",
  "reconcile.sending":
    "{day} wird gesendet: {calls, plural, one {# Gespräch} other {# Gespräche}} gesendet …",
  "reconcile.sent":
    "{n, plural, =0 {Es fehlte nichts mehr.} one {# Gespräch wurde gesendet.} other {# Gespräche wurden gesendet.}}",
  "reconcile.dialog": "Abweichungen vom {day}",
  "reconcile.noDifferences": "Keine Abweichungen.",
  "reconcile.internal":
    "{n, plural, one {# internes Gespräch bleibt} other {# interne Gespräche bleiben}} außen vor.",
  "reconcile.recordings": "{known, number} von {listed, number} Aufnahmen der Anlage sind hier bekannt.",
  "reconcile.at": "bei {endpoint}",
  "reconcile.from": "{from} bis {to}",
  "reconcile.since": "seit {from}",
  "reconcile.until": "bis {to}",
  "reconcile.more": "und {n, number} weitere",
  "reconcile.talks": "{log, number} s im Anrufprotokoll, {own, number} s gemeldet",
  "reconcile.anonymous": "anonym",
  "reconcile.send": "Fehlendes senden…",
  "reconcile.send.title": "Fehlendes senden",
  "reconcile.send.text":
    "Die Enden von {n, plural, one {# Gespräch} other {# Gesprächen}} vom {day} werden aus dem Anrufprotokoll der Anlage gebildet und an alle Empfänger gesendet, die sie wollen. Sie sind als rekonstruiert markiert, und keines wird zweimal gesendet. Das lässt sich nicht zurücknehmen.",
  "reconcile.send.run": "{n, plural, one {# Gespräch senden} other {# Gespräche senden}}",
  "reconcile.kind.stopped": "Nie gesehen: 3CX Webhook lief nicht",
  "reconcile.why.stopped":
    "3CX Webhook lief zu dieser Zeit nicht und hat von diesen Gesprächen nichts gesehen. Fehlendes senden, wenn die Empfänger es haben sollen.",
  "reconcile.kind.disconnected": "Nie gesehen: keine Verbindung zu 3CX",
  "reconcile.why.disconnected":
    "3CX Webhook lief, hatte aber keine Verbindung zu 3CX; sein Protokoll sagt, warum. Fehlendes senden, wenn die Empfänger es haben sollen.",
  "reconcile.kind.not-monitored": "Nie gesehen: Nebenstelle nicht überwacht",
  "reconcile.why.not-monitored":
    "Die Liste aller Gespräche war nicht lesbar, und die Nebenstellen dieser Gespräche werden nicht überwacht. In 3CX unter Admin → Integrationen → API aufnehmen.",
  "reconcile.kind.unseen": "Nie gesehen, Ursache unbekannt",
  "reconcile.why.unseen":
    "3CX Webhook lief und war verbunden, weiß von diesen Gesprächen aber nichts. In den Berichten von 3CX nachsehen; sie lassen sich aus dem Anrufprotokoll senden.",
  "reconcile.kind.open": "noch andauernd",
  "reconcile.why.open": "Diese Gespräche dauern hier noch an. Danach erneut abgleichen.",
  "reconcile.kind.unwanted": "Von keinem Empfänger gewünscht",
  "reconcile.why.unwanted":
    "Kein Empfänger will diese Gespräche: siehe Nutzer und Ereignisse der Empfänger. Nichts zu tun, wenn das so gewollt ist.",
  "reconcile.kind.waiting": "Noch nicht zugestellt",
  "reconcile.why.waiting":
    "Einige Webhooks warten oder werden erneut versucht; der Zustand des Empfängers sagt, warum.",
  "reconcile.kind.gave-up": "Vom Empfänger abgelehnt",
  "reconcile.why.gave-up":
    "Der Empfänger hat einige Webhooks endgültig abgelehnt. Seine Antworten bei den Webhooks ansehen, die Ursache beheben und erneut senden.",
  "reconcile.kind.expired": "Zu spät für die Zustellung",
  "reconcile.why.expired":
    "Einige Webhooks wurden zu alt, bevor sie zugestellt werden konnten: Klingeln lohnt eine Minute lang, ein Ende tagelang. Erneut senden, wenn der Empfänger sie braucht.",
  "reconcile.kind.dropped": "Verworfen",
  "reconcile.why.dropped":
    "Einige Webhooks wurden verworfen: Ihr Empfänger wurde entfernt, oder es wartete zu viel für ihn.",
  "reconcile.kind.log-late": "Noch nicht im Anrufprotokoll",
  "reconcile.why.log-late":
    "Die Anlage hat diese Gespräche noch nicht protokolliert. In einigen Minuten erneut abgleichen.",
  "reconcile.kind.not-in-log": "Nicht im Anrufprotokoll",
  "reconcile.why.not-in-log":
    "Webhooks haben von diesen Gesprächen berichtet, im Anrufprotokoll der Anlage stehen sie nicht. Prüfen, ob 3CX Einträge verbirgt oder löscht.",
  "reconcile.kind.duration": "Gespräche verschieden lang",
  "reconcile.why.duration":
    "Anrufprotokoll und Webhooks nennen verschiedene Gesprächsdauern, etwa nach einer Lücke in der Verbindung. Nichts zu tun, solange es selten ist.",
  "reconcile.kind.recording-late": "Aufnahmen unterwegs",
  "reconcile.why.recording-late": "Diese Aufnahmen sind noch jung. In einer Stunde erneut abgleichen.",
  "reconcile.kind.recording-missing": "Aufnahmen nicht gefunden",
  "reconcile.why.recording-missing":
    "Die Anlage führt diese Aufnahmen, ihre Dateien wurden nicht gefunden. Unter Aufnahmen nach Störungen des Ordners sehen.",
  "reconcile.kind.recording-unmatched": "Aufnahmen ohne Gespräch",
  "reconcile.why.recording-unmatched":
    "Diese Aufnahmen passen zu keinem Gespräch; solche interner Gespräche passen zu keinem, solange interne Gespräche ausgeschaltet sind.",
  "reconcile.kind.recording-failed": "Aufnahmen nicht umgewandelt",
  "reconcile.why.recording-failed":
    "Diese Aufnahmen ließen sich nicht umwandeln. Unter Aufnahmen steht bei jeder, warum.",
};
