/** What can go wrong with Call Control's REST side: refusals, an empty list, answers that come late. */
import { reply, type Answer, type HttpRequest } from "../wire/answer.ts";
import type { FaultName } from "./fault-name.ts";

/** The same for every leg, so that slow answers keep their order. */
const lateGetMs = 300;
/** Long enough that a leg may go between the event and the answer. */
const raceMs = 150;
const legPath = /^\/callcontrol\/[^/]+\/participants\/[^/]+$/;

export function callControlRefusal(has: (fault: FaultName) => boolean): Answer | undefined {
  return has("no-licence") ? reply(403) : undefined;
}

/** Waits before the state is read, so that the answer tells the state at its own time. */
export async function delayLegAnswer(
  request: HttpRequest,
  has: (fault: FaultName) => boolean,
): Promise<void> {
  if (request.method !== "GET" || !legPath.test(request.path)) return;
  if (has("late-gets")) await request.wait(lateGetMs);
  if (has("404-race")) await request.wait(raceMs);
}
