/** What is wrong between this program and 3CX, and what to do. German. */
import type { pbxEn } from "./pbx.en.ts";

export const pbxDe: Readonly<Record<keyof typeof pbxEn, string>> = {
  "pbx.dns":
    "<b>Die Adresse {host} ist unbekannt.</b> Schreibweise oder Namensserver dieses Rechners prüfen. <editAddress>Adresse ändern</editAddress>",
  "pbx.refused":
    "<b>{host} ist erreichbar, aber an Port {port} antwortet nichts.</b> 3CX nutzt 443 oder 5001. <tryBoth>Beide versuchen</tryBoth>",
  "pbx.timeout":
    "<b>{host} antwortet nicht innerhalb von {s, number} s.</b> Oft eine Firewall dazwischen. <checkAgain>Erneut prüfen</checkAgain>",
  "pbx.cert.self":
    "<b>3CX zeigt ein Zertifikat, für das niemand bürgt.</b> Fingerabdruck mit der Anlage vergleichen: {fp}. <acceptThisOne>Dieses annehmen</acceptThisOne> <chooseCaFile>CA-Datei wählen</chooseCaFile>",
  "pbx.cert.expired":
    "<b>Das Zertifikat von {host} ist am {date} abgelaufen.</b> In 3CX erneuern; bis dahin wird nichts gelesen. Stimmt die Uhr dieses Rechners ({now})?",
  "pbx.cert.name":
    "<b>Das Zertifikat gilt für {names}, nicht für {host}.</b> Diesen Namen als Adresse verwenden. <use>{name} verwenden</use>",
  "pbx.secret":
    "<b>3CX lehnt Client-ID oder API-Schlüssel ab.</b> Ein neuer Schlüssel ersetzt den alten sofort und wird nur einmal gezeigt. <enterKey>Schlüssel eingeben</enterKey>",
  "pbx.version":
    "<b>Diese 3CX ist zu alt, oder unter der Adresse läuft keine 3CX.</b> Nötig ist Version 20 ({path} fehlt). <editAddress>Adresse ändern</editAddress>",
  "pbx.noCallControl":
    "<b>3CX erlaubt Call Control nicht.</b> Entweder ist „3CX Call Control API“ nicht angehakt (Admin → Integrationen → API), oder die Lizenz enthält es nicht (Enterprise/AI, ab 8 Gesprächen; gefunden: {licence}). Solange wird abgefragt. <checkAgain>Erneut prüfen</checkAgain>",
  "pbx.noExtensions":
    "<b>Verbunden, aber 3CX zeigt keine Nebenstelle.</b> Die Liste der überwachten Nebenstellen dieses Clients ist leer; Gruppen zählen nicht, Nebenstellen einzeln eintragen. <checkAgain>Erneut prüfen</checkAgain>",
  "pbx.someExtensions":
    "{n, plural, one {# Nebenstelle wird} other {# Nebenstellen werden}} nicht überwacht: {list}. Ihr Klingeln bleibt unsichtbar. <howToAdd>So geht es</howToAdd>",
  "pbx.role":
    "<b>Die Rolle „{role}“ reicht nicht.</b> Anrufprotokoll und Aufnahmeliste brauchen System Owner. Bietet 3CX für die gewählte Abteilung nur „User“ an, eine andere wählen. <checkAgain>Erneut prüfen</checkAgain>",
  "pbx.ip":
    "<b>3CX weist diesen Rechner ab (überall 403).</b> Wahrscheinlich die Konsolen-Beschränkung: dort {ip} eintragen. <checkAgain>Erneut prüfen</checkAgain>",
  "pbx.otherClient":
    "<b>Ein anderes Programm nutzt dieselbe Client-ID.</b> 3CX führt je Client nur ein Token; beide verdrängen sich ({n, number}-mal in 10 min). Eigenen Client anlegen.",
  "pbx.lost":
    "<b>Verbindung zu 3CX seit {age} unterbrochen.</b> Nächster Versuch in {s, number} s. Was inzwischen endet, wird aus dem Anrufprotokoll nachgeholt. <tryNow>Jetzt versuchen</tryNow>",
  "pbx.slow":
    "Die Konfigurationsschnittstelle antwortet langsam ({ms, number} ms). Namen und Anrufprotokoll hinken nach, Klingeln und Annahme nicht.",
  "pbx.restarted":
    "3CX wurde um {time} neu gestartet. {n, plural, one {# offenes Gespräch wurde} other {# offene Gespräche wurden}} abgeschlossen.",
  "pbx.clock": "Die Uhren weichen um {d} ab: 3CX {pbx}, hier {here}. IDs nutzen die Zeit von 3CX.",
};
