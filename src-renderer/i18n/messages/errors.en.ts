/** What is said when a request to the engine fails. English. */
export const errorsEn = {
  "error.not-known": "<b>That is no longer here.</b> It was removed or is no longer kept.",
  "error.bad-params":
    "<b>The service did not understand the request.</b> Reload the window; if it happens again, window and service differ in version.",
  "error.not-allowed": "<b>That is not allowed here.</b> {sentence}",
  "error.failed": "<b>That did not work.</b> {sentence}",
  "error.cancelled": "Cancelled.",
  "error.too-many": "<b>Too much at once.</b> Wait a moment, then try again.",
  "error.version": "<b>Window and service do not speak the same version.</b> Reload the window.",
  "error.disconnected":
    "<b>The service is not reachable at the moment.</b> Try again when the connection is back.",
};
