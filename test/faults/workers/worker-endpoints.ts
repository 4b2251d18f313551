/** The receivers of workers that are processes: told apart by their path. */
import type { EndpointSettings } from "../../../src-shared/settings/settings.ts";
import { endpoint } from "../../unit/webhooks/events.ts";

export function workerEndpoints(receiver: string): EndpointSettings[] {
  const at = (name: string, concurrency: number) => {
    const url = `${receiver}/${name}`;
    return endpoint({ name, url, recordingUrl: url, concurrency });
  };
  return [at("crm", 4), at("other", 1)];
}
