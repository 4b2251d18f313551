/** What was deleted before is forgotten by the list as well: a year after the days that recordings are kept. */
export function forgottenBeforeMs(nowMs: number, keepDays: number): number {
  return nowMs - (keepDays + 365) * 86_400_000;
}
