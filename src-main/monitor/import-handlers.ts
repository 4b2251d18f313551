/** What windows do with another product's settings file: see what would become of it. */
import type { contract } from "../../src-shared/contract/contract.ts";
import type { Handlers } from "../../src-shared/rpc/handlers.ts";
import type { Settings } from "../../src-shared/settings/settings.ts";
import { previewImport } from "../settings/import/import-settings.ts";

export function importHandlers({
  settings,
}: {
  /** Those in force. */
  readonly settings: () => Settings;
}): Pick<Handlers<typeof contract>, "settings.import"> {
  return {
    "settings.import": ({ files }) =>
      previewImport(
        files,
        settings().endpoints.map(({ name }) => name),
      ),
  };
}
