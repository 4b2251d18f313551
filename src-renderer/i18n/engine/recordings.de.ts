/** What the engine says about recordings. German. */
import type { recordingMessages } from "../../../src-shared/messages/recording-messages.ts";

export const recordingsGerman: Readonly<Record<keyof typeof recordingMessages, string>> = {
  "rec.growing": "3CX schreibt noch an dieser Datei.",
  "rec.movedBefore":
    "Die Datei wurde verschoben oder gelöscht, bevor sie umgewandelt war. Hat 3CX sie archiviert, zurückholen und erneut verarbeiten lassen.",
  "rec.twin": "Dieselbe Aufnahme wurde schon von anderer Stelle übernommen ({file}); diese bleibt liegen.",
  "rec.earlier": "Sie war schon vor diesem Programm da. Umgewandelt wird sie auf Wunsch.",
  "rec.callForgotten":
    "Ihr Gespräch liegt so lange zurück, dass es nicht mehr bekannt ist; der Link wird nicht noch einmal gesendet.",
  "rec.waitsForFfmpeg": "Wartet, bis ffmpeg gefunden ist.",
  "rec.callUnknown": "Ihr Gespräch ist noch nicht bekannt.",
  "rec.several": "Mehrere Gespräche passen; das Anrufprotokoll kann sagen, welches.",
  "rec.callGoesOn": "Ihr Gespräch läuft noch.",
  "rec.better": "Ein besser passendes Gespräch kann noch bekannt werden.",
  "rec.unmatched": "Zu dieser Datei passt kein Gespräch. Gesucht: {looked:m}. Behalten, nicht gesendet.",
  "rec.unmatched.recordingId": "Aufnahme-ID {id:w}, {rest:m}",
  "rec.unmatched.callId": "Anruf-ID {id:w}, {rest:m}",
  "rec.unmatched.noTime": "eine Zeit im Dateinamen, der keine hat",
  "rec.unmatched.at": "{dn:m} mit {number:m} um {time} ± {s:n} s",
  "rec.unmatched.noExtension": "unbekannte Nebenstelle",
  "rec.unmatched.noNumber": "unbekannter Nummer",
  "rec.unmatched.anonymous": "anonymem Anrufer",
  "rec.ambiguous":
    "Diese Datei kann zu mehreren Gesprächen gehören: {calls}. Nichts sagt, zu welchem. Behalten, nicht gesendet.",
  "rec.purged": "Am {date:date} nach {n:n} {n|Tag|Tagen} gelöscht.",
  "rec.link":
    "Der Link öffnet sich von diesem Rechner nicht ({reason:m}). Er wird erst danach gesendet. public_url in [recordings] und die Adresse in [server] prüfen.",
  "rec.link.noServer": "der Webserver läuft nicht",
  "rec.link.late": "keine rechtzeitige Antwort",
  "rec.untouched": "Das Original ist unverändert.",
  "rec.again": "Ein neuer Versuch folgt.",
  "rec.empty": "Die Datei enthält keinen Ton.",
  "rec.truncated": "Die Datei ist abgeschnitten ({detail:m}).",
  "rec.truncated.page": "ihre letzte Seite ist unvollständig",
  "rec.truncated.header": "sie endet im Dateikopf",
  "rec.truncated.short": "{is:n} s von {should:n} s",
  "rec.damaged": "Die Datei ist beschädigt ({detail:m}).",
  "rec.damaged.gives": "ergibt {is:n} s statt {should:n} s",
  "rec.damaged.noEnd": "ihr Dateikopf hat kein Ende",
  "rec.damaged.noFormat": "ihr Dateikopf nennt vor dem Ton kein Format",
  "rec.damaged.noSample": "ihr Dateikopf sagt nicht, wie lang ein Abtastwert ist",
  "rec.damaged.beginning": "sie beginnt wie ein MP3 und enthält keinen Ton",
  "rec.damaged.parts": "Teile davon sind kein Ton",
  "rec.notAudio": "Die Datei ist keine Aufnahme in WAV, MP3 oder Ogg, was ihr Name auch sagt.",
  "rec.changed": "3CX schrieb während der Umwandlung noch an der Datei.",
  "rec.held": "Ein anderes Programm hält die Datei fest.",
  "rec.noPermission":
    "Dieses Programm darf die Datei nicht lesen. Seinem Benutzer Leserecht für den Aufnahmeordner geben; ein neuer Versuch folgt.",
  "rec.gone": "Die Datei ist weg: von 3CX oder jemand anderem verschoben oder gelöscht.",
  "rec.unreadable": "Die Datei ist nicht lesbar ({reason:m}).",
  "rec.ffmpeg":
    "ffmpeg wurde nicht gefunden. Installieren oder in [recordings] ffmpeg angeben; bis dahin warten Aufnahmen.",
  "rec.ffmpeg.noMp3":
    "Dieses ffmpeg kann keine MP3 erzeugen (libmp3lame fehlt). In [recordings] ffmpeg ein anderes angeben; ein neuer Versuch folgt.",
  "rec.ffmpeg.noCodec":
    "Dieses ffmpeg kann den Codec der Datei nicht lesen: {codec}. In [recordings] ffmpeg ein neueres angeben und erneut umwandeln.",
  "rec.ffmpeg.failed": "ffmpeg ist gescheitert ({detail:m}).",
  "rec.ffmpeg.stuck": "ffmpeg kam {s:n} s lang nicht voran und wurde angehalten.",
  "rec.stopped": "Die Umwandlung wurde angehalten.",
  "rec.notWhole": "Das MP3 war nicht vollständig ({detail:m}) und wird nicht verwendet.",
  "rec.notWhole.empty": "es enthält keinen Ton",
  "rec.notWhole.cut": "sein letzter Rahmen ist abgeschnitten",
  "rec.notWhole.stray": "{n:n} Byte sind kein Ton",
  "rec.notWhole.noEnd": "sein Ende wurde nie geschrieben",
  "rec.notWhole.frames": "{is:n} von {should:n} Rahmen",
  "rec.notWhole.checksum": "seine Prüfsumme stimmt nicht",
  "rec.diskFull": "Der Datenträger der MP3-Dateien ist voll. Dort Platz schaffen; ein neuer Versuch folgt.",
  "rec.notStored":
    "Das MP3 lässt sich nicht speichern ({reason:m}). Diesem Programm Schreibrecht in [recordings] storage geben; ein neuer Versuch folgt.",
  "rec.unexpected": "Die Umwandlung ist gescheitert: {reason:m}",
  "rec.removed": "3CX hat {path} entfernt oder ins Archiv verschoben.",
  "rec.noaccess": "Kein Leserecht für {path}.",
  "rec.noaccess.advice":
    "Für {who:m} das Lesen der Aufnahmen erlauben: unter Linux in die Gruppe phonesystem aufnehmen, unter Windows Leserecht geben. Danach dieses Programm neu starten.",
  "rec.noaccess.us": "den Benutzer dieses Programms",
  "rec.noaccess.user": "„{user}“ (als dieser Benutzer läuft das Programm)",
  "rec.keptByOther": "Ein anderes Programm gibt diese Datei nicht frei.",
  "rec.tooManyOpen": "Dieses Programm hat zu viele Dateien offen.",
  "rec.path.unreadable": "{path} ist nicht lesbar ({reason:m}).",
  "rec.path.link":
    "{path} ist eine Verknüpfung, die aus dem Aufnahmeordner hinausführt. Sie wird nicht gelesen; die Datei selbst dorthin kopieren.",
  "rec.path.name": "Der Name von {path} ist kein gültiger Text. Die Datei umbenennen.",
  "rec.folder.missing": "Den Aufnahmeordner {path} gibt es nicht.",
  "rec.folder.missing.advice":
    "Den Ordner eintragen, in den 3CX schreibt (folder in [recordings]), oder Aufnahmen über das Netz holen: source = pbx.",
  "rec.folder.unreachable": "Der Aufnahmeordner {path} ist nicht erreichbar ({reason:m}).",
  "rec.folder.unreachable.advice":
    "Liegt er auf einem anderen Rechner, diesen und das Netz prüfen. Es wird von selbst wieder nachgesehen.",
  "rec.folder.emptied": "Der Aufnahmeordner {path} ist leer, obwohl zuvor Aufnahmen darin waren.",
  "rec.folder.emptied.advice":
    "Liegt er auf einem anderen Rechner, prüfen, ob der verbunden ist. Es wird von selbst wieder nachgesehen.",
  "rec.list.uncompared": "Aufnahmen lassen sich nicht mit der Liste der erledigten vergleichen ({reason:m}).",
  "rec.list.uncompared.advice": "Sie werden von selbst wieder verglichen.",
  "rec.archived":
    "3CX hat diese Aufnahme ins Archiv verschoben. Von hier ist sie nicht lesbar; sie wird wieder angefragt.",
  "rec.noRecording": "{key:w} ist keine Aufnahme der 3CX.",
  "rec.download.broken": "Das Herunterladen dieser Aufnahme brach ab. Es geht von selbst weiter.",
  "rec.download.noRoom":
    "In {folder} ist kein Platz mehr für das Herunterladen. Platz schaffen; ein neuer Versuch folgt.",
  "rec.download.notWritten":
    "Heruntergeladenes lässt sich nicht in {folder} schreiben ({reason:m}). storage in [recordings] prüfen und wer dort schreiben darf.",
  "rec.download.webPage": "3CX antwortete mit einer Webseite statt mit der Aufnahme.",
  "rec.download.otherPart": "3CX sendete einen anderen Teil der Aufnahme als verlangt.",
  "rec.download.noFile":
    "3CX hat zu dieser Aufnahme keine Datei‹ (Status {status:w})›: noch nicht geschrieben oder gelöscht.",
  "rec.download.forbidden":
    "Diese Aufnahme darf mit diesem Client nicht heruntergeladen werden‹ (Status {status:w})›.",
  "rec.download.failed":
    "3CX konnte diese Aufnahme nicht herausgeben‹ (Status {status:w})›. Sie wird wieder angefragt.",
  "rec.status.off": "Aufnahmen sind ausgeschaltet.",
  "rec.status.off.advice":
    "[recordings] source auf folder oder pbx setzen, damit ihre Links gesendet werden.",
  "rec.status.none": "Aufnahmen werden nicht verarbeitet.",
  "rec.status.unusable":
    "Die Liste der Aufnahmen ist nicht verwendbar; das Protokoll sagt, warum. Gespräche und Webhooks laufen weiter.",
  "rec.status.ffmpeg":
    "ffmpeg wurde nicht gefunden. Gespräche laufen weiter, {n:n} {n|Aufnahme wartet|Aufnahmen warten}.",
  "rec.status.ffmpeg.advice":
    "ffmpeg installieren oder seine Datei in [recordings] ffmpeg angeben. Gesucht: {looked}.",
  "rec.status.disk":
    "Nur noch {free:size} frei auf dem Datenträger von {path}. Aufnahmen ruhen, bis {need:size} frei sind; Gespräche und Webhooks laufen weiter.",
  "rec.status.disk.advice": "Platz schaffen oder Aufnahmen weniger Tage behalten ([recordings] keep_days).",
  "rec.status.starting": "Die Aufnahmen werden durchgesehen.",
  "rec.status.links":
    "{n:n} {n|Link öffnet|Links öffnen} sich nicht und {n|ist|sind} noch nicht gesendet. {reason:m}",
  "rec.status.links.advice": "public_url in [recordings] und den Abschnitt [server] prüfen.",
  "rec.status.working": "{n:n} {n|Aufnahme wird|Aufnahmen werden} umgewandelt.",
  "rec.status.idle": "Warten auf die nächste Aufnahme.",
  "rec.store.held":
    "Ein anderes Programm hält die Liste der Aufnahmen {path} fest ({reason}). Den Datenordner von Sicherungen und Virenprüfungen ausnehmen.",
  "rec.store.full":
    "Auf dem Datenträger ist kein Platz für die Liste der Aufnahmen {path} ({reason}). Platz schaffen.",
  "rec.store.unwritable":
    "Die Liste der Aufnahmen {path} lässt sich nicht schreiben ({reason}). Diesem Benutzer Schreibrecht auf sie und ihren Ordner geben.",
  "rec.store.refused": "Die Liste der Aufnahmen {path} nahm nicht an, was zu speichern war ({reason}).",
  "rec.store.unusable":
    "Die Liste der Aufnahmen {path} ist nicht benutzbar ({reason}). Den Datenträger prüfen.",
  "rec.store.calm": "Gespräche und ihre Webhooks gehen weiter.",
  "rec.keys.damaged":
    "{path} ist beschädigt: Darin stehen die Schlüssel der Links zu Aufnahmen. Aus einer Sicherung zurückholen oder löschen; dann gehen die bisher gesendeten Links nicht mehr.",
  "rec.keys.unusable":
    "{path} mit den Schlüsseln der Links zu Aufnahmen ist nicht verwendbar ({reason:m}). Diesem Benutzer das Lesen und Schreiben der Datei und ihres Ordners erlauben.",
  "rec.missing": "Eine solche Aufnahme ohne Gespräch gibt es nicht mehr.",
  "rec.page": "Diese Seite der Aufnahmen ist nicht bekannt; wieder mit der ersten beginnen.",
};
