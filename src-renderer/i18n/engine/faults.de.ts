/** The simulator's faults by their names, in German: title and what goes wrong. English comes from the engine. */
import type { ScenarioWords } from "./scenarios.de.ts";

const named = (title: string, summary: string): ScenarioWords => ({ title, summary });

export const faultsGerman: Readonly<Record<string, ScenarioWords>> = {
  "drop-socket": named(
    "Verbindungen brechen ab",
    "Die Verbindung, über die 3CX Ereignisse meldet, bricht alle paar Sekunden ab; was sich inzwischen ändert, wird nie gemeldet.",
  ),
  "lose-events": named(
    "Ereignisse gehen verloren",
    "Manche Ereignisse werden nie gesendet; ihre laufenden Nummern fehlen.",
  ),
  "sequence-gaps": named(
    "Nummern haben Lücken",
    "Laufende Nummern haben Lücken, obwohl nichts verloren ist.",
  ),
  "duplicate-upserts": named(
    "Ereignisse kommen doppelt",
    "Viele Ereignisse werden zwei- oder dreimal gesendet.",
  ),
  "404-race": named(
    "Telefone legen auf, bevor nach ihnen gefragt wird",
    "Ereignisse nennen Telefone, die schon aufgelegt haben oder nie dabei waren; Antworten kommen 150 ms später, wenn eines aufgelegt haben kann.",
  ),
  "late-gets": named(
    "Langsame Antworten zu Telefonen",
    "Was ein Telefon gerade tut, wird erst 300 ms nach der Frage gesagt, so wie es dann ist.",
  ),
  "attached-data": named(
    "Ereignisse bringen alles mit",
    "Ereignisse enthalten schon, was sonst zu erfragen ist; jedes zweite schreibt seine Feldnamen groß.",
  ),
  "unknown-entities": named(
    "Unbekannte Ereignisse",
    "Ereignisse über Geräte, gedrückte Tasten und Dinge, die keine Dokumentation nennt.",
  ),
  garbage: named(
    "Beschädigte Ereignisse",
    "Nachrichten, die kein JSON sind, die falsche Form haben oder zehn Megabyte groß sind.",
  ),
  "expired-tokens": named(
    "Token sterben früh",
    "Alle paar Sekunden wird das gültige Token abgewiesen, bis ein neues geholt ist.",
  ),
  "short-tokens": named("Kurzlebige Token", "Token gelten acht Sekunden."),
  "opaque-token": named(
    "Undurchsichtige Token",
    "Das Token ist kein JWT, seine Gültigkeit lässt sich daraus nicht lesen.",
  ),
  "minutes-style": named(
    "Gültigkeit in Minuten",
    "expires_in des Tokens sagt 60 und meint Minuten, wie bei Ständen vor 20.0.9.",
  ),
  "token-kills-socket": named(
    "Ein neues Token trennt die Verbindung",
    "Die Verbindung für Ereignisse wird geschlossen, wenn ihr Token ersetzt wird oder abläuft.",
  ),
  "upgrade-401": named(
    "Verbindung einmal abgewiesen",
    "Nach jedem Abbruch wird der erste Versuch, sich neu zu verbinden, mit 401 abgewiesen.",
  ),
  "slow-xapi": named("Langsame Konfigurations-API", "Die API antwortet erst nach drei bis acht Sekunden."),
  "failing-xapi": named(
    "Fehlerhafte Konfigurations-API",
    "Die API scheitert sechsmal in Folge (500, 504, abgebrochene Verbindung) und geht dann sechsmal.",
  ),
  "xapi-garbage": named(
    "Beschädigte Konfigurations-API",
    "Die API antwortet zwischendurch mit Webseiten, falschen Typen oder halben Antworten.",
  ),
  "duplicate-rows": named("Zeilen kommen doppelt", "Jedes laufende Gespräch ist zweimal aufgeführt."),
  "late-call-log": named(
    "Spätes Anrufprotokoll",
    "Ein Gespräch steht erst acht Sekunden nach seinem Ende im Protokoll.",
  ),
  "top-limit": named(
    "Seitengrenze überall",
    "Die Grenze von 100 Zeilen je Seite, die für Listen immer gilt, gilt auch für das Anrufprotokoll.",
  ),
  "no-licence": named("Keine Lizenz für Call Control", "Call Control wird mit 403 abgewiesen."),
  "no-monitored": named(
    "Niemand wird überwacht",
    "Die Liste der überwachten Nebenstellen des Clients ist leer.",
  ),
  "xapi-role": named(
    "Rolle zu niedrig",
    "Die Konfigurations-API weist jede Liste mit 403 ab; nur die Version nennt sie.",
  ),
  "wrong-secret": named("Falsches Geheimnis", "Der Token-Endpunkt weist das Geheimnis mit 401 ab."),
  "old-version": named("Version vor 20", "Es gibt keinen Token-Endpunkt: 404."),
  "pbx-restart": named(
    "Die Anlage startet neu",
    "Einmal, ein paar Sekunden nach dem Einschalten: Gespräche verschwinden, Token sterben, Nummern beginnen von vorn.",
  ),
  "endless-answer": named(
    "Antworten ohne Ende",
    "Jede vierte Antwort der Konfigurations-API beginnt und endet nie.",
  ),
  "phantom-devices": named(
    "Zweitgeräte klingeln",
    "Jede klingelnde Nebenstelle klingelt auch an einem zweiten Gerät.",
  ),
  "failing-recordings": named(
    "Fehlerhafte Aufnahmeliste",
    "Die Liste der Aufnahmen scheitert dreimal in Folge (500, 504, abgebrochene Verbindung) und geht dann dreimal.",
  ),
  "slow-downloads": named(
    "Langsames Herunterladen",
    "Eine Aufnahme kommt in zehn Stücken, eines je Sekunde.",
  ),
  "cut-downloads": named(
    "Herunterladen bricht ab",
    "Zwei von drei Übertragungen von Aufnahmen enden mittendrin.",
  ),
};
