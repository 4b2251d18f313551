/** What the engine says about the connection to 3CX. German. */
import type { pbxMessages } from "../../../src-shared/messages/pbx-messages.ts";

export const pbxGerman: Readonly<Record<keyof typeof pbxMessages, string>> = {
  "pbx.what.callControl": "Call Control",
  "pbx.what.activeCalls": "Die Liste der laufenden Gespräche",
  "pbx.what.activeCalls.inside": "die Liste der laufenden Gespräche",
  "pbx.what.directory": "Das Nummernverzeichnis",
  "pbx.what.directory.inside": "das Nummernverzeichnis",
  "pbx.what.callLog": "Das Anrufprotokoll",
  "pbx.what.callLog.inside": "das Anrufprotokoll",
  "pbx.what.recordings": "Die Liste der Aufnahmen",
  "pbx.what.recordings.inside": "die Liste der Aufnahmen",
  "pbx.not-configured": "Noch ist keine Telefonanlage eingerichtet.",
  "pbx.not-configured.advice":
    "Adresse der 3CX, Client-ID und API-Schlüssel eintragen. 3CX erzeugt beide unter Admin → Integrationen → API → Hinzufügen.",
  "pbx.not-asked": "{what:m} wurde noch nicht gebraucht.",
  "pbx.connecting": "{what:m}: Verbindung zu {host:w} wird aufgebaut.",
  "pbx.connected": "{what:m}: verbunden.",
  "pbx.connection-lost": "Die Verbindung zu {host:w} ist abgebrochen.",
  "pbx.connection-lost.advice": "Sie wird von selbst wieder aufgebaut.",
  "pbx.no-licence": "3CX erlaubt Call Control nicht‹ (Status {status:w})›.",
  "pbx.no-licence.advice":
    "„3CX Call Control API“ unter Admin → Integrationen → API für diesen Client anhaken. Ist der Haken gesetzt, enthält die Lizenz es nicht: Nötig ist Enterprise (AI) ab 8 gleichzeitigen Gesprächen. Solange werden Gespräche durch Abfragen verfolgt.",
  "pbx.no-monitored-extensions": "Verbunden, aber 3CX zeigt keine Nebenstelle.",
  "pbx.no-monitored-extensions.advice":
    "Unter Admin → Integrationen → API diesen Client öffnen und die Liste der überwachten Nebenstellen füllen. Gruppen zählen nicht: Nebenstellen einzeln eintragen.",
  "pbx.ip-restricted": "3CX weist diesen Rechner überall ab‹ (Status {status:w})›.",
  "pbx.ip-restricted.advice":
    "Wahrscheinlich die Konsolen-Beschränkung (Admin → Sicherheit → Konsolen-Beschränkungen): dort die Adresse dieses Rechners eintragen.",
  "pbx.role-too-low": "{what:m} ist für diesen Client nicht lesbar‹ (Status {status:w})›.",
  "pbx.role-too-low.advice":
    "„3CX Configuration API“ unter Admin → Integrationen → API für diesen Client anhaken und die Rolle System Owner wählen. Bietet 3CX dort nur die Rolle User an, eine andere Abteilung wählen.",
  "pbx.not-available": "Diese 3CX bietet {what:m} nicht an‹ (Status {status:w})›.",
  "pbx.not-available.advice": "3CX V20 auf den neuesten Stand bringen.",
  "pbx.wrong-secret": "3CX lehnt Client-ID oder API-Schlüssel ab.",
  "pbx.wrong-secret.advice":
    "Client-ID unter Admin → Integrationen → API vergleichen. Ein neuer API-Schlüssel ersetzt den alten sofort und wird nur einmal gezeigt: einen erzeugen und hier eintragen.",
  "pbx.token-stolen": "3CX weist das Zugriffstoken dieses Programms immer wieder ab.",
  "pbx.token-stolen.advice":
    "Wahrscheinlich nutzt ein anderes Programm dieselbe Client-ID: 3CX führt je Client nur ein Token, daher verdrängen sich beide. Unter Admin → Integrationen → API einen eigenen Client für dieses Programm anlegen.",
  "pbx.old-version": "{host:w} ist keine 3CX der Version 20: Der Pfad /connect/token fehlt.",
  "pbx.old-version.advice": "Adresse und Port prüfen. Eine 3CX vor V20 muss aktualisiert werden.",
  "pbx.not-3cx": "{at:w} antwortet, aber nicht wie eine 3CX‹ (Status {status:w})›.",
  "pbx.not-3cx.advice":
    "Adresse, Port (3CX nutzt 443 oder 5001) und https prüfen. Ein Proxy oder eine Anmeldeseite dazwischen sieht genauso aus.",
  "pbx.pbx-restarting": "3CX kann gerade nicht antworten‹ (Status {status:w})›.",
  "pbx.pbx-restarting.advice": "Vielleicht startet sie neu. Dieses Programm fragt von selbst wieder.",
  "pbx.unknown-host": "Die Adresse {host:w} ist unbekannt.",
  "pbx.unknown-host.advice": "Schreibweise und Namensserver dieses Rechners prüfen.",
  "pbx.connection-refused": "{host:w} ist erreichbar, aber an Port {port:w} antwortet nichts.",
  "pbx.connection-refused.advice": "3CX nutzt Port 443 oder 5001. Prüfen, ob sie läuft.",
  "pbx.unreachable": "{at:w} antwortet nicht rechtzeitig.",
  "pbx.unreachable.advice": "Oft steht eine Firewall zwischen diesem Rechner und 3CX.",
  "pbx.certificate-expired": "Das Zertifikat von {host:w} ist heute nicht gültig.",
  "pbx.certificate-expired.advice": "In 3CX erneuern und prüfen, ob die Uhr dieses Rechners stimmt.",
  "pbx.certificate-not-trusted": "{host:w} zeigt ein Zertifikat, für das niemand bürgt.",
  "pbx.certificate-not-trusted.advice":
    "Die Datei der Zertifizierungsstelle in ca_file angeben oder allow_self_signed = yes setzen, wenn das Netz dazwischen Ihr eigenes ist.",
  "pbx.certificate-wrong-host": "Das Zertifikat gilt nicht für {host:w}.",
  "pbx.certificate-wrong-host.advice":
    "Den Namen, für den das Zertifikat gilt (den FQDN der 3CX), als Adresse verwenden.",
  "pbx.ca-file-unreadable": "Die in ca_file genannte Datei ist nicht lesbar ({reason:m}).",
  "pbx.ca-file-unreadable.advice": "Pfad prüfen, und ob der Benutzer dieses Programms die Datei lesen darf.",
  "pbx.answer-too-large": "{what:m}: Die Antwort ist zu groß.",
  "pbx.answer-too-large.advice": "Prüfen, ob die Adresse wirklich zur 3CX gehört.",
  "pbx.unexpected-answer": "{what:m}: unerwartete Antwort‹ (Status {status:w})›.",
  "pbx.unexpected-answer.advice": "Einzelheiten stehen im Protokoll.",
};
