/** Titles are seen in task bars and when a screen is shared: the page's own, unless it has a number in it. Pure. */

const product = "3CX Webhook";

/** `attachedTo`: a service's address, whose own figures are nobody's number. */
export function shownTitle(title: string, attachedTo: string | undefined): string {
  const rest = attachedTo === undefined ? title : title.replace(attachedTo, "");
  return /\d{2}/.test(rest) || title.trim() === "" ? product : title;
}
