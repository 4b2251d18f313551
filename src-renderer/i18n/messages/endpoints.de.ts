/** Why a webhook did not arrive, and what to do. German. */
import type { endpointsEn } from "./endpoints.en.ts";

export const endpointsDe: Readonly<Record<keyof typeof endpointsEn, string>> = {
  "ep.waits": "Wartet auf das frühere Ereignis dieses Gesprächs ({event}, {time}).",
  "ep.expired":
    "<b>Abgelaufen: nicht innerhalb von {limit} angenommen.</b> Ein spätes {event} würde täuschen. <sendAnyway>Trotzdem senden</sendAnyway>",
};
