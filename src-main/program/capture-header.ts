/** The first line of a capture: which program, which PBX and which settings it was made with, and no secret. */
import type { CaptureHeader } from "../../src-shared/capture/capture-file.ts";
import type { PbxSettings } from "../../src-shared/settings/settings.ts";
import type { PbxState } from "../pbx/types.ts";

/** What is asked of an engine. */
interface Watched {
  pbxState(): PbxState;
  openCalls(): number;
}

export function captureHeader(
  program: string,
  { timezone, internalCalls, numbers, activeCallsPollS }: PbxSettings,
  engine: Watched,
): Omit<CaptureHeader, "format" | "version" | "startedAtMs"> {
  const { callControl, activeCalls, directory, callLog, version } = engine.pbxState();
  return {
    program,
    ...(version === undefined ? {} : { pbxVersion: version }),
    openCalls: engine.openCalls(),
    sources: {
      callControl: callControl.name,
      activeCalls: activeCalls.name,
      directory: directory.name,
      callLog: callLog.name,
    },
    settings: {
      // Named even if the settings leave it to this machine: ids begin with the time of day.
      timezone: timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
      ...{ internalCalls, numbers, activeCallsPollS },
    },
  };
}
