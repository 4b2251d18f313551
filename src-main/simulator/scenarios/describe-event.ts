/** Events in words, so that a verdict can put expected and got side by side. */
import type { PromisedEvent, ReceivedEvent } from "./types.ts";

/** `started 101 (ext) link 1 none` */
export function describe(event: PromisedEvent | ReceivedEvent): string {
  const words = [event.event, event.user, `(${event.userType})`, `link ${event.link}`];
  if (event.transferType !== undefined && event.event === "started") words.push(event.transferType);
  if (event.finish !== undefined) words.push(event.finish);
  if (event.transferred === true) words.push("transferred");
  return words.join(" ");
}
