/** What a person should look after, as data for the tray, the window, the log and the metrics. */

/**
 * `failing`: nothing was delivered for a while. `config`: the receiver or the network refuses for a
 * reason that only a person can mend. `gone`: it answered 410 and is paused. `expired`: a webhook was
 * not delivered in time. `queue-bound`: so much waits that webhooks are dropped.
 */
export type AlarmKind = "failing" | "config" | "gone" | "expired" | "queue-bound";

/** How long the reason has lasted; an alarm comes again with each step. */
export type AlarmStep = "now" | "5min" | "1h" | "24h";

export interface DeliveryAlarm {
  /** The endpoint's name; never that of a mirror. */
  readonly endpoint: string;
  readonly kind: AlarmKind;
  readonly step: AlarmStep;
  /** For an administrator, without secrets. */
  readonly sentence: string;
  /** Wall clock: since when. */
  readonly sinceMs: number;
}

/** An alarm that was raised (or came to its next step), or one whose reason is gone. */
export interface AlarmChange extends DeliveryAlarm {
  readonly state: "raised" | "cleared";
  readonly atMs: number;
}
