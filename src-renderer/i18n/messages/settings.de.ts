/** The settings form. German. */
import type { settingsEn } from "./settings.en.ts";

export const settingsDe: Readonly<Record<keyof typeof settingsEn, string>> = {
  "set.value":
    "{file}, Zeile {line}: {key} muss {expected} sein, gefunden „{value}“. Es gelten weiter die bisherigen Einstellungen.",
  "set.unknown": "{file}, Zeile {line}: „{key}“ ist unbekannt. Gemeint: {near}?",
  "set.conflict":
    "<b>settings.ini wurde um {time} außerhalb geändert.</b> Ihre Eingaben und die Datei unterscheiden sich in {n, plural, one {# Schlüssel} other {# Schlüsseln}}. <compare>Vergleichen</compare>",
  "set.getnative": "GET kann das Format {dialect} nicht übertragen. <usePost>POST verwenden</usePost>",
  "set.env": "Durch {VAR} in der Umgebung gesetzt; dort ändern.",
  "set.write":
    "<b>settings.ini lässt sich nicht schreiben</b> ({reason}). Nichts wurde geändert. <copyText>Text kopieren</copyText>",
  "set.keyring":
    "<b>Dieses System hat keinen Schlüsselbund: Geheimnisse können nicht verschlüsselt bleiben.</b> <installOne>Einrichten</installOne> <keepUntilQuit>Nur bis zum Beenden</keepUntilQuit>",
  "set.port": "<b>Port {port} ist von {program} belegt.</b> <use>{free} verwenden</use>",
  "settings.title": "Einstellungen",
};
