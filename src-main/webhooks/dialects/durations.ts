/** How the compatible dialects write a talk's duration. Input is seconds; parts of a second are cut off. */

function wholeSeconds(seconds: number): number {
  return Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** `3:24`, from an hour on `1:03:24`. Used in titles. */
export function titleDuration(seconds: number): string {
  const whole = wholeSeconds(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = two(whole % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** `00:06`. Minutes go on counting after 59 (`75:00`), so a receiver that splits at the colon stays right. */
export function clockDuration(seconds: number): string {
  const whole = wholeSeconds(seconds);
  return `${two(Math.floor(whole / 60))}:${two(whole % 60)}`;
}
