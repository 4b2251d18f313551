/** Mitschnitte dessen, was 3CX sendet. German. */
import type { captureEn } from "./capture.en.ts";

export const captureDe: Record<keyof typeof captureEn, string> = {
  "capture.title": "Aufzeichnen, was 3CX sendet",
  "capture.about":
    "Schreibt alles, was 3CX sendet und antwortet, in eine Datei, für alle, die etwas Merkwürdigem nachgehen. Namen, Nummern und freie Texte werden durch Platzhalter ersetzt; Passwörter und Tokens bleiben weg. Gespräche und Webhooks gehen weiter wie immer.",
  "capture.length": "Dauer",
  "capture.minutes": "{n, plural, one {# Minute} other {# Minuten}}",
  "capture.hours": "{n, plural, one {# Stunde} other {# Stunden}}",
  "capture.start": "Aufzeichnung starten",
  "capture.stop": "Aufzeichnung beenden",
  "capture.running": "Es wird aufgezeichnet; das endet von selbst in {left}.",
  "capture.over.asked": "Die Aufzeichnung wurde beendet.",
  "capture.over.time": "Die Aufzeichnung ist zu Ende: Ihre Zeit war um.",
  "capture.over.size": "Die Aufzeichnung ist zu Ende: Die Datei hat ihre größte Länge erreicht.",
  "capture.over.disk":
    "Die Aufzeichnung ist zu Ende: Die Datei ließ sich nicht schreiben. Schaffen Sie freien Platz.",
  "capture.holds":
    "{size}: {questions, plural, one {# Frage} other {# Fragen}} mit ihren Antworten, {messages, plural, one {# Meldung} other {# Meldungen}} von 3CX, {events, plural, one {# Ereignis} other {# Ereignisse}} daraus; {names, plural, one {# Name} other {# Namen}} und {numbers, plural, one {# Nummer} other {# Nummern}} ersetzt.",
  "capture.file": "Die Datei, auf dem Rechner dieses Programms: <code>{path}</code>",
  "capture.copy": "Pfad kopieren",
  "capture.unexpected": "Was 3CX tat und niemand erwartet hatte",
  "capture.unexpected.none": "Bisher tat 3CX nichts Unerwartetes.",
  "capture.odd.leg-begins-connected": "Ein Teilnehmer war verbunden, der nie geklingelt oder gewählt hatte.",
  "capture.odd.leg-goes-back": "Ein verbundener Teilnehmer klingelt oder wählt wieder.",
  "capture.odd.leg-comes-back": "Ein Teilnehmer kam zurück, der gegangen war.",
  "capture.odd.leg-of-unlisted-dn":
    "Ein Teilnehmer gehört zu einer Nummer, die in der Liste der sichtbaren Nummern fehlt.",
  "capture.odd.leg-type-unknown":
    "Ein Teilnehmer nennt eine Art von Nummer, die dieses Programm nicht kennt.",
  "capture.odd.leg-gone-unseen": "Ein Teilnehmer ging, der nie gesehen worden war.",
  "capture.odd.leg-gone-without-event":
    "Ein Teilnehmer ist nicht mehr aufgeführt, ohne dass es gemeldet wurde.",
  "capture.odd.leg-without-event": "Ein Teilnehmer ist aufgeführt, ohne dass er gemeldet wurde.",
  "capture.odd.leg-changed-without-event":
    "Ein Teilnehmer ist anders aufgeführt, als zuletzt gemeldet wurde.",
  "capture.odd.row-status-unknown":
    "Eine Zeile der aktiven Gespräche hat einen Zustand, den dieses Programm nicht kennt.",
  "capture.odd.row-names-nobody": "Eine Zeile der aktiven Gespräche nennt weder Anrufer noch Angerufenen.",
  "capture.odd.call-not-listed":
    "Ein Gespräch mit verbundenem Teilnehmer fehlt unter den aktiven Gesprächen.",
  "capture.odd.log-type-unknown":
    "Das Anrufprotokoll nennt eine Art von Nummer, die dieses Programm nicht kennt.",
  "capture.odd.log-goes-nowhere": "Ein Anruf im Protokoll nennt niemanden, den er erreicht hat.",
  "capture.odd.log-ends-before-begin": "Ein Anruf im Protokoll endet, bevor er beginnt.",
  "capture.odd.directory-type-unknown":
    "Die Liste der Nummern hat eine Art von Nummer, die dieses Programm nicht kennt.",
};
