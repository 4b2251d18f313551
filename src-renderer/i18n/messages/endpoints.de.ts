/** Why a webhook did not arrive, and what to do. German. */
import type { endpointsEn } from "./endpoints.en.ts";

export const endpointsDe: Readonly<Record<keyof typeof endpointsEn, string>> = {
  "ep.dns": "<b>Der Name {host} lässt sich nicht auflösen.</b> Adresse von {ep} prüfen.",
  "ep.refused": "<b>An {ip}:{port} antwortet nichts.</b> Läuft der Empfänger?",
  "ep.connect": "<b>Keine Verbindung zu {ip}:{port} in 3 s.</b> Firewall oder falsches Netz.",
  "ep.timeout":
    "<b>{host} nahm die Anfrage an, antwortete aber nicht in {s, number} s.</b> Vielleicht wurde sie verarbeitet: mit einer Wiederholung gleicher webhook-id rechnen.",
  "ep.reset": "<b>{host} brach die Verbindung ab</b> ({phase}).",
  "ep.tls.expired": "<b>Das Zertifikat des Empfängers ist am {date} abgelaufen.</b>",
  "ep.tls.self":
    "<b>Das Zertifikat des Empfängers ist selbst signiert.</b> <accept>{fp} annehmen</accept> <chooseCaFile>CA-Datei wählen</chooseCaFile>",
  "ep.tls.name": "<b>Das Zertifikat gilt für {names}, nicht für {host}.</b>",
  "ep.tls.old": "<b>Keine gemeinsame TLS-Version: {host} bietet nur {v}.</b> Nötig: 1.2 oder neuer.",
  "ep.tls.client":
    "<b>Der Empfänger verlangt ein Client-Zertifikat;</b> {reason, select, refused {unseres wurde abgelehnt} other {keines gesetzt}}. <settings>Einstellungen</settings>",
  "ep.notHttp": "<b>{host} antwortete, aber nicht mit HTTP.</b> Falscher Port?",
  "ep.3xx":
    "<b>{host} leitet um ({status}) auf {location}. Umleitungen wird nicht gefolgt.</b> <useThatAddress>Diese Adresse nehmen</useThatAddress>",
  "ep.auth":
    "<b>{host} verweigert den Zugang ({status}).</b> Benutzer, Token oder Header von {ep} prüfen. Weitere Versuche folgen.",
  "ep.signature":
    "<b>{host} verweigert den Zugang ({status}), Signatur ist an.</b> Meist: anderes Geheimnis, Proxy ändert den Inhalt, Uhr um mehr als 5 min falsch. <replaceSecret>Geheimnis ersetzen</replaceSecret> <test>Testen</test>",
  "ep.404": "<b>{host} kennt {path} nicht ({status}).</b> Pfad und Methode ({method}) prüfen.",
  "ep.refusedContent":
    "<b>{host} lehnt den Inhalt ab ({status}): „{answer}“.</b> Nach 3 Versuchen aufgegeben; derselbe Inhalt käme auch später nicht durch.",
  "ep.busy": "<b>{host} bittet, bis {time} zu warten ({status}).</b> Das gilt für den ganzen Empfänger.",
  "ep.5xx": "<b>Fehler beim Empfänger ({status}).</b> Die Ursache liegt dort; nächster Versuch {time}.",
  "ep.410":
    "<b>{host} meldet: dauerhaft entfernt (410). {ep} ist angehalten</b>, {n, plural, one {# Zustellung bleibt} other {# Zustellungen bleiben}}. <editAddress>Adresse ändern</editAddress> <resume>Fortsetzen</resume>",
  "ep.blocked":
    "<b>{ip} wird nie aufgerufen</b> (link-local, Metadaten oder eigener Port). <editAddress>Adresse ändern</editAddress>",
  "ep.breaker":
    "<b>{n, plural, one {# Fehler} other {# Fehler}} nacheinander: ein Probeversuch alle {s, number} s.</b> Alles andere wartet, der Reihe nach. <probeNow>Jetzt probieren</probeNow>",
  "ep.waits": "Wartet auf das frühere Ereignis dieses Gesprächs ({event}, {time}).",
  "ep.expired":
    "<b>Abgelaufen: nicht innerhalb von {limit} angenommen.</b> Ein spätes {event} würde täuschen. <sendAnyway>Trotzdem senden</sendAnyway>",
  "ep.full":
    "<b>Die Warteschlange von {ep} ist voll ({n, number}).</b> Was zuerst abläuft, wird verworfen und gezählt: {m, number}.",
};
