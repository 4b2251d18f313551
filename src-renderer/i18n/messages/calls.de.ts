/** Live calls. German. */
import type { callsEn } from "./calls.en.ts";

export const callsDe: Readonly<Record<keyof typeof callsEn, string>> = {
  "calls.empty": "Gerade keine Gespräche. Das nächste erscheint hier von selbst.",
  "calls.partial.cc":
    "Klingeln und Annahme einzelner Telefone fehlen: Call Control ist nicht verfügbar. Gezeigt wird, was die Abfrage je Sekunde ergibt. <why>Warum</why>",
  "calls.partial.xapi":
    "IVR und Warteschlange fehlen: die Konfigurationsschnittstelle antwortet nicht. <details>Details</details>",
  "calls.many":
    "{n, plural, one {# Gespräch} other {# Gespräche}}, nach {g} gruppiert. Gruppe öffnen oder filtern.",
  "calls.title": "Gespräche",
  "calls.noHold": "3CX meldet kein Halten.",
};
