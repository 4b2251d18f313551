/** All texts in English. The keys are the codes that the rest of the window uses. */
import { callsEn } from "./messages/calls.en.ts";
import { captureEn } from "./messages/capture.en.ts";
import { commonEn } from "./messages/common.en.ts";
import { desktopEn } from "./messages/desktop.en.ts";
import { endpointsEn } from "./messages/endpoints.en.ts";
import { errorsEn } from "./messages/errors.en.ts";
import { firstStartEn } from "./messages/first-start.en.ts";
import { overviewEn } from "./messages/overview.en.ts";
import { reconcileEn } from "./messages/reconcile.en.ts";
import { recordingsEn } from "./messages/recordings.en.ts";
import { serviceEn } from "./messages/service.en.ts";
import { settingsEn } from "./messages/settings.en.ts";
import { shellEn } from "./messages/shell.en.ts";
import { simulatorEn } from "./messages/simulator.en.ts";
import { webhooksEn } from "./messages/webhooks.en.ts";

export const en = {
  ...callsEn,
  ...captureEn,
  ...commonEn,
  ...desktopEn,
  ...endpointsEn,
  ...errorsEn,
  ...firstStartEn,
  ...overviewEn,
  ...reconcileEn,
  ...recordingsEn,
  ...serviceEn,
  ...settingsEn,
  ...shellEn,
  ...simulatorEn,
  ...webhooksEn,
} as const;

export type TextKey = keyof typeof en;
