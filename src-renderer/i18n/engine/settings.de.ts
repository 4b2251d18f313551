/** What the engine says about settings. German; remarks read on after their place, so most begin in lower case. */
import type { settingMessages } from "../../../src-shared/messages/setting-messages.ts";

export const settingsGerman: Readonly<Record<keyof typeof settingMessages, string>> = {
  "set.value": "nötig ist {what:m}",
  "set.value.near": "nötig ist {what:m}. Gemeint: „{near}“?",
  "set.value.invisible": "nötig ist {what:m}. Ein unsichtbares Zeichen ist darin, etwa ein Zeilenumbruch.",
  "set.event": "„{word}“ ist kein Ereignis: nötig ist {what:m}",
  "set.event.near": "„{word}“ ist kein Ereignis: nötig ist {what:m}. Gemeint: „{near}“?",
  "set.event.dialing": "„{word}“ ist kein Ereignis: nötig ist {what:m}. „ringing“ schließt es ein.",
  "set.user": "„{word}“ ist kein Benutzer: nötig ist {what:m}",
  "expect.webAddress": "eine Adresse mit http:// oder https:// am Anfang, etwa https://crm.example.com/3cx",
  "expect.pbxAddress": "die Adresse der Anlage ohne Pfad, etwa https://pbx.example.com:5001",
  "expect.baseAddress":
    "eine Adresse ohne Fragezeichen, etwa https://recordings.example.com/webapi/recording",
  "expect.listenHost":
    "eine Adresse dieses Rechners ohne Port, etwa 127.0.0.1, oder 0.0.0.0 für alle seine IPv4-Adressen",
  "expect.header": "Text ohne Zeilenumbrüche und ohne Zeichen außerhalb von Latin-1",
  "expect.signingSecret": "whsec_, gefolgt von 24 bis 64 Byte in Base64",
  "expect.accessName": "ein Benutzername ohne Doppelpunkt",
  "expect.fingerprint":
    "SHA256:, gefolgt von den 64 Hexadezimalziffern des Fingerabdrucks, mit oder ohne Doppelpunkte",
  "expect.events": "eine Auswahl aus {events}",
  "expect.users":
    "eine Liste aus Nummern wie 101, Mustern wie 2xx, Bereichen wie 300-320, oder eines davon nach einem Minus, um es auszunehmen",
  "expect.timeOfDay": "eine Uhrzeit von 00:00 bis 23:59, etwa 03:00",
  "expect.date": "ein Tag mit oder ohne Uhrzeit, etwa 2026-03-31 12:00 oder 2026-03-31T12:00:00Z",
  "expect.timeZone": "eine Zeitzone, etwa Europe/Berlin",
  "expect.file": "der Pfad einer Datei",
  "expect.folder": "der Pfad eines Ordners",
  "expect.clientId": "die Client-ID der API-Integration",
  "expect.apiKey": "der API-Schlüssel",
  "expect.password": "ein Passwort",
  "expect.yesNo": "yes oder no",
  "expect.choice": "{words} oder {last:w}",
  "expect.wholeNumber": "eine ganze Zahl von {min:w} bis {max:w}",
  "expect.wholeNumber.days": "eine ganze Zahl von {min:w} bis {max:w} (Tage)",
  "expect.wholeNumber.kbit": "eine ganze Zahl von {min:w} bis {max:w} (kbit/s)",
  "expect.wholeNumber.mb": "eine ganze Zahl von {min:w} bis {max:w} (MB)",
  "expect.number.seconds": "eine Zahl von {min:w} bis {max:w} (Sekunden)",
  "expect.number.hours": "eine Zahl von {min:w} bis {max:w} (Stunden)",
  "expect.port": "eine Portnummer von 1 bis 65535, oder 0 für irgendeinen freien Port",
  "expect.oneLine": "ein Wert in einer Zeile",
  "expect.database": "eine Adresse wie postgres://user:password@host:5432/database",
  "expect.name": "ein Name aus Kleinbuchstaben, Ziffern, - und _",
  "set.header.name":
    "nötig ist nach header. der Name eines Headers aus Buchstaben, Ziffern und Bindestrichen, etwa header.authorization",
  "set.header.own": "diesen Header setzt das Programm selbst: entfernen",
  "set.lines": "{n:n} weitere Zeilen sind keine Einstellungen: Ist es die richtige Datei?",
  "set.section.twice.endpoint":
    "diesen Abschnitt gibt es zweimal, in den Zeilen {first:w} und {line:w}: einem davon einen anderen Namen geben",
  "set.section.twice":
    "diesen Abschnitt gibt es zweimal, in den Zeilen {first:w} und {line:w}: die Schlüssel in einem zusammenfassen",
  "set.section.name":
    "nötig ist nach dem Punkt ein Name aus Kleinbuchstaben, Ziffern, Binde- und Unterstrichen, etwa [endpoint.crm]",
  "set.section.unknown":
    "einen Abschnitt dieses Namens gibt es nicht: berichtigen oder den Abschnitt entfernen",
  "set.section.near": "einen Abschnitt dieses Namens gibt es nicht. Gemeint: [{near}]?",
  "set.key.outside": "dieser Schlüssel steht vor dem ersten [Abschnitt]: unter einen verschieben, etwa [pbx]",
  "set.key.twice":
    "diesen Schlüssel gibt es zweimal, in den Zeilen {first:w} und {line:w}: einen davon entfernen",
  "set.unknown": "dieser Schlüssel ist unbekannt und wird nicht verwendet",
  "set.unknown.near": "dieser Schlüssel ist unbekannt und wird nicht verwendet. Gemeint: {near:w}?",
  "set.unknown.home":
    "dieser Schlüssel ist hier unbekannt und wird nicht verwendet. Er gehört in [{section}].",
  "set.line.nul": "diese Zeile enthält ein NUL-Zeichen: die Datei als reinen Text (UTF-8) speichern",
  "set.line.nothing":
    "diese Zeile ist keine Einstellung: nötig ist Schlüssel = Wert, ein [Abschnitt] oder ein Kommentar nach ;",
  "set.line.section": "diese Zeile ist kein Abschnitt: nötig ist ein Name in eckigen Klammern, etwa [pbx]",
  "set.line.quote":
    'diese Zeile hat ein öffnendes Anführungszeichen ohne schließendes: nötig ist Schlüssel = "Wert"',
  "set.line.behindQuote":
    'diese Zeile hat Text nach dem schließenden Anführungszeichen: ein Anführungszeichen innerhalb von Anführungszeichen doppelt schreiben ("")',
  "set.env.ambiguous": "diese Variable kann {names} meinen: eines davon umbenennen",
  "set.env.twice": "diese Variable setzt dasselbe wie {other:w}: nur eine der beiden behalten",
  "set.env.noFile":
    "diese Variable wird nicht verwendet: Nur Geheimnisse werden aus Dateien gelesen. Stattdessen {variable:w} setzen.",
  "set.env.unknown": "diese Variable wird nicht verwendet: Eine solche Einstellung gibt es nicht.",
  "set.env.near": "diese Variable wird nicht verwendet: Gemeint: {near:w}?",
  "set.file.utf16": "die Datei ist als UTF-16 gespeichert: als UTF-8 speichern",
  "set.file.nul": "die Datei enthält ein NUL-Zeichen: als reinen Text (UTF-8) speichern",
  "set.file.latin1":
    "die Datei enthält Zeichen, die kein UTF-8 sind, vielleicht als Latin-1 oder Windows-1252 gespeichert: als UTF-8 speichern",
  "set.file.large":
    "die Datei hat {size:size}, zu viel für eine Einstellungsdatei: Ist es die richtige Datei?",
  "set.file.none":
    "unter {path} gibt es keine Einstellungsdatei, daher gelten die Vorgaben und die Variablen WEBHOOK_. Für eine eigene das Muster aus docs/settings.md dorthin kopieren.",
  "set.file.unreadable": "die Datei {path} ist nicht lesbar ({reason:m})",
  "set.file.forbidden": "dieses Programm hat kein Recht dazu: seinem Benutzer Leserecht geben",
  "set.file.isFolder": "es ist ein Ordner",
  "set.file.open":
    "die Datei enthält Geheimnisse und ist nicht nur für ihren Besitzer zugänglich: chmod 600 {path} ausführen",
  "set.file.gone": "die Einstellungsdatei {path} ist weg. An ihren Platz zurücklegen.",
  "set.file.missing":
    "unter {path} gibt es keine Einstellungsdatei. Den Pfad prüfen oder das Muster aus docs/settings.md dorthin kopieren.",
  "set.write":
    "die Datei {path} lässt sich nicht schreiben ({reason:m}): Rechte des Ordners und freien Speicherplatz prüfen",
  "set.secret.open":
    "die Datei {path} ist nicht nur für ihren Besitzer zugänglich (Modus {mode:w}): chmod 600 darauf ausführen",
  "set.secret.large": "die Datei {path} ist zu groß für ein Geheimnis: Ist es die richtige?",
  "set.secret.empty": "die Datei {path} ist leer: das Geheimnis hineinschreiben",
  "set.secret.unreadable": "die Datei {path} ist nicht lesbar: {reason:m}",
  "set.secret.missing": "es gibt sie nicht",
  "set.secret.forbidden": "dieses Programm darf sie nicht lesen",
  "set.secret.notUtf8": "sie ist kein UTF-8",
  "set.secret.notKept":
    "*** steht für ein gespeichertes Geheimnis, aber zu dieser Adresse ist keines gespeichert: das Geheimnis eintippen oder entfernen",
  "set.secret.strayed":
    "die Adresse führt zu einem anderen Rechner als dem, für den dieses Geheimnis angegeben wurde: das Geheimnis neu eintippen oder entfernen",
  "set.together": "dieser Schlüssel ist ohne {other:w} gesetzt: nötig sind beide",
  "set.together.certificate":
    "dieser Schlüssel ist ohne {other:w} gesetzt: nötig sind beide, oder keiner für ein selbst signiertes Zertifikat",
  "set.exclude": "dieser Schlüssel und {other:w} schließen einander aus: nötig ist einer",
  "set.getnative": "GET kann das Format {dialect:w} nicht übertragen: nötig ist POST oder kein Wert",
  "set.nativeOnly":
    "„{event:w}“ gibt es nur im Format native: nötig ist eine Auswahl aus {events}, oder dialect = native",
  "set.addressMissing": "die Adresse fehlt: nötig ist {what:m}",
  "set.noSection":
    "einen solchen Abschnitt gibt es nicht, oder sein Name besteht nicht aus Kleinbuchstaben, Ziffern, Binde- und Unterstrichen",
  "set.noKey": "einen solchen Schlüssel gibt es in diesem Abschnitt nicht",
  "effect.endpoint.removed": "Der Empfänger {ep:w} wird entfernt. Nichts wartet auf ihn.",
  "effect.endpoint.dropped":
    "Der Empfänger {ep:w} wird entfernt. {n:n} wartende {n|Zustellung wird|Zustellungen werden} verworfen.",
  "effect.endpoint.moved":
    "{n:n} wartende {n|Zustellung|Zustellungen} von {ep:w} {n|geht|gehen} an die neue Adresse, Inhalt unverändert.",
  "effect.endpoint.reworded":
    "{n:n} wartende {n|Zustellung|Zustellungen} von {ep:w} {n|behält|behalten} das alte Format; neue Ereignisse haben das neue.",
  "effect.pbx":
    "Die Verbindung zur Anlage wird neu aufgebaut; laufende Gespräche gehen weiter und behalten ihre IDs.",
  "effect.server": "Die Seite dieses Programms und die Aufnahmen ziehen um auf {at:w}.",
  "effect.password": "Alle müssen sich neu anmelden.",
  "effect.keepDays":
    "Aufnahmen, die älter sind als {n:n} {n|Tag|Tage}, werden in der nächsten Nacht gelöscht.",
  "effect.publicUrl": "Gesendete Links behalten ihre Adresse; neue Links haben die neue.",
  "effect.openLinks": "Wer einen Link kennt oder errät, kann die Aufnahme anhören.",
  "desk.unreadable": "Die Einstellungsdatei {path} ist nicht lesbar.",
  "desk.unreadable.rights": "Die Einstellungsdatei {path} ist nicht lesbar; ihre Rechte prüfen.",
  "desk.unusable": "So sind die Einstellungen nicht verwendbar.",
  "desk.remark": "[{section}] {key:w}: {remark:m}",
  "problem.settings":
    "{file}, Zeile {line:w}: {key:w}: {remark:m}‹ (und {more:n} weitere)›. Es gelten weiter die bisherigen Einstellungen.",
  "problem.settings.line":
    "{file}, Zeile {line:w}: {remark:m}‹ (und {more:n} weitere)›. Es gelten weiter die bisherigen Einstellungen.",
  "problem.settings.file":
    "{file}: {remark:m}‹ (und {more:n} weitere)›. Es gelten weiter die bisherigen Einstellungen.",
  "problem.start.reason": "3CX Webhook konnte nicht starten: {reason:m}",
  "problem.start": "3CX Webhook konnte nicht starten. {remark:m}",
  "problem.start.line": "{file:w}, Zeile {line:w}: {key:w}: {remark:m}.",
  "problem.start.advice": "In den Einstellungen berichtigen; danach startet 3CX Webhook von selbst.",
  "problem.start.again":
    "Ist die Ursache behoben, unter Einstellungen, Dieses Programm oder im Menü des Tray-Symbols starten.",
  "problem.stopped": "3CX Webhook ist angehalten: Gespräche werden nicht beobachtet, nichts wird gesendet.",
  "problem.stopped.advice":
    "Hier oder im Menü des Tray-Symbols starten. Was inzwischen endete, wird aus dem Anrufprotokoll nachgeholt.",
  "program.notRunning": "3CX Webhook läuft nicht. Zuerst starten.",
  "program.goesOn": "3CX Webhook läuft weiter.",
  "program.starting": "3CX Webhook startet.",
  "program.byTheSystem": "Ein Dienst wird von seinem Betriebssystem gestartet und angehalten.",
  "import.none": "Darin ist kein Empfänger, der sich übernehmen ließe.",
  "import.taken": "{n:n} Empfänger werden übernommen: {names}. Vor dem Speichern wird nichts geschrieben.",
  "import.takenOne": "Ein Empfänger wird übernommen: {names}. Vor dem Speichern wird nichts geschrieben.",
  "import.replaced": "Schon in den Einstellungen und ersetzt: {names}.",
  "import.creomate":
    "Wurde der Empfänger für die längeren Ereignisse von Creomate gebaut (pickupincoming, chid), dialect = creomate wählen.",
  "import.place": "Zeile {n:n}",
  "import.placeIn": "{name}, Zeile {n:n}",
  "import.oneProduct": "Nur Dateien eines Produkts wählen: seine ini-Datei und, falls vorhanden, Users.csv.",
  "import.noFile":
    "Keine davon ist eine TCXWebAPI.ini oder WebhooksApi.ini: WEBHOOK_URL kommt nicht darin vor.",
  "import.usersAlone": "Users.csv allein sagt nichts: auch TCXWebAPI.ini wählen.",
  "import.note.otherFile": "Keine Datei dieses Produkts.",
  "import.note.noUsers": "Dieses Produkt hat keine solche Datei.",
  "import.note.more": "{n:n} weitere Schlüssel oder Zeilen sind nicht aufgeführt.",
  "import.note.unknown": "Eine solche Einstellung hat 3CX Webhook nicht.",
  "import.note.repeats": "Zeile {line:w} wiederholt diesen Schlüssel; es zählt die erste.",
  "import.note.noSetting": "Diese Zeile ist keine Einstellung.",
  "import.note.hidden": "Nicht übernommen: *** steht hier für ein verborgenes Geheimnis.",
  "import.note.wrong": "Nicht übernommen: {remark:m}.",
  "import.note.oneOrZero": "Nicht übernommen: nötig ist 1 oder 0.",
  "import.note.chooseUsers": "Auch Users.csv wählen: Darin steht, wessen Gespräche dorthin gehen.",
  "import.note.usersEmpty": "Users.csv nennt keine Nebenstelle, daher ginge kein Gespräch dorthin.",
  "import.note.usersMany": "Users.csv nennt mehr Nebenstellen, als eine Einstellung fasst.",
  "import.note.noRecordings": "{key:w} ist nicht gesetzt, daher gehen wie bisher keine Aufnahmen dorthin.",
  "import.note.onlyRecordings": "{key:w} ist nicht gesetzt, daher gehen wie bisher nur Aufnahmen dorthin.",
  "import.note.empty": "Leer, daher wird nichts gesetzt.",
  "import.note.second":
    "Der zweite Empfänger bekommt die Ereignisse dieser Nebenstellen, der erste die aller anderen.",
  "import.note.noSecond": "Es gibt keinen zweiten Empfänger, für den es gelten könnte.",
  "import.note.noExtension": "Die erste Spalte ist keine Nebenstelle.",
  "import.note.noReceiver": "Es wird kein Empfänger übernommen.",
  "import.note.post": "Das Format k2m wird immer per POST gesendet.",
  "import.note.postHere":
    "Das Format k2m wird hier immer per POST gesendet: Der Empfänger bekommt JSON statt einer Query.",
};
