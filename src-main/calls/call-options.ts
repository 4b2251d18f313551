import type { PbxSettings } from "../../src-shared/settings/settings.ts";

/** The settings that the state machine follows. */
export type CallOptions = Pick<PbxSettings, "timezone" | "internalCalls" | "numbers" | "activeCallsPollS">;
