/** What the engine says about requests to receivers. German. */
import type { deliveryMessages } from "../../../src-shared/messages/delivery-messages.ts";

export const deliveryGerman: Readonly<Record<keyof typeof deliveryMessages, string>> = {
  "ep.failed": "Die Anfrage an {at:w} ist gescheitert: {reason:m}.",
  "ep.notSent": "Die Anfrage konnte nicht gesendet werden: {reason:m}",
  "ep.blocked": "An {at:w} werden keine Webhooks gesendet: {reason:m}. Eine andere Adresse eintragen.",
  "ep.blocked.none": "{ip:w} ist keine Adresse eines Empfängers",
  "ep.blocked.broadcast": "{ip:w} ist eine Broadcast-Adresse",
  "ep.blocked.multicast": "{ip:w} ist eine Multicast-Adresse",
  "ep.blocked.linkLocal": "{ip:w} ist link-local: Das nutzen das Netz selbst und Metadatendienste",
  "ep.blocked.metadata": "{ip:w} gehört einem Metadatendienst",
  "ep.blocked.own": "{ip:w} ist der eigene Server dieses Programms",
  "ep.refused": "An {at:w} antwortet nichts; prüfen, ob der Empfänger läuft und der Port stimmt.",
  "ep.dns": "Der Name {host:w} lässt sich nicht auflösen; Schreibweise und DNS dieses Rechners prüfen.",
  "ep.dnsSilent": "Der DNS-Server gab für {host:w} keine Antwort; Netz und DNS dieses Rechners prüfen.",
  "ep.unreachable":
    "{at:w} ist nicht erreichbar; prüfen, ob der Rechner eingeschaltet ist und ein Weg dorthin führt.",
  "ep.noNetwork": "Dieser Rechner hat kein Netz, das zu {at:w} führt; seine Netzwerkverbindung prüfen.",
  "ep.notAllowed": "Dieser Rechner lässt keine Verbindung zu {at:w} zu; seine Firewall prüfen.",
  "ep.tooMany":
    "Dieser Rechner hat keine freien Verbindungen mehr (zu viele offene Dateien); das Limit für diesen Dienst erhöhen.",
  "ep.closed.connect": "{at:w} schloss die Verbindung schon beim Aufbau.",
  "ep.closed.noHttps": "Vielleicht wird dort kein https gesprochen.",
  "ep.closed.answer": "{at:w} schloss die Verbindung ohne Antwort.",
  "ep.closed.clientCertificate":
    "Vielleicht verlangt er ein Client-Zertifikat oder ein anderes (client_cert_file).",
  "ep.closed.body": "{at:w} schloss die Verbindung mitten in der Antwort.",
  "ep.address": "Die Adresse {url:w} ist ungültig: {reason:m}.",
  "ep.connect": "{at:w} nahm in {s:n} s keine Verbindung an; womöglich verschluckt eine Firewall sie.",
  "ep.timeout.headers": "{at:w} nahm die Anfrage an, begann aber in {s:n} s nicht zu antworten.",
  "ep.timeout.body": "{at:w} begann zu antworten und verstummte dann.",
  "ep.timeout.connect": "Zu {at:w} kam in {s:n} s keine Verbindung zustande.",
  "ep.timeout.total": "{at:w} beendete seine Antwort nicht in {s:n} s (timeout_s).",
  "ep.tls.expired":
    "Das Zertifikat von {host:w} ist‹ am {date:date}› abgelaufen; es muss dort erneuert werden.",
  "ep.tls.notYet": "Das Zertifikat von {host:w} gilt erst ab {date:date}; die Uhr dieses Rechners prüfen.",
  "ep.tls.self":
    "Das Zertifikat von {host:w} ist selbst signiert, niemand bürgt dafür; die Zertifizierungsstelle in ca_file angeben oder ein öffentliches Zertifikat verwenden.",
  "ep.tls.unknown":
    "Das Zertifikat von {host:w} stammt von einer Stelle, die dieser Rechner nicht kennt, oder der Empfänger sendet sein Zwischenzertifikat nicht mit; die Zertifizierungsstelle in ca_file angeben.",
  "ep.tls.accept": "Ist es das richtige, annehmen: accept_fingerprint = SHA256:{fingerprint:w}",
  "ep.tls.revoked": "Das Zertifikat von {host:w} wurde widerrufen.",
  "ep.tls.name":
    "Das Zertifikat von {host:w} ist auf {names:m} ausgestellt, nicht auf {host:w}; die Adresse prüfen.",
  "ep.tls.otherName": "einen anderen Namen",
  "ep.tls.laterDate": "einem späteren Tag",
  "ep.tls.none":
    "{at:w} spricht kein https oder nur eine veraltete Version davon; http oder https und den Port prüfen.",
  "ep.tls.client": "{at:w} verlangt ein Client-Zertifikat; client_cert_file und client_key_file setzen.",
  "ep.tls.clientRefused":
    "{at:w} nimmt das Client-Zertifikat nicht an oder verlangt eines; client_cert_file prüfen.",
  "ep.tls.handshake":
    "{at:w} lehnte eine sichere Verbindung ab. Vielleicht wird ein Client-Zertifikat verlangt (client_cert_file), oder dort läuft nur eine veraltete Version von https.",
  "ep.tls.other": "Zu {at:w} kam keine sichere Verbindung zustande ({code:w}).",
  "ep.headersTooLarge": "{at:w} antwortete mit zu großen Headern.",
  "ep.lengthWrong": "{at:w} sendete weniger oder mehr als angekündigt.",
  "ep.notHttp": "Was {at:w} antwortete, ist kein HTTP; den Port prüfen.",
  "ep.badCharacter":
    "Die Anfrage an {at:w} lässt sich nicht schreiben: Ein Header oder die Adresse dieses Empfängers enthält ein Zeichen, das HTTP nicht erlaubt.",
  "ep.stopped":
    "Der Versuch wurde abgebrochen, weil dieses Programm anhielt oder sich seine Einstellungen änderten.",
  "ep.noReason": "ohne Angabe von Gründen",
  "ep.unknownReason": "Grund unbekannt",
  "ep.answer": "Der Empfänger antwortete {answer:p}.",
  "ep.answer.3xx":
    "Der Empfänger antwortete {answer:p}; Umleitungen‹ (auf {location:w})› wird nicht gefolgt, daher die endgültige Adresse eintragen.",
  "ep.answer.content": "Der Empfänger antwortete {answer:p}: Er nimmt den Inhalt nicht an.",
  "ep.answer.auth":
    "Der Empfänger antwortete {answer:p}: Er verweigert den Zugang; Zugangsdaten und Header des Empfängers prüfen.",
  "ep.answer.404":
    "Der Empfänger antwortete {answer:p}: Unter dieser Adresse gibt es nichts; den Pfad prüfen.",
  "ep.answer.405":
    "Der Empfänger antwortete {answer:p}: Er nimmt diese Methode nicht an; method = GET oder POST prüfen.",
  "ep.answer.410":
    "Der Empfänger antwortete {answer:p}: Er will keine Webhooks mehr; er bleibt angehalten, bis er fortgesetzt wird oder sich seine Einstellungen ändern.",
  "ep.answer.413": "Der Empfänger antwortete {answer:p}: Der Inhalt ist ihm zu groß.",
  "ep.answer.429": "Der Empfänger antwortete {answer:p}: Er bekommt mehr, als er will, und bittet zu warten.",
  "ep.answer.away": "Der Empfänger antwortete {answer:p}: Er ist gerade nicht verfügbar.",
  "ep.answer.5xx": "Der Empfänger antwortete {answer:p}: Der Fehler liegt bei ihm.",
  "ep.expired": "Nicht gesendet: Die Zeit war um, bevor der Empfänger es annahm.",
  "ep.removed": "Nicht gesendet: Der Empfänger wurde aus den Einstellungen entfernt.",
  "ep.full":
    "Nicht gesendet: Zu viele Webhooks warten auf den Empfänger (queue_rows, queue_mb), und dieser wäre als erster abgelaufen.",
  "ep.unreadable":
    "Nicht gesendet: Die Warteschlange auf dem Datenträger enthält ihn nicht mehr in lesbarer Form.",
  "ep.file.encrypted":
    "Der Schlüssel in {path} (client_key_file des Empfängers {ep:w}) ist mit einem Kennwort geschützt; ohne Kennwort speichern.",
  "ep.file.noKey":
    "Die Datei {path} (client_key_file des Empfängers {ep:w}) enthält keinen privaten Schlüssel im PEM-Format.",
  "ep.file.otherKey":
    "Der Schlüssel in {path} (client_key_file des Empfängers {ep:w}) gehört nicht zum Zertifikat in {cert} (client_cert_file).",
  "ep.file.noCertificate":
    "Die Datei {path} ({key:w} des Empfängers {ep:w}) enthält kein Zertifikat im PEM-Format.",
  "ep.file.missing": "Die Datei {path} ({key:w} des Empfängers {ep:w}) gibt es nicht.",
  "ep.file.forbidden": "Die Datei {path} ({key:w} des Empfängers {ep:w}) darf dieses Programm nicht lesen.",
  "ep.file.unreadable": "Die Datei {path} ({key:w} des Empfängers {ep:w}) ist nicht lesbar.",
  "ep.status.paused": "Von Hand angehalten: Bis zum Fortsetzen wird nichts gesendet.",
  "ep.status.410":
    "Angehalten, weil der Empfänger 410 Gone antwortete: fortsetzen oder seine Einstellungen berichtigen.",
  "ep.status.breaker":
    "{n:n} {n|Sekunde|Sekunden} lang wird nichts gesendet, weil die letzten Versuche scheiterten: {reason:m}",
  "ep.status.probing":
    "Ein einzelner Webhook probiert, ob der Empfänger wieder da ist. Zuvor scheiterten Versuche: {reason:m}",
  "ep.status.failing": "Der letzte Versuch ist gescheitert: {reason:m}",
  "ep.status.slow":
    "Der Empfänger ist wieder da und bekommt {n:n} auf einmal, bis er sich als stabil erweist.",
  "ep.status.waits": "{n:n} {n|Webhook wartet|Webhooks warten}.",
  "ep.status.nothing": "Nichts wartet.",
  "ep.status.unused": "Bisher war nichts zu senden.",
  "ep.status.delivered": "Alles wurde zugestellt.",
  "ep.alarm.failing": "Der Empfänger {ep:w} bekommt nichts mehr. {reason:m}",
  "ep.alarm.config": "Beim Empfänger {ep:w} muss eine Einstellung geändert werden. {reason:m}",
  "ep.alarm.gone": "Der Empfänger {ep:w} ist angehalten. {reason:m}",
  "ep.alarm.expired": "Ein Webhook für den Empfänger {ep:w} wurde nicht rechtzeitig zugestellt. {reason:m}",
  "ep.alarm.full":
    "Für den Empfänger {ep:w} warten so viele Webhooks, dass verworfen wird, was zuerst abläuft; den Empfänger in Gang bringen oder queue_rows und queue_mb erhöhen.",
  "ep.problem": "{ep:w} nimmt seine Webhooks nicht an: {reason:m}",
  "ep.problem.silent": "keine Antwort.",
  "ep.problem.waits": "{n:n} {n|Webhook wartet|Webhooks warten}, keiner geht verloren.",
  "ep.test.accepted": "Der Empfänger nahm den Test mit {status:w} an.",
  "ep.test.noWebhook":
    "Das Format {dialect:w} kennt für {type:w} keinen Webhook; ein anderes Ereignis probieren.",
  "ep.gone": "Den Empfänger {ep:w} gibt es in den Einstellungen nicht mehr.",
  "ep.none": "Den Empfänger {ep:w} gibt es in den Einstellungen nicht.",
  "resend.over": "Dieses erneute Senden lief schon oder liegt zu lange zurück; erneut zählen lassen.",
  "log.gone": "Dieser Webhook steht nicht mehr im Protokoll.",
  "log.page": "Diese Seite des Protokolls ist nicht bekannt; wieder mit der ersten beginnen.",
  "log.exportOver": "Dieser Export ist vorbei; neu beginnen.",
  "log.unreadable":
    "Das Zustellprotokoll {path} ist gerade nicht lesbar ({reason}). Erneut versuchen; bleibt es dabei, Datenträger und Rechte des Ordners prüfen.",
};
