/** What the engine says about reconciliation (src-main/reconcile). */
export const reconcileMessages = {
  "reconcile.busy": "A comparison with the PBX's call log is under way; wait until it is done.",
  "reconcile.noDay": "There is no day {day}: expected a date such as 2026-01-31.",
  "reconcile.future": "{day:date} has not begun yet.",
  "reconcile.tooOld":
    "{day:date} is too long ago: calls are kept for {days:n} {days|day|days} (keep_days in [log]).",
  "reconcile.failed": "The comparison ended early: {reason:m}",
  "reconcile.none": "Calls are not kept here, so there is nothing to compare.",
} as const;
