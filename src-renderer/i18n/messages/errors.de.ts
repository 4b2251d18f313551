/** What is said when a request to the engine fails. German. */
import type { errorsEn } from "./errors.en.ts";

export const errorsDe: Readonly<Record<keyof typeof errorsEn, string>> = {
  "error.not-known": "<b>Das gibt es hier nicht mehr.</b> Es wurde entfernt oder wird nicht mehr aufbewahrt.",
  "error.bad-params":
    "<b>Der Dienst verstand die Anfrage nicht.</b> Fenster neu laden; kommt es wieder vor, haben Fenster und Dienst verschiedene Versionen.",
  "error.not-allowed": "<b>Das ist hier nicht erlaubt.</b> {sentence}",
  "error.failed": "<b>Das ist nicht gelungen.</b> {sentence}",
  "error.cancelled": "Abgebrochen.",
  "error.too-many": "<b>Zu viel auf einmal.</b> Einen Moment warten, dann erneut versuchen.",
  "error.version": "<b>Fenster und Dienst sprechen nicht dieselbe Version.</b> Fenster neu laden.",
  "error.disconnected":
    "<b>Der Dienst ist gerade nicht erreichbar.</b> Erneut versuchen, sobald die Verbindung steht.",
};
