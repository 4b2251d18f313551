/** Why a delivery can be over without an answer, and how its line in the log says it. */

/** Why a delivery was dropped: its endpoint was removed, too much waited for it, or the outbox cannot give its request. */
export type EndReason = "removed" | "queue-bound" | "unreadable";

export const expiredSentence = "Not sent: its time was over before the receiver took it.";

export const dropSentences: Readonly<Record<EndReason, string>> = {
  removed: "Not sent: the endpoint was removed from the settings.",
  "queue-bound":
    "Not sent: too many webhooks wait for the endpoint (queue_rows, queue_mb), and this one would have expired first.",
  unreadable: "Not sent: the queue on disk does not hold it in a readable form any more.",
};
