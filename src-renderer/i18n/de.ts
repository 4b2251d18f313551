/** All texts in German: a key that English has and German has not is a type error. */
import type { TextKey } from "./en.ts";
import { callsDe } from "./messages/calls.de.ts";
import { captureDe } from "./messages/capture.de.ts";
import { commonDe } from "./messages/common.de.ts";
import { desktopDe } from "./messages/desktop.de.ts";
import { endpointsDe } from "./messages/endpoints.de.ts";
import { errorsDe } from "./messages/errors.de.ts";
import { firstStartDe } from "./messages/first-start.de.ts";
import { overviewDe } from "./messages/overview.de.ts";
import { reconcileDe } from "./messages/reconcile.de.ts";
import { recordingsDe } from "./messages/recordings.de.ts";
import { serviceDe } from "./messages/service.de.ts";
import { settingsDe } from "./messages/settings.de.ts";
import { shellDe } from "./messages/shell.de.ts";
import { simulatorDe } from "./messages/simulator.de.ts";
import { webhooksDe } from "./messages/webhooks.de.ts";

export const de: Readonly<Record<TextKey, string>> = {
  ...callsDe,
  ...captureDe,
  ...commonDe,
  ...desktopDe,
  ...endpointsDe,
  ...errorsDe,
  ...firstStartDe,
  ...overviewDe,
  ...reconcileDe,
  ...recordingsDe,
  ...serviceDe,
  ...settingsDe,
  ...shellDe,
  ...simulatorDe,
  ...webhooksDe,
};
