import { describe, expect, test } from "vitest";
import { formatMistakes } from "../../../src-main/settings/format-mistakes.ts";
import { readSettings } from "../../../src-main/settings/read-settings.ts";
import type { SettingsResult } from "../../../src-main/settings/read-settings.ts";

const CRM = "[endpoint.crm]\nurl = https://crm.example.com\n";

function read(env: Record<string, string>, text = CRM): SettingsResult {
  return readSettings(text, {
    fileName: "settings.ini",
    env,
    secretsFromFile: (path) =>
      path === "/run/secrets/ok" ? { ok: true, text: "from file" } : { ok: false, message: "no" },
  });
}

function settings(env: Record<string, string>, text = CRM) {
  const result = read(env, text);
  if (!result.ok) throw new Error(formatMistakes(result.mistakes));
  expect(result.warnings).toEqual([]);
  return result.settings;
}

function told(env: Record<string, string>, text = CRM): string {
  const result = read(env, text);
  return formatMistakes([...(result.ok ? [] : result.mistakes), ...result.warnings]);
}

describe("variables", () => {
  test("win over the file; empty ones and those of others do not count", () => {
    const env = { WEBHOOK_LOG_LEVEL: "warn", WEBHOOK_SERVER_PORT: "", PATH: "/bin", WEBHOOKS: "1" };
    const found = settings(env, "[log]\nlevel = debug\n[server]\nport = 9000\n");
    expect(found.log.level).toBe("warn");
    expect(found.server.port).toBe(9000);
  });

  test("reach endpoints of the file, dashes as underscores, and their headers", () => {
    const env = {
      WEBHOOK_ENDPOINT_MY_CRM_URL: "https://other.example.com",
      WEBHOOK_ENDPOINT_MY_CRM_HEADER_X_API_KEY: "abc",
    };
    const [endpoint] = settings(env, "[endpoint.my-crm]\ndialect = k2m\n").endpoints;
    expect(endpoint).toMatchObject({
      name: "my-crm",
      url: "https://other.example.com",
      dialect: "k2m",
      headers: { "x-api-key": "abc" },
    });
  });

  test("can make up an endpoint alone", () => {
    const env = {
      WEBHOOK_ENDPOINT_HELP_DESK_URL: "https://desk.example.com",
      WEBHOOK_ENDPOINT_HELP_DESK_RECORDING_URL: "https://desk.example.com/rec",
      WEBHOOK_ENDPOINT_HELP_DESK_HEADER_X_URL: "u",
    };
    expect(settings(env, "").endpoints).toMatchObject([
      { name: "help_desk", recordingUrl: "https://desk.example.com/rec", headers: { "x-url": "u" } },
    ]);
  });

  test("give secrets from files, headers included; a key that ends in file is no such thing", () => {
    const env = {
      WEBHOOK_PBX_CLIENT_SECRET_FILE: "/run/secrets/ok",
      WEBHOOK_ENDPOINT_CRM_HEADER_AUTHORIZATION_FILE: "/run/secrets/ok",
      WEBHOOK_PBX_CA_FILE: "/etc/ca.pem",
    };
    const found = settings(env);
    expect(found.pbx).toMatchObject({ clientSecret: "from file", caFile: "/etc/ca.pem" });
    expect(found.endpoints[0]?.headers).toEqual({ authorization: "from file" });
  });
});

describe("mistakes name the variable", () => {
  test.each([
    [
      { WEBHOOK_ENDPOINT_CRM_TIMEOUT_S: "soon" },
      "WEBHOOK_ENDPOINT_CRM_TIMEOUT_S = soon: expected a number of seconds from 1 to 120",
    ],
    [
      { WEBHOOK_ENDPOINT_CRM_SECRET: "abc" },
      "WEBHOOK_ENDPOINT_CRM_SECRET: expected whsec_ followed by the base64 of 24 to 64 bytes",
    ],
    [
      { WEBHOOK_ENDPOINT_DESK_DIALECT: "k2m" },
      "WEBHOOK_ENDPOINT_DESK_URL: the address is missing: expected an address that begins with http:// or https://, such as https://crm.example.com/3cx",
    ],
    [
      { WEBHOOK_ENDPOINT_CRM_HEADER_X_KEY: "a\nb" },
      "WEBHOOK_ENDPOINT_CRM_HEADER_X_KEY: expected text without line breaks or characters outside Latin-1",
    ],
    [
      { WEBHOOK_ENDPOINT_CRM_HEADER_CONTENT_LENGTH: "5" },
      "WEBHOOK_ENDPOINT_CRM_HEADER_CONTENT_LENGTH: this header is set by the program itself: remove it",
    ],
    [{ WEBHOOK_PBX_CLIENT_SECRET_FILE: "/run/secrets/open" }, "WEBHOOK_PBX_CLIENT_SECRET_FILE: no"],
    [
      { WEBHOOK_PBX_CLIENT_SECRET: "a", WEBHOOK_PBX_CLIENT_SECRET_FILE: "/run/secrets/ok" },
      "WEBHOOK_PBX_CLIENT_SECRET_FILE: this variable sets the same as WEBHOOK_PBX_CLIENT_SECRET: keep one of the two",
    ],
  ])("%j", (env, message) => {
    expect(told(env)).toBe(message);
  });

  test("when two endpoints read the same", () => {
    const text = "[endpoint.a-b]\nurl = http://a\n[endpoint.a_b]\nurl = http://b\n";
    expect(told({ WEBHOOK_ENDPOINT_A_B_URL: "http://c" }, text)).toBe(
      "WEBHOOK_ENDPOINT_A_B_URL: this variable could mean [endpoint.a-b] and [endpoint.a_b]: rename one of them",
    );
  });
});

describe("variables nobody knows are warnings", () => {
  test.each([
    ["WEBHOOK_PBX_ULR", "this variable is not used: did you mean WEBHOOK_PBX_URL?"],
    [
      "WEBHOOK_ENDPOINT_CRM_TIMEOUT",
      "this variable is not used: did you mean WEBHOOK_ENDPOINT_CRM_TIMEOUT_S?",
    ],
    [
      "WEBHOOK_LOG_LEVEL_FILE",
      "this variable is not used: only secrets are read from files. Set WEBHOOK_LOG_LEVEL instead.",
    ],
    ["WEBHOOK_ENDPOINT_BÜRO_URL", "this variable is not used: did you mean WEBHOOK_ENDPOINT_CRM_URL?"],
    ["WEBHOOK_ENDPOINT_URL", "this variable is not used: did you mean WEBHOOK_ENDPOINT_CRM_URL?"],
    ["WEBHOOK_SOMETHING_ENTIRELY_DIFFERENT_AND_LONG", "this variable is not used: there is no such setting."],
  ])("%s", (variable, message) => {
    expect(told({ [variable]: "x" })).toBe(`${variable}: ${message}`);
  });
});
