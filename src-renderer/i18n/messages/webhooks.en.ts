/** The delivery log. English. */
export const webhooksEn = {
  "log.empty": "No webhook has been sent yet. <sendATestEvent>Send a test event</sendATestEvent>",
  "log.many":
    "{n, plural, one {# matches} other {# match}}. Shown are all, newest first; export or narrow the time.",
  "webhooks.title": "Webhooks",
};
