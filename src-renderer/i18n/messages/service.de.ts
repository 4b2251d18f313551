/** The service behind the window: reaching it, signing in. German. */
import type { serviceEn } from "./service.en.ts";

export const serviceDe: Readonly<Record<keyof typeof serviceEn, string>> = {
  "svc.away":
    "<b>Unter {host}:{port} antwortet kein Dienst.</b> Läuft er, ist er von außen erreichbar (<code>[server] host</code>)? <tryAgain>Erneut</tryAgain>",
  "svc.password":
    "Falsches Passwort. Noch {n, plural, one {# Versuch} other {# Versuche}}, dann {min, number} min Pause.",
  "svc.nopassword":
    "<b>Fernzugriff ist aus: Dort ist kein Passwort gesetzt.</b> <code>monitor_password</code> auf {host} setzen.",
  "svc.fp.new":
    "<b>Erste Verbindung zu {host}.</b> Fingerabdruck vergleichen: {fp}. <itIsTheSame>Stimmt überein</itIsTheSame> <cancel>Abbrechen</cancel>",
  "svc.fp.changed":
    "<b>{host} zeigt ein anderes Zertifikat als am {date}.</b> Erneuert, oder jemand sitzt dazwischen. Alt {old}, neu {fresh}. <cancel>Abbrechen</cancel> <itWasRenewed>Wurde erneuert</itWasRenewed>",
  "svc.version":
    "<b>Das Fenster ist {window}, der Dienst {service}.</b> {older} aktualisieren; bis dahin lässt sich hier nichts ändern.",
  "svc.second":
    "<b>Ein anderes 3CX Webhook nutzt bereits {folder}</b> ({program}, seit {time}). <attachToIt>Mit ihm verbinden</attachToIt>",
  "login.title": "Anmelden",
  "login.password": "Passwort",
  "login.hint":
    "Es steht als <code>monitor_password</code> im Abschnitt <code>[server]</code> der Einstellungen.",
  "login.enter": "Anmelden",
  "login.failed": "Der Dienst antwortete nicht. Erneut versuchen.",
  "login.paused":
    "Zu viele falsche Passwörter. In {min, plural, one {# Minute} other {# Minuten}} erneut versuchen.",
  "svc.connecting": "Verbindung zum Dienst entsteht",
  "svc.reload": "Neu laden",
  "svc.older.window": "Fenster",
  "svc.older.service": "Dienst",
  "svc.refused": "<b>Der Dienst weist dieses Fenster ab.</b> {sentence}",
};
