// Everything that takes something from outside.
import type { FuzzTarget } from "./target.ts";
import { pbxAnswers, pbxSocket } from "./targets/pbx.ts";
import { addresses, masks, receiverAnswers } from "./targets/receivers.ts";
import { recordingNames, recordingRequests, soundFiles } from "./targets/recordings.ts";
import { foreignSettings, settingsFile } from "./targets/settings.ts";
import { captures, sentences, windowMessages, windowRequests } from "./targets/windows.ts";

export const targets: readonly FuzzTarget[] = [
  ...[pbxSocket, pbxAnswers, settingsFile, foreignSettings, soundFiles, recordingNames, recordingRequests],
  ...[receiverAnswers, addresses, masks, windowMessages, windowRequests, sentences, captures],
];
