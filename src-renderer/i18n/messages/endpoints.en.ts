/** Why a webhook did not arrive, and what to do. English. */
export const endpointsEn = {
  "ep.waits": "Waits for the earlier event of this call ({event}, {time}).",
  "ep.expired":
    "<b>Expired: not accepted within {limit}.</b> A late {event} would mislead. <sendAnyway>Send anyway</sendAnyway>",
};
