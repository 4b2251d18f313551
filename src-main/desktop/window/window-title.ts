/** Titles are seen in task bars and when a screen is shared: the page's own, unless it has a number in it. Pure. */

const product = "3CX Webhook";

export function shownTitle(title: string): string {
  return /\d{2}/.test(title) || title.trim() === "" ? product : title;
}
