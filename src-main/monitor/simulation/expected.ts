/** How many requests a run will make, as far as promises can tell: the native dialect says more than they do. Pure. */
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import type { PromisedEvent } from "../../simulator/scenarios/types.ts";
import { compileUsers, eventWord } from "../../webhooks/routing.ts";
import { promisedEvents, type RunOrder } from "./order.ts";
import { shownUser } from "./own-numbers.ts";

export function expectedRequests(order: RunOrder, endpoints: readonly EndpointSettings[]): number {
  const promised = promisedEvents(order);
  return endpoints.reduce((sum, endpoint) => sum + wantedBy(endpoint, promised, order), 0);
}

function wantedBy(
  { dialect, events, users }: EndpointSettings,
  promised: readonly PromisedEvent[],
  { numbers }: RunOrder,
): number {
  const wantsUser = compileUsers(users);
  const saysDialing = dialect === "creomate" || dialect === "native";
  return promised.filter(
    ({ event, user }) =>
      events.includes(eventWord(event)) &&
      wantsUser(shownUser(user, numbers)) &&
      (event !== "dialing" || saysDialing),
  ).length;
}
