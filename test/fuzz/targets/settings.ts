// Files that people write: our own settings, and those of other products.
import { applyChanges } from "../../../src-main/settings/apply-changes.ts";
import { decodeSettings } from "../../../src-main/settings/decode-settings.ts";
import { formatMistakes } from "../../../src-main/settings/format-mistakes.ts";
import { keptText, shownText } from "../../../src-main/settings/hidden-values.ts";
import { decodeForeign } from "../../../src-main/settings/import/decode-foreign.ts";
import { previewImport } from "../../../src-main/settings/import/import-settings.ts";
import { splitLines } from "../../../src-main/settings/ini-document.ts";
import { readSettings } from "../../../src-main/settings/read-settings.ts";
import { createRemarks } from "../../../src-main/settings/remarks.ts";
import { redactedSettings } from "../../../src-main/diagnose/redact.ts";
import { importPreviewSchema } from "../../../src-shared/contract/settings-view.ts";
import { type FuzzTarget, insist, textOf } from "../target.ts";

export const settingsFile: FuzzTarget = {
  name: "settings-file",
  words: [
    ...["[", "]", "=", ";", '"', "\\", "[pbx]\n", "[endpoint.crm]\n", "url = https://a.b/?k=v#f\n", "\ufeff"],
    ...["users = 1-99999999, -2xx\n", "client_secret = ***\n", "header.X-A = b\n", "port = 99999\n", "***"],
  ],
  run(input) {
    const decoded = decodeSettings(input);
    if (!decoded.ok) return;
    const { text } = decoded;
    insist(
      splitLines(text)
        .map(({ raw, eol }) => raw + eol)
        .join("") === text.replace(/^\uFEFF/, "") || text.startsWith("\ufeff"),
      "lines are the text",
    );
    const result = readSettings(text, { fileName: "a.ini", env: {} });
    formatMistakes([...result.warnings, ...(result.ok ? [] : result.mistakes)]);
    if (!result.ok) result.readable?.();
    redactedSettings(text);
    const kept = keptText(shownText(text), text);
    insist(
      kept.text === text && kept.lost.length === 0,
      "a file that is saved as it was shown stays as it was",
    );
    const remarks = createRemarks("a.ini");
    const changed = applyChanges(
      text,
      [{ kind: "set", section: "log", key: "level", value: "debug" }],
      remarks,
    );
    const again = readSettings(changed, { fileName: "a.ini", env: {} });
    insist(!again.ok || again.settings.log.level === "debug", "a change is in the file");
  },
};

export const foreignSettings: FuzzTarget = {
  name: "foreign-settings",
  words: ["WEBHOOK_URL", "=", "[", "\n", "{0}", "http://", "%CallerNumber%", "Users.csv", "\0", ",", '"'],
  run(input) {
    for (const text of [decodeForeign(input), textOf(input)]) {
      for (const name of ["TCXWebAPI.ini", "WebhooksApi.ini", "other.ini"]) {
        const preview = previewImport(
          [
            { name, text },
            { name: "Users.csv", text },
          ],
          ["crm"],
        );
        insist(importPreviewSchema.safeParse(preview).success, "the preview fits the contract");
      }
    }
  },
};
