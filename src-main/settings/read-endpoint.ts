/** One `[endpoint.NAME]`: its values, what follows from the dialect, and which of them do not go together. */
import { headerNameProblem } from "../../src-shared/settings/address-kinds.ts";
import { defaultEvents, eventUnknownTo } from "../../src-shared/settings/list-kinds.ts";
import { headerKey } from "../../src-shared/settings/endpoint-keys.ts";
import { findKey, settingsSchema } from "../../src-shared/settings/schema.ts";
import type { SectionValues } from "../../src-shared/settings/schema.ts";
import type { EndpointSettings } from "../../src-shared/settings/settings.ts";
import type { EndpointSources } from "./collect-sources.ts";
import { variableFor } from "./environment.ts";
import { readSection, readValue } from "./read-section.ts";
import { shownValue } from "./remarks.ts";
import type { Remarks } from "./remarks.ts";

type EndpointValues = SectionValues<"endpoint">;

/** `undefined` when it has no address; what is wrong is in `remarks`. */
export function readEndpoint(endpoint: EndpointSources, remarks: Remarks): EndpointSettings | undefined {
  const section = `endpoint.${endpoint.name}`;
  const values = readSection("endpoint", section, endpoint.values, remarks);
  checkMethod(endpoint, values, remarks);
  checkEvents(endpoint, values, remarks);
  checkAccess(endpoint, remarks);
  checkTogether(endpoint, remarks);
  const headers = readHeaders(endpoint, remarks);
  if (values.url === undefined) {
    reportMissingUrl(endpoint, remarks);
    return undefined;
  }
  return {
    ...values,
    name: endpoint.name,
    url: values.url,
    recordingUrl: values.recordingUrl ?? values.url,
    method: values.method ?? (values.dialect === "komplit" ? "GET" : "POST"),
    events: values.events ?? defaultEvents(values.dialect),
    headers,
  };
}

/** Names in lower case; a header without a value is not sent. */
function readHeaders(endpoint: EndpointSources, remarks: Remarks): Record<string, string> {
  const section = `endpoint.${endpoint.name}`;
  const headers: [string, string][] = [];
  for (const [key, source] of endpoint.values) {
    if (!key.startsWith("header.")) continue;
    const name = key.slice("header.".length);
    const problem = headerNameProblem(name);
    if (problem !== undefined) {
      const { line, variable } = source;
      remarks.mistake({ section, key, line, variable }, "the name of a header", problem);
    } else if (source.text !== "") {
      headers.push([name, readValue(section, key, headerKey, source, remarks)]);
    }
  }
  return Object.fromEntries(headers);
}

function checkMethod(endpoint: EndpointSources, values: EndpointValues, remarks: Remarks): void {
  if (values.method !== "GET" || (values.dialect !== "k2m" && values.dialect !== "native")) return;
  complain(
    endpoint,
    "method",
    remarks,
    "POST, or no value",
    `the ${values.dialect} dialect cannot be sent by GET: expected POST, or no value`,
  );
}

function checkEvents(endpoint: EndpointSources, values: EndpointValues, remarks: Remarks): void {
  const foreign = eventUnknownTo(values.dialect, values.events ?? []);
  if (foreign === undefined) return;
  const expected = defaultEvents(values.dialect).join(", ");
  complain(
    endpoint,
    "events",
    remarks,
    expected,
    `"${foreign}" exists in the native dialect only: expected some of ${expected}, or dialect = native`,
  );
}

/** Only one of them could be in the header authorization. */
function checkAccess(endpoint: EndpointSources, remarks: Remarks): void {
  const ways = ["basic_user", "bearer_token", "header.authorization"].filter((key) => isSet(endpoint, key));
  const [first, second] = ways;
  if (first === undefined || second === undefined) return;
  complain(
    endpoint,
    second,
    remarks,
    "one of them",
    `this key and ${first} exclude each other: expected one`,
  );
}

/** Keys that are worth nothing without another one. */
const needs = [
  ["client_cert_file", "client_key_file"],
  ["client_key_file", "client_cert_file"],
  ["basic_password", "basic_user"],
  ["previous_secret", "secret"],
  ["previous_secret_until", "previous_secret"],
] as const;

function checkTogether(endpoint: EndpointSources, remarks: Remarks): void {
  for (const [key, other] of needs) {
    if (!isSet(endpoint, key) || isSet(endpoint, other)) continue;
    complain(
      endpoint,
      key,
      remarks,
      `${key} and ${other} together`,
      `this key is set without ${other}: expected both`,
    );
  }
}

function isSet(endpoint: EndpointSources, key: string): boolean {
  return (endpoint.values.get(key)?.text ?? "") !== "";
}

function complain(
  endpoint: EndpointSources,
  key: string,
  remarks: Remarks,
  expected: string,
  message: string,
): void {
  const source = endpoint.values.get(key);
  const place = { section: `endpoint.${endpoint.name}`, key, line: source?.line, variable: source?.variable };
  const facts = findKey(place.section, key);
  const value = source === undefined || facts === undefined ? undefined : shownValue(facts, source.text);
  remarks.mistake({ ...place, value }, expected, message);
}

function reportMissingUrl(endpoint: EndpointSources, remarks: Remarks): void {
  // A value that was there but wrong has been reported where it stands.
  if ((endpoint.values.get("url")?.text ?? "") !== "") return;
  const section = `endpoint.${endpoint.name}`;
  const { expected } = settingsSchema.endpoint.url.kind;
  const line = endpoint.values.get("url")?.line ?? endpoint.line;
  const place = line === undefined ? { variable: variableFor(section, "url") } : { line };
  remarks.mistake(
    { section, key: "url", ...place },
    expected,
    `the address is missing: expected ${expected}`,
  );
}
