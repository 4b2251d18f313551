/** What the engine says about checks, its own files, simulations, and connections of windows. German. */
import type { programMessages } from "../../../src-shared/messages/program-messages.ts";

export const programGerman: Readonly<Record<keyof typeof programMessages, string>> = {
  "check.failed": "Das ließ sich nicht prüfen ({reason:m}).",
  "check.failed.advice": "Erneut versuchen; bleibt es dabei, im Protokoll nachsehen.",
  "check.pbx.name": "Die Adresse {host:w} ist bekannt.",
  "check.pbx.reachable": "{host:w} antwortet an Port {port:w}.",
  "check.http": "Die Adresse beginnt mit http: Nichts wird verschlüsselt.",
  "check.certificate": "Das Zertifikat ist gültig.",
  "check.certificate.any": "Jedes Zertifikat der 3CX wird angenommen: allow_self_signed ist an.",
  "check.certificate.any.advice": "Nur so lassen, wenn das Netz dazwischen Ihr eigenes ist.",
  "check.pbx.signIn": "3CX nimmt Client-ID und API-Schlüssel an.",
  "check.pbx.permission": "Gespräche, Nummern und Anrufprotokoll sind lesbar.",
  "check.pbx.version": "Es ist 3CX {version:w}.",
  "check.pbx.polling": "Gespräche werden durch Abfragen je Sekunde verfolgt.",
  "check.pbx.seen": "{n:n} {n|Nebenstelle ist|Nebenstellen sind} sichtbar.",
  "check.pbx.some":
    "Nur {n:n} von {all:n} Nebenstellen sind sichtbar: Klingeln und Annahme der anderen nicht.",
  "check.pbx.some.advice":
    "Sind sie wichtig, unter Admin → Integrationen → API in die Liste der überwachten Nebenstellen aufnehmen.",
  "check.ep.notSent": "Es wurde nichts gesendet. Was der Empfänger antwortet, zeigt ein Testereignis.",
  "check.ep.isAddress": "{host:w} ist eine Adresse; kein Name ist aufzulösen.",
  "check.ep.name": "{host:w} ist {addresses}.",
  "check.ep.reachable": "{host:w} nimmt an Port {port:w} Verbindungen an.",
  "check.ep.certificate": "Das Zertifikat von {host:w} ist gültig.",
  "check.ep.certificate.accepted": "Das Zertifikat von {host:w} ist gültig oder das angenommene.",
  "check.rec.off": "Aufnahmen sind ausgeschaltet (source = off).",
  "check.rec.list": "Die Liste der Aufnahmen ist lesbar; sie nennt {n:n} der letzten 24 Stunden.",
  "check.rec.list.more":
    "Die Liste der Aufnahmen ist lesbar; sie nennt mehr als {n:n} der letzten 24 Stunden.",
  "check.rec.exists": "{folder} ist vorhanden.",
  "check.rec.noFolder": "{folder} ist kein Ordner.",
  "check.rec.noFolder.advice": "Den Ordner eintragen, in den 3CX schreibt (folder in [recordings]).",
  "check.rec.readable": "{folder} ist lesbar.",
  "check.rec.none": "In {folder} liegt noch keine Aufnahme.",
  "check.rec.none.advice": "Prüfen, ob 3CX Gespräche aufnimmt und dort ablegt.",
  "check.rec.found": "{n:n} {n|Aufnahme|Aufnahmen} gefunden‹, die neueste von {time:date}›.",
  "check.rec.foundMore": "Mehr als {n:n} {n|Aufnahme|Aufnahmen} gefunden‹, die neueste von {time:date}›.",
  "check.rec.notWritable": "MP3-Dateien lassen sich nicht in {folder} schreiben ({reason:m}).",
  "check.rec.notWritable.advice":
    "Dem Benutzer dieses Programms dort Schreibrecht geben oder einen anderen Ordner wählen (storage in [recordings]).",
  "check.rec.lowDisk.advice": "Auf diesem Datenträger Platz schaffen oder für storage einen anderen wählen.",
  "check.rec.writable": "MP3-Dateien lassen sich in {folder} schreiben; {free:size} sind frei.",
  "check.rec.writable.unknown": "MP3-Dateien lassen sich in {folder} schreiben.",
  "check.ffmpeg.silent": "ffmpeg antwortet nicht auf die Frage nach seiner Version.",
  "check.ffmpeg.missing": "ffmpeg wurde nicht gefunden. Nachgesehen: {looked}.",
  "check.ffmpeg.advice": "ffmpeg installieren oder das Programm in [recordings] ffmpeg angeben.",
  "check.ffmpeg": "ffmpeg {version:w} liegt unter {path}.",
  "check.ffmpeg.other": "{place} ({path}): {reason:m}. Stattdessen: {found:m}",
  "check.ffmpeg.notStarted": "startet nicht: {code:w}",
  "check.ffmpeg.isNone": "ist kein ffmpeg",
  "check.ffmpeg.other.advice": "[recordings] ffmpeg berichtigen.",
  "store.ok": "Neue Webhooks können gespeichert werden.",
  "store.disk-full":
    "Auf dem Datenträger ist kein Platz für {path} ({reason}). Webhooks neuer Ereignisse warten so lange im Arbeitsspeicher; Platz schaffen.",
  "store.locked":
    "Ein anderes Programm hält {path} fest ({reason}). Webhooks neuer Ereignisse warten so lange im Arbeitsspeicher; den Datenordner von Sicherungen und Virenprüfungen ausnehmen.",
  "store.unwritable":
    "Die Datei {path} lässt sich nicht schreiben ({reason}). Webhooks neuer Ereignisse warten so lange im Arbeitsspeicher; Datenträger und Rechte des Ordners prüfen.",
  "store.damaged":
    "Die Datei {path} war beschädigt ({reason}) und bleibt als {aside} erhalten; eine neue ist angelegt, mit {n:n} {n|Ereignis, das|Ereignissen, die} noch lesbar {n|war|waren}. Den Datenträger prüfen und im Webhook-Protokoll nachsehen, was fehlen kann.",
  "store.newer":
    "{path} hat Aufbau {version:n}, diese Version von 3CX Webhook kennt aber nur die bis {known:n}. Die zuletzt benutzte Version installieren oder mit --data einen anderen Datenordner wählen.",
  "store.shared.full":
    "Der PostgreSQL-Server {server:w} hat keinen Platz mehr auf seinem Datenträger ({reason}).",
  "store.shared.full.advice": "Dort Platz schaffen.",
  "store.shared.locked": "Die Warteschlange auf {server:w} ist gesperrt ({reason}).",
  "store.shared.locked.advice": "In der Datenbank nach einer langen Transaktion oder Sperre suchen.",
  "store.shared.unwritable": "Die Warteschlange auf {server:w} lässt sich nicht schreiben ({reason}).",
  "store.shared.unwritable.advice": "Den PostgreSQL-Server und das Netz zu ihm prüfen.",
  "store.shared.newer":
    "Die Warteschlange auf {server:w} wurde von einer neueren Version dieses Programms geändert (Aufbau {version:n}, diese Version kennt {known:n}). Dieses Programm aktualisieren.",
  "store.shared.waits": "Webhooks neuer Ereignisse warten so lange im Arbeitsspeicher.",
  "worker.none":
    "Kein Zustellhelfer ist verbunden, daher wird nichts gesendet: 3cx-webhook worker starten oder in seinem Protokoll nachsehen.",
  "worker.without":
    "Kein Zustellhelfer hat [endpoint.{ep:w}] in seinen Einstellungen, daher wird nichts gesendet: dort eintragen.",
  "store.calls.unreadable":
    "Der Gesprächsverlauf {path} ist gerade nicht lesbar ({reason}). Erneut versuchen; bleibt es dabei, Datenträger und Rechte des Ordners prüfen.",
  "update.notAsked": "Noch nicht nachgefragt.",
  "update.unknown":
    "Die Datei {url:w} nennt die neueste Version nicht: {reason:m}. update_url in [server] prüfen.",
  "update.noVersion": "sie enthält keine Version",
  "cert.server":
    "Das Zertifikat des Webservers dieses Programms {when:m}; danach öffnen sich Links zu Aufnahmen und dieses Fenster nicht mehr.",
  "cert.server.advice":
    "Erneuern und dort ablegen, wo cert_file und key_file in [server] es angeben; es wird ohne Neustart übernommen.",
  "cert.server.self":
    "Das selbst signierte Zertifikat des Webservers dieses Programms {when:m} und ließ sich nicht erneuern.",
  "cert.server.self.advice":
    "Den Ordner tls in {folder} für dieses Programm beschreibbar machen, dann neu starten.",
  "cert.client": "Das Client-Zertifikat für {ep:w} {when:m}; danach lehnt {ep:w} seine Webhooks ab.",
  "cert.client.advice":
    "Erneuern und dort ablegen, wo client_cert_file und client_key_file in [endpoint.{ep:w}] es angeben; es wird ohne Neustart übernommen.",
  "cert.ranOut": "ist am {date:date} abgelaufen",
  "cert.runsOut": "läuft am {date:date} ab, {left:m}",
  "cert.left.hours": "in weniger als einem Tag",
  "cert.left.days": "in {n:n} {n|Tag|Tagen}",
  "sim.busy": "Eine Simulation läuft schon; zuerst anhalten.",
  "sim.noFault": "Den Fehler „{name}“ gibt es nicht; das Fenster neu laden.",
  "sim.tooMany": "Das sind {n:n} Gespräche; eine kleinere Zahl wählen, höchstens {most:n}.",
  "sim.anonymous": "Der Anrufer dieses Szenarios ist anonym: die Nummer leer lassen.",
  "sim.caller":
    "Die Nummer des Anrufers muss eine Telefonnummer mit mindestens drei Ziffern sein, etwa +420774852629.",
  "sim.extension": "Die Nebenstelle muss eine Zahl sein, etwa 106.",
  "sim.noExtension": "In diesem Szenario kommt keine Nebenstelle vor: die Nebenstelle leer lassen.",
  "sim.noDid": "In diesem Szenario ruft niemand von außen an: die DID leer lassen.",
  "sim.failed": "Die Simulation ließ sich nicht ausführen: {reason:m}",
  "sim.stopped":
    "Von Hand angehalten: {finished:n} von {planned:n} Gesprächen liefen bis zum Ende, {accepted:n} von {requests:n} Anfragen wurden angenommen.",
  "sim.unseen": "Es kam kein Gespräch zustande, weil die simulierte Anlage keines zeigt.",
  "sim.difference": "Eine Abweichung von dem, was das Szenario verspricht: {detail}",
  "sim.differences": "{n:n} Abweichungen von dem, was das Szenario verspricht: {detail}",
  "sim.asPromised": "Alle {n:n} Ereignisse kamen, wie es das Szenario verspricht.",
  "sim.asPromisedOne": "Das eine Ereignis kam, wie es das Szenario verspricht.",
  "sim.rules":
    "Alle {n:n} Ereignisse halten die Regeln für alle Gespräche ein; das Versprechen des Szenarios selbst wurde nicht beurteilt ({reason:m}).",
  "sim.rulesOne":
    "Das eine Ereignis hält die Regeln für alle Gespräche ein; das Versprechen des Szenarios selbst wurde nicht beurteilt ({reason:m}).",
  "sim.hidden.restart": "die Anlage startete neu",
  "sim.hidden.ivr": "niemand überwacht das IVR",
  "sim.hidden.queue": "niemand überwacht die Warteschlange",
  "sim.hidden.wait": "das Warten in der Warteschlange sieht aus wie das Ende des Gesprächs",
  "sim.hidden.mobile": "das Mobiltelefon gehört für die Anlage zum Trunk",
  "sim.hidden.park": "ein geparktes Gespräch ist an keinem Telefon",
  "sim.hidden.some": "es enthält einige der anderen",
  "sim.hidden.conference": "die Abfrage sagt nicht, wer in einer Konferenz ist",
  "sim.hidden.hasConference": "es enthält eine Konferenz",
  "sim.hidden.neither": "keine der beiden Quellen antwortet verlässlich",
  "sim.accepted": "Alle {n:n} Anfragen wurden angenommen von: {where:m}.",
  "sim.acceptedOne": "Die eine Anfrage wurde angenommen von: {where:m}.",
  "sim.unwanted": "Keines davon wird gewünscht von: {where:m}. Siehe events und users in den Einstellungen.",
  "sim.lost": "{n:n} von {all:n} Anfragen wurden nicht angenommen ({where:m}).",
  "sim.lost.why": "{n:n} von {all:n} Anfragen wurden nicht angenommen ({where:m}): {reason:m}",
  "sim.builtIn": "eingebauter Empfänger",
  "sim.dropped": "Bis zum Ende der Simulation nicht angenommen; kein neuer Versuch.",
  "start.folder": "Der Datenordner {path} lässt sich nicht benutzen ({reason}).",
  "start.folder.rights": "Mit --data einen anderen wählen oder diesem Benutzer Schreibrecht geben.",
  "start.folder.full": "Auf seinem Datenträger Platz schaffen oder mit --data einen anderen wählen.",
  "start.folder.held":
    "Ein anderes 3CX Webhook nutzt den Datenordner {path} bereits‹ (Prozess {pid:w})›. Dieses zuerst anhalten oder mit --data einen anderen Ordner wählen.",
  "start.file.held":
    "Ein anderes Programm hält die Datei {path} fest ({reason}). Dieses Programm anhalten, etwa eine Sicherung, und erneut starten.",
  "start.file.full":
    "Auf dem Datenträger ist kein Platz für {path} ({reason}). Platz schaffen und erneut starten.",
  "start.file.unwritable":
    "Die Datei {path} lässt sich nicht schreiben ({reason}). Diesem Benutzer Schreibrecht auf sie und ihren Ordner geben oder mit --data einen anderen Ordner wählen.",
  "start.file.unusable":
    "Die Datei {path} lässt sich nicht öffnen ({reason}). Datenträger und Rechte des Ordners prüfen oder mit --data einen anderen wählen.",
  "start.shared.none":
    "queue = postgres in [delivery] braucht die Adresse der Datenbank: dort queue_url setzen.",
  "start.shared.unwritable":
    "Die Warteschlange auf {server:w} lässt sich nicht schreiben ({reason}). Dem Benutzer in queue_url erlauben, in die Datenbank zu schreiben und darin ein Schema anzulegen.",
  "start.shared.unusable":
    "Die Warteschlange auf {server:w} lässt sich nicht öffnen ({reason}). queue_url in [delivery] prüfen, und ob der PostgreSQL-Server läuft und diesen Rechner einlässt.",
  "start.shared.taken":
    "Ein anderes Programm nutzt die Warteschlange auf {server:w} unter dem Namen {engine:w}. Es anhalten oder jedem mit dem Schlüssel engine in [delivery] einen eigenen Namen geben.",
  "start.port.used":
    "Port {port:w} an {host:w} ist von einem anderen Programm belegt. Dieses anhalten oder in [server] einen anderen Port setzen.",
  "start.port.notAllowed":
    "Dieses Programm darf Port {port:w} an {host:w} nicht öffnen. In [server] einen Port über 1023 setzen.",
  "start.port.noAddress":
    "{host:w} ist keine Adresse dieses Rechners. host in [server] auf 127.0.0.1, 0.0.0.0 oder eine seiner Adressen setzen.",
  "start.port.other":
    "Port {port:w} an {host:w} lässt sich nicht öffnen ({reason}). host und port in [server] prüfen.",
  "capture.already": "Es wird schon aufgezeichnet. Erst beenden, dann neu beginnen.",
  "capture.exists": "{path} gibt es schon. Eine andere Datei nennen: Eine Aufzeichnung überschreibt keine.",
  "capture.unwritable":
    "{path} lässt sich nicht schreiben ({reason}). Eine Datei in einem anderen Ordner nennen.",
  "capture.further": "Die Datei lässt sich nicht weiterschreiben ({reason}): nach freiem Platz sehen.",
  "capture.slow": "Der Datenträger ist zu langsam für das, was 3CX sendet: einen anderen Ordner wählen.",
  "rpc.disconnected": "Es gibt keine Verbindung zum Dienst.",
  "rpc.silentService": "Der Dienst antwortet nicht. Prüfen, ob er läuft, dann erneut versuchen.",
  "rpc.tooMuch": "Zu viele Anfragen auf einmal. Gleich noch einmal versuchen.",
  "rpc.nonsense": "Die Antwort des Dienstes ergibt hier keinen Sinn.",
  "rpc.notSent": "Die Antwort lässt sich nicht senden.",
  "rpc.answerLarge": "Die Antwort ist zu groß. Weniger auf einmal anfragen.",
  "rpc.questionLarge": "Das ist zu groß, um es an den Dienst zu senden.",
  "rpc.unknown": "Diese Version des Dienstes kann das nicht.",
  "rpc.failed": "Der Dienst konnte das nicht ausführen. Sein Protokoll sagt, warum.",
  "rpc.stopping": "3CX Webhook hält an.",
  "rpc.cancelled": "Die Anfrage wurde abgebrochen.",
  "rpc.closed": "Die Verbindung wurde geschlossen.",
  "rpc.lost": "Die Verbindung ging verloren.",
  "rpc.silent": "Seit einigen Sekunden kam nichts. Das Netz zwischen Fenster und Dienst prüfen.",
  "rpc.malformed": "Eine Nachricht war nicht verständlich. Fenster und Dienst auf dieselbe Version bringen.",
  "rpc.large": "Eine Nachricht war zu groß.",
  "rpc.slow": "Das Fenster kam nicht mehr mit. Neu laden.",
  "rpc.version": "Fenster und Dienst haben verschiedene Versionen. Die ältere aktualisieren.",
  "rpc.loginNeeded": "Mit dem Monitor-Passwort anmelden.",
  "rpc.sessionEnded": "Die Sitzung ist beendet. Erneut anmelden.",
  "rpc.remoteOff":
    "Fernzugriff ist aus: Dort ist kein Passwort gesetzt. monitor_password in [server] setzen.",
  "rpc.switchedOff": "Die Monitorseite ist ausgeschaltet. monitor = yes in [server] setzen.",
  "rpc.windows": "An diesem Dienst sind zu viele Fenster offen. Einige schließen.",
  "rpc.second": "Ein anderes 3CX Webhook nutzt diesen Datenordner bereits.",
  "rpc.origin":
    "Von dieser Adresse lässt sich der Monitor nicht öffnen. Die Adresse verwenden, die der Dienst selbst anzeigt.",
  "rpc.logins": "Zu viele melden sich gleichzeitig an. Gleich noch einmal versuchen.",
  "rpc.guesses": "Zu viele falsche Passwörter von dieser Adresse. In {s:n} Sekunden erneut versuchen.",
};
