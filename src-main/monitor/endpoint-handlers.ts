/** What windows do with an endpoint: pause it, let it go on, probe it, try it with a made-up event. */
import type { contract, MethodParams } from "../../src-shared/contract/contract.ts";
import type { Handlers } from "../../src-shared/rpc/handlers.ts";
import { refuse } from "../../src-shared/rpc/rpc-error.ts";
import type { EndpointSettings, Settings } from "../../src-shared/settings/settings.ts";
import type { Engine } from "../engine.ts";
import type { WebhookLog } from "../program/webhook-log.ts";
import type { SettingsDesk } from "./settings-desk.ts";

type Changes = NonNullable<MethodParams<"endpoint.test">["changes"]>;

export interface EndpointHandlerParts {
  readonly engine: Pick<Engine, "pauseEndpoint" | "resumeEndpoint" | "probeEndpoint">;
  readonly webhookLog: Pick<WebhookLog, "sendTest">;
  readonly settings: () => Settings;
  /** The settings as a window's form has them: the file with these changes, or why that cannot be used. */
  readonly draft: SettingsDesk["draft"];
  readonly changed: () => void;
}

type EndpointMethods = `endpoint.${"pause" | "resume" | "probe" | "test"}`;

export function endpointHandlers(
  parts: EndpointHandlerParts,
): Pick<Handlers<typeof contract>, EndpointMethods> {
  const { engine, webhookLog, settings, draft, changed } = parts;

  function known(name: string): boolean {
    return settings().endpoints.some((endpoint) => endpoint.name === name);
  }

  /** Does it to an endpoint that is in the settings. */
  function to(name: string, what: (name: string) => void) {
    if (!known(name)) return refuse("not-known", `There is no endpoint ${name} in the settings any more.`);
    what(name);
    changed();
    return {};
  }

  async function withChanges(name: string, changes: Changes): Promise<EndpointSettings | string> {
    const drafted = await draft(changes, () => [`endpoint.${name}`]);
    if (!drafted.ok) return drafted.sentence;
    return (
      drafted.settings.endpoints.find((endpoint) => endpoint.name === name) ??
      `There is no endpoint ${name} in the settings.`
    );
  }

  return {
    "endpoint.pause": ({ endpoint }) => to(endpoint, engine.pauseEndpoint),
    "endpoint.resume": ({ endpoint }) => to(endpoint, engine.resumeEndpoint),
    "endpoint.probe": ({ endpoint }) => to(endpoint, engine.probeEndpoint),
    "endpoint.test": async ({ endpoint, changes, type }) => {
      const tried = await withChanges(endpoint, changes);
      if (typeof tried === "string") return refuse("bad-params", tried);
      const outcome = await webhookLog.sendTest(tried, type);
      return outcome.ok ? { ...outcome.exchange } : refuse("failed", outcome.sentence);
    },
  };
}
