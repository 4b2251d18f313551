import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { unreadableFiles } from "../../../src-main/settings/named-files.ts";
import { readSettings } from "../../../src-main/settings/read-settings.ts";
import { settingsFolder } from "./settings-folder.ts";

test("files that are named and cannot be read are told with section and key", async () => {
  const folder = settingsFolder();
  const good = join(folder, "good.pem");
  writeFileSync(good, "x");
  const text = [
    ...["[pbx]", `ca_file = ${folder}`],
    ...["[endpoint.crm]", "url = https://crm.example.com", `ca_file = ${good}`],
    ...[`client_cert_file = ${folder}/none.pem`, `client_key_file = ${good}/none.pem`],
    ...["[server]", `cert_file = ${good}`, `key_file = ${good}`],
  ].join("\n");
  const result = readSettings(text, { fileName: "settings.ini", env: {} });
  if (!result.ok) throw new Error(JSON.stringify(result.mistakes));
  expect(await unreadableFiles(result.settings)).toEqual([
    `[pbx] ca_file: the file ${folder} cannot be read: it is a folder`,
    `[endpoint.crm] client_cert_file: the file ${folder}/none.pem cannot be read: it does not exist`,
    `[endpoint.crm] client_key_file: the file ${good}/none.pem cannot be read: it does not exist`,
  ]);
});
