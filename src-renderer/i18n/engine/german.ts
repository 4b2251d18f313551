/** The engine's sentences in German, by their codes. */
import type { MessageCode } from "../../../src-shared/messages/catalogue.ts";
import { deliveryGerman } from "./delivery.de.ts";
import { pbxGerman } from "./pbx.de.ts";
import { programGerman } from "./program.de.ts";
import { reconcileGerman } from "./reconcile.de.ts";
import { recordingsGerman } from "./recordings.de.ts";
import { settingsGerman } from "./settings.de.ts";

export const engineGerman: Readonly<Record<MessageCode, string>> = {
  ...pbxGerman,
  ...deliveryGerman,
  ...recordingsGerman,
  ...reconcileGerman,
  ...settingsGerman,
  ...programGerman,
};
