/** The settings as they may stand in a log, and what is still missing in them. */
import { redactUrl } from "../../src-shared/settings/address-kinds.ts";
import { camelCase, keysOf } from "../../src-shared/settings/schema.ts";
import type { SectionName } from "../../src-shared/settings/schema.ts";
import type { Settings } from "../../src-shared/settings/settings.ts";

/** `pbx.url` -> value. Secrets and header values are `(set)` or left out; addresses come without password and query. */
export function describeSettings(settings: Settings): Record<string, string | number | boolean> {
  const described: Record<string, string | number | boolean> = {
    ...describeSection("pbx", "pbx", settings.pbx),
    ...describeSection("recordings", "recordings", settings.recordings),
    ...describeSection("server", "server", settings.server),
    ...describeSection("delivery", "delivery", settings.delivery),
    ...describeSection("reconcile", "reconcile", settings.reconcile),
    ...describeSection("log", "log", settings.log),
  };
  for (const endpoint of settings.endpoints) {
    const name = `endpoint.${endpoint.name}`;
    Object.assign(described, describeSection("endpoint", name, endpoint));
    for (const header of Object.keys(endpoint.headers)) described[`${name}.header.${header}`] = "(set)";
  }
  return described;
}

function describeSection(section: SectionName, shownAs: string, values: object) {
  const found = new Map<string, unknown>(Object.entries(values));
  const described: Record<string, string | number | boolean> = {};
  for (const [name, key] of keysOf(section)) {
    const value = found.get(camelCase(name));
    if (value === undefined || value === "") continue;
    if (key.secret === true) described[`${shownAs}.${name}`] = "(set)";
    else if (typeof value === "number" || typeof value === "boolean") described[`${shownAs}.${name}`] = value;
    else if (Array.isArray(value)) described[`${shownAs}.${name}`] = value.join(", ");
    else
      described[`${shownAs}.${name}`] =
        key.kind.field.type === "url" ? redactUrl(String(value)) : String(value);
  }
  return described;
}

/** What the program waits for, one sentence each; it runs without. */
export function missingSettings(settings: Settings): string[] {
  const { url, clientId, clientSecret } = settings.pbx;
  const missing: string[] = [];
  if (url === undefined) missing.push("The address of the PBX is missing: set url in [pbx].");
  if (clientId === "")
    missing.push("The client id of the PBX's API integration is missing: set client_id in [pbx].");
  if (clientSecret === "") missing.push("The API key of the PBX is missing: set client_secret in [pbx].");
  if (settings.endpoints.length === 0) {
    missing.push("There is no receiver yet: add a section such as [endpoint.crm] with a url.");
  }
  if (settings.delivery.queue === "postgres" && settings.delivery.queueUrl === undefined) {
    missing.push("The address of the shared queue is missing: set queue_url in [delivery].");
  }
  return missing;
}

/** Every text in the settings that no log may show, for the log's mask. */
export function secretsOf(settings: Settings): string[] {
  const { pbx, server, delivery, endpoints } = settings;
  const ofEndpoints = endpoints.flatMap((endpoint) => [
    ...[endpoint.url, endpoint.recordingUrl].flatMap(passwordsIn),
    endpoint.secret ?? "",
    endpoint.previousSecret ?? "",
    endpoint.basicPassword ?? "",
    endpoint.bearerToken ?? "",
    ...Object.values(endpoint.headers).flatMap(credentialsIn),
  ]);
  const ofQueue =
    delivery.queueUrl === undefined ? [] : [delivery.queueUrl, ...passwordsIn(delivery.queueUrl)];
  return [pbx.clientSecret, server.monitorPassword ?? "", ...ofQueue, ...ofEndpoints].filter(
    (secret) => secret !== "",
  );
}

/** As written and as sent: `p%40ss` is `p@ss` in a Basic header. */
function passwordsIn(url: string): string[] {
  if (!URL.canParse(url)) return [];
  const { password } = new URL(url);
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}

/** `Bearer abc` is a secret as a whole and in its second word, which may turn up without the first. */
function credentialsIn(header: string): string[] {
  const [, ...rest] = header.split(" ");
  return [header, rest.join(" ")];
}
