/** Tests that windows run with settings as they stand in a form, saved or not. Nothing is saved or sent. */
import type { contract } from "../../src-shared/contract/contract.ts";
import type { Handlers } from "../../src-shared/rpc/handlers.ts";
import { refuse } from "../../src-shared/rpc/rpc-error.ts";
import { checkEndpoint, type EndpointCheckPorts } from "./check-endpoint.ts";
import { checkPbx } from "./check-pbx.ts";
import { checkRecordings, type RecordingsCheckPorts } from "./check-recordings.ts";
import type { SettingsDesk } from "./settings-desk.ts";

export interface CheckPorts extends RecordingsCheckPorts, EndpointCheckPorts {
  readonly draft: SettingsDesk["draft"];
}

export function checkHandlers(
  ports: CheckPorts,
): Pick<Handlers<typeof contract>, `check.${"pbx" | "endpoint" | "recordings"}`> {
  const { draft } = ports;
  return {
    "check.pbx": async ({ changes }, { signal }) => {
      const drafted = await draft(changes, () => ["pbx"]);
      if (!drafted.ok) return refuse("bad-params", drafted.sentence);
      return checkPbx(drafted.settings.pbx, ports, signal);
    },
    "check.endpoint": async ({ endpoint: name, changes }, { signal }) => {
      const drafted = await draft(changes, () => [`endpoint.${name}`]);
      if (!drafted.ok) return refuse("bad-params", drafted.sentence);
      const endpoint = drafted.settings.endpoints.find((each) => each.name === name);
      if (endpoint === undefined) return refuse("not-known", `There is no endpoint ${name} in the settings.`);
      return checkEndpoint(endpoint, ports, signal);
    },
    "check.recordings": async ({ changes }, { signal }) => {
      const drafted = await draft(changes, ({ recordings }) =>
        recordings.source === "pbx" ? ["recordings", "server", "pbx"] : ["recordings", "server"],
      );
      if (!drafted.ok) return refuse("bad-params", drafted.sentence);
      return checkRecordings(drafted.settings, ports, signal);
    },
  };
}
