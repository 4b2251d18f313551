import { expect, test } from "vitest";
import { textWithoutSecrets } from "../../../../../src-renderer/views/settings/text-secrets.ts";

test("what was typed at a secret key is hidden, all else stays to the letter", () => {
  const text = [
    "; the phone system",
    "[PBX]",
    "url = https://pbx.example.com",
    "  client_secret = typed-1",
    "client_secrt = typed-2",
    "[endpoint.crm]",
    "header.authorization=Bearer typed-3\r",
    "secret =",
    "",
  ].join("\n");
  expect(textWithoutSecrets(text)).toBe(
    [
      "; the phone system",
      "[PBX]",
      "url = https://pbx.example.com",
      "  client_secret = ***",
      "client_secrt = ***",
      "[endpoint.crm]",
      "header.authorization=***\r",
      "secret =",
      "",
    ].join("\n"),
  );
});
