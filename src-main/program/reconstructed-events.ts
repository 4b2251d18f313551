/**
 * The events of a call that nobody saw, made of the PBX's log: by a state machine of their own that wakes after
 * a gap, finds no call going on, and is told what the log says. So they are the same as after any other gap.
 */
import type { PbxSettings } from "../../src-shared/settings/settings.ts";
import type { CallEvent } from "../../src-shared/telephony/call-event.ts";
import type { LoggedCall } from "../../src-shared/telephony/call-log.ts";
import type { Directory } from "../../src-shared/telephony/directory.ts";
import { createCalls } from "../calls/create-calls.ts";

/** `nowMs`: wall clock, after the end of the call. Empty for what is no event, such as an internal call. */
export function reconstructedEvents(
  logged: LoggedCall,
  settings: PbxSettings,
  directory: Directory,
  nowMs: number,
): readonly CallEvent[] {
  const calls = createCalls(settings);
  const atMs = Math.max(nowMs, logged.endedAtMs);
  calls.resume({ atMs: logged.startedAtMs, documents: [] }, logged.startedAtMs);
  calls.observe({ type: "directory", atMs: logged.startedAtMs, directory });
  calls.observe({ type: "snapshot", atMs, askedAtMs: atMs, afterGap: true, monitored: [], legs: [] });
  const { startedAtMs: fromMs } = logged;
  return calls.observe({ type: "call-log", atMs, fromMs, toMs: atMs, final: true, calls: [logged] }).events;
}
