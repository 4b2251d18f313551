/** The desktop program itself. German. */
import type { desktopEn } from "./desktop.en.ts";

export const desktopDe: Readonly<Record<keyof typeof desktopEn, string>> = {
  "desktop.engine.runs": "Gespräche werden auf diesem Rechner beobachtet.",
  "desktop.engine.rests": "Gespräche werden nicht beobachtet: 3CX Webhook ist angehalten.",
  "desktop.engine.start": "Starten",
  "desktop.engine.stop": "Anhalten…",
  "desktop.services": "Dienste auf anderen Rechnern",
  "desktop.services.help":
    "Dieses Fenster kann ein 3CX Webhook zeigen, das auf einem anderen Rechner läuft. Das auf diesem Rechner ist solange angehalten, damit nichts doppelt gesendet wird.",
  "desktop.service.shown": "wird gezeigt",
  "desktop.service.show": "Zeigen",
  "desktop.service.forget": "Vergessen",
  "desktop.service.password": "Passwort behalten, vom System verschlüsselt",
  "desktop.service.noKeyring":
    "Dieses System hat keinen Schlüsselbund: Passwörter werden nicht behalten und bei jedem Start erfragt.",
  "desktop.service.address": "Adresse des Dienstes",
  "desktop.service.add": "Verbinden",
};
