/** The values that must never stand in a log. */
import type { Settings } from "../../src-shared/settings/settings.ts";

/** Every secret of the settings that is set, header values included. */
export function secretsOf(settings: Settings): string[] {
  const { pbx, server, endpoints } = settings;
  const secrets = [pbx.clientSecret, server.monitorPassword];
  for (const endpoint of endpoints) secrets.push(endpoint.secret, ...Object.values(endpoint.headers));
  return secrets.filter((secret): secret is string => secret !== undefined && secret !== "");
}
