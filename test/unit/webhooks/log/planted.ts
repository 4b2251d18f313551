/** An endpoint with a secret in every place that can hold one, and the check that none of them shows. */
import { expect } from "vitest";
import type { EndpointSettings } from "../../../../src-shared/settings/settings.ts";
import { endpoint } from "../events.ts";

export const planted = [
  "AddressPassw0rd",
  "QueryKey-12345678",
  "RecordingKey-87654321",
  "HeaderToken-abcdef",
  "ApiKey-ghijkl",
  "c2lnbmluZy1zZWNyZXQtb2YtdGhlLWVuZHBvaW50",
  "cHJldmlvdXMtc2lnbmluZy1zZWNyZXQtaGVyZQ==",
];

const [password, queryKey, recordingKey, token, apiKey, signing, previous] = planted;

export function plantedEndpoint(changes: Partial<EndpointSettings> = {}): EndpointSettings {
  const base = changes.url ?? "https://crm.example.com/3cx";
  const url = base.replace("://", `://user:${password}@`);
  return endpoint({
    recordingUrl: `${url}/recordings?token=${recordingKey}`,
    headers: { authorization: `Bearer ${token}`, "x-api-key": apiKey ?? "", accept: "application/json" },
    secret: `whsec_${signing}`,
    previousSecret: `whsec_${previous}`,
    ...changes,
    url: `${url}?key=${queryKey}&route=calls`,
  });
}

/** Base64 of the login that the address holds. */
const login = Buffer.from(`user:${password}`).toString("base64");

export function expectNoSecret(output: unknown): void {
  const text = typeof output === "string" ? output : JSON.stringify(output);
  for (const secret of [...planted, login, ...planted.map(encodeURIComponent)]) {
    expect(text).not.toContain(secret);
  }
}
