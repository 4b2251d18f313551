/** How long the log keeps what is over, for a link to something that is no longer there. Pure. */
import type { SettingsDocument } from "../../../src-shared/contract/settings-view.ts";
import { settingsSchema } from "../../../src-shared/settings/schema.ts";

/** The default while the settings are not known. */
export function keepDaysOf(document: SettingsDocument | undefined): number {
  const standard = settingsSchema.log.keep_days.default;
  const written = document?.values.find(
    ({ section, key }) => section === "log" && key === "keep_days",
  )?.value;
  const days = Number(written === undefined || written === "" ? standard : written);
  return Number.isFinite(days) ? days : Number(standard);
}
