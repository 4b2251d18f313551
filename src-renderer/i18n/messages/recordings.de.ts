/** Recordings. German. */
import type { recordingsEn } from "./recordings.en.ts";

export const recordingsDe: Readonly<Record<keyof typeof recordingsEn, string>> = {
  "rec.empty": "Noch keine Aufnahmen. Sie kommen kurz nach dem Ende eines aufgezeichneten Gesprächs.",
  "rec.ffmpeg":
    "<b>ffmpeg wurde nicht gefunden.</b> Gespräche laufen weiter, {n, plural, one {# Aufnahme wartet} other {# Aufnahmen warten}}. <whereWeLooked>Wo gesucht wurde</whereWeLooked> <chooseFile>Datei wählen</chooseFile>",
  "rec.growing": "3CX schreibt noch an dieser Datei.",
  "rec.damaged":
    "<b>Die Datei ist beschädigt</b> ({detail}). Das Original ist unverändert. <retry>Erneut</retry> <openFolder>Ordner öffnen</openFolder>",
  "rec.unmatched":
    "<b>Zu dieser Datei passt kein Gespräch.</b> Gesucht: Aufnahme-ID, Anruf-ID, {dn} mit {number} ± {s, number} s. Behalten, nicht gesendet. <sendWithoutId>Ohne ID senden</sendWithoutId>",
  "rec.archived":
    "<b>3CX hat diese Aufnahme ins Archiv verschoben.</b> Von hier nicht lesbar; nächste Anfrage {time}.",
  "rec.noaccess":
    "<b>Kein Leserecht für {folder}.</b> Der Dienst läuft als {user}; in die Gruppe {group} aufnehmen.",
  "rec.disk":
    "<b>Nur noch {free} frei auf {drive}.</b> Aufnahmen ruhen, bis {need} frei sind; Gespräche und Webhooks laufen weiter. <purgePreview>Löschvorschau</purgePreview>",
  "rec.link":
    "<b>Der Link öffnet sich von diesem Rechner nicht ({status}).</b> Er wird erst danach gesendet. public_url prüfen. <settings>Einstellungen</settings>",
  "rec.open":
    "Links sind offen: Wer einen kennt oder errät, kann mithören. <useSignedLinks>Signierte Links verwenden</useSignedLinks>",
  "rec.purged": "Am {date} nach {days, plural, one {# Tag} other {# Tagen}} gelöscht.",
  "recordings.title": "Aufnahmen",
};
