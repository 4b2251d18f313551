/** The overview. German. */
import type { overviewEn } from "./overview.en.ts";

export const overviewDe: Readonly<Record<keyof typeof overviewEn, string>> = {
  "overview.title": "Übersicht",
  "overview.demo":
    "Dies ist die Demo: Anlage, Gespräche und Empfänger sind simuliert. <watch>Gespräche ansehen</watch> <setUp>Eine 3CX verbinden</setUp>",
  "overview.pbx": "Telefonanlage",
  "overview.pbx.none": "Noch ist keine Telefonanlage eingerichtet. <setUp>Einrichten</setUp>",
  "overview.pbx.lastEvent": "letztes Ereignis",
  "overview.pbx.noEvent": "noch kein Ereignis",
  "overview.pbx.check": "Verbindung prüfen",
  "overview.pbx.sources": "Was aus 3CX gelesen wird",
  "overview.source.call-control": "Call Control",
  "overview.source.active-calls": "Aktive Gespräche",
  "overview.source.directory": "Namen und Nummern",
  "overview.source.call-log": "Anrufprotokoll",
  "overview.gives.call-control":
    "Klingeln und Annahme einzelner Telefone, sofort: {n, plural, one {# Nebenstelle} other {# Nebenstellen}}.",
  "overview.gives.active-calls": "Alle Gespräche, in kurzen Abständen abgefragt.",
  "overview.gives.directory": "Wem welche Nummer gehört: Nebenstellen, Warteschlangen, IVR.",
  "overview.gives.call-log": "Was während einer Lücke endete, wird von hier nachgeholt.",
  "overview.rests.call-log": "Wird nur nach einer Lücke in der Verbindung gefragt.",
  "overview.lacks.call-control":
    "Ohne diese Quelle fehlt: sofortiges Klingeln und Annahme einzelner Telefone.",
  "overview.lacks.active-calls":
    "Ohne diese Quelle fehlen: IVR und Warteschlange sowie Gespräche nicht überwachter Nebenstellen.",
  "overview.lacks.directory": "Ohne diese Quelle fehlt: Namen, und welche Nummer Warteschlange oder IVR ist.",
  "overview.lacks.call-log": "Ohne es fehlen: Gespräche, die während einer Unterbrechung enden.",
  "overview.extensions": "Nebenstellen",
  "overview.extensions.unknown": "Noch ist nicht bekannt, welche Nebenstellen die Anlage hat.",
  "overview.extensions.all":
    "{n, plural, one {Die einzige Nebenstelle wird überwacht.} other {Alle # Nebenstellen werden überwacht.}}",
  "overview.extensions.title": "Nebenstellen zur Überwachung eintragen",
  "overview.extensions.where":
    "Im 3CX Web Client als System Owner: <code>Admin → Integrationen → API</code>.",
  "overview.extensions.client": "Den Client dieses Programms öffnen, dort zu 3CX Call Control API gehen.",
  "overview.extensions.add":
    "Jede Nebenstelle einzeln in die Liste der überwachten Nebenstellen eintragen: Gruppen und Abteilungen zählen nicht.",
  "overview.extensions.save":
    "Speichern. Dieses Programm bemerkt es binnen Minuten; ein Neustart ist nicht nötig.",
  "overview.extensions.missing": "Derzeit nicht überwacht",
  "overview.extensions.copy": "Nummern kopieren",
  "overview.endpoints": "Empfänger",
  "overview.endpoints.none":
    "Noch kein Empfänger: Niemand bekommt Webhooks. <setUp>Empfänger einrichten</setUp>",
  "overview.ep.name": "Empfänger",
  "overview.ep.state": "Zustand",
  "overview.ep.waiting": "Wartend",
  "overview.ep.oldest": "Älteste",
  "overview.ep.hour": "Letzte Stunde",
  "overview.ep.success": "Erfolg",
  "overview.ep.median": "Median",
  "overview.ep.p99": "p99",
  "overview.ep.all": "Alle {n, number} zeigen",
  "overview.ep.fewer": "Weniger zeigen",
  "overview.ep.actions": "Aktionen",
  "overview.ep.mirror": "Spiegel",
  "overview.ep.noRequests": "keine Anfragen",
  "overview.ep.chart":
    "{ok, plural, one {# Anfrage} other {# Anfragen}} zugestellt, {failed, number} gescheitert in der letzten Stunde",
  "overview.did.pause":
    "<b>{ep} ist angehalten.</b> Ereignisse werden weiter gespeichert; Klingel-Ereignisse laufen nach 60 s ab. <undo>Rückgängig</undo>",
  "overview.did.resume":
    "<b>{ep} läuft weiter.</b> Was wartet, geht der Reihe nach hinaus. <undo>Rückgängig</undo>",
  "overview.did.probe": "<b>Ein Ereignis wurde zu {ep} hinausgelassen.</b> Kommt es an, folgt alles andere.",
  "overview.now": "Jetzt",
  "overview.now.calls": "{n, plural, one {Gespräch} other {Gespräche}}",
  "overview.now.waiting": "{n, plural, one {# wartet} other {# warten}}",
  "overview.now.longest": "am längsten",
  "overview.today": "Heute",
  "overview.today.zone": "Seit Mitternacht in {zone}, der Zeitzone der Anlage",
  "overview.today.in": "eingehend",
  "overview.today.out": "ausgehend",
  "overview.today.missed": "verpasst",
  "overview.today.share": "({share})",
  "overview.today.shareOf": "Von den eingehenden Gesprächen",
  "overview.recordings": "Aufnahmen",
  "overview.recordings.off": "Aufnahmen sind ausgeschaltet. <setUp>Einrichten</setUp>",
  "overview.recordings.sent": "{n, plural, one {Link gesendet} other {Links gesendet}}",
  "overview.recordings.working": "{n, number} in Arbeit",
  "overview.recordings.failed": "{n, number} fehlgeschlagen",
  "overview.recordings.unmatched": "{n, number} ohne Gespräch",
  "overview.disk": "Datenträger",
  "overview.disk.used": "Aufnahmen: {size}",
  "overview.disk.free": "{size} frei",
  "overview.purge":
    "Nächstes Löschen: {time}, {n, plural, =0 {keine Dateien} one {# Datei} other {# Dateien}}, {size}",
  "overview.purge.none": "Nächstes Löschen: {time}, nichts",
  "overview.purge.preview": "Vorschau",
  "overview.problems": "Probleme",
  "overview.problems.none": "Zurzeit kein Problem.",
  "overview.problems.since": "seit",
  "overview.problems.more":
    "{n, plural, one {# weiteres steht} other {# weitere stehen}} in der Zeile unter der Leiste.",
  "pbx.someExtensions":
    "{n, plural, one {# Nebenstelle wird} other {# Nebenstellen werden}} nicht überwacht: {list}. Ihr Klingeln bleibt unsichtbar. <howToAdd>So geht es</howToAdd>",
};
