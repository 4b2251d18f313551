/** What one source alone cannot show, however it is read: judged by fewer rules then. */

export interface SourcesLeft {
  /** Legs of monitored DNs. */
  readonly callControl: boolean;
  /** Rows of all calls. */
  readonly activeCalls: boolean;
}

const fromLegsAlone: Readonly<Record<string, string>> = {
  "ivr-missed": "nobody monitors the IVR",
  "queue-missed-waiting": "nobody monitors the queue",
  "transfer-to-queue": "the wait in the queue looks like the end of the call",
  "forward-answered": "the mobile's leg belongs to the trunk",
  "park-picked-up": "a parked call has no leg",
  "park-taken-back": "a parked call has no leg",
  "queue-callback": "nobody monitors the queue",
  "thirty-calls": "has some of the others",
};

const fromRowsAlone: Readonly<Record<string, string>> = {
  "conference-host-leaves": "rows do not say who is in a conference",
  "thirty-calls": "has a conference",
};

/** Why the promise of a scenario cannot be kept with these sources; `undefined` when it can. */
export function hiddenFrom(
  scenarioName: string,
  { callControl, activeCalls }: SourcesLeft,
): string | undefined {
  if (callControl && activeCalls) return undefined;
  if (!callControl && !activeCalls) return "neither source answers reliably";
  return (callControl ? fromLegsAlone : fromRowsAlone)[scenarioName];
}
