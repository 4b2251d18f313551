/** The service behind the window: reaching it, signing in. German. */
import type { serviceEn } from "./service.en.ts";

export const serviceDe: Readonly<Record<keyof typeof serviceEn, string>> = {
  "svc.away":
    "<b>Unter {host}:{port} antwortet kein Dienst.</b> Läuft er, ist er von außen erreichbar (<code>[server] host</code>)? <tryAgain>Erneut</tryAgain>",
  "svc.password":
    "Falsches Passwort. Noch {n, plural, one {# Versuch} other {# Versuche}}, dann {min, number} min Pause.",
  "svc.nopassword":
    "<b>Fernzugriff ist aus: Dort ist kein Passwort gesetzt.</b> <code>monitor_password</code> auf {host} setzen.",
  "svc.version":
    "<b>Das Fenster ist {window}, der Dienst {service}.</b> {older} aktualisieren; bis dahin lässt sich hier nichts ändern.",
  "login.password": "Passwort",
  "login.hint":
    "Es steht als <code>monitor_password</code> im Abschnitt <code>[server]</code> der Einstellungen.",
  "login.enter": "Anmelden",
  "login.paused":
    "Zu viele falsche Passwörter. In {min, plural, one {# Minute} other {# Minuten}} erneut versuchen.",
  "svc.connecting": "Verbindung zum Dienst entsteht",
  "svc.older.window": "Fenster",
  "svc.older.service": "Dienst",
  "svc.refused": "<b>Der Dienst weist dieses Fenster ab.</b> {sentence}",
};
