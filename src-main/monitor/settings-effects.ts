/** What saving settings does to work that waits, a sentence each: said before, not found out afterwards. Pure. */
import { say } from "../../src-shared/messages/say.ts";
import type { EndpointSettings, Settings } from "../../src-shared/settings/settings.ts";

/** How many deliveries wait for an endpoint. */
export type Waiting = (endpoint: string) => number;

export function effectsOf(before: Settings, after: Settings, waiting: Waiting): string[] {
  const named = new Map(after.endpoints.map((endpoint) => [endpoint.name, endpoint]));
  return [
    ...before.endpoints.flatMap((endpoint) =>
      endpointEffects(endpoint, named.get(endpoint.name), waiting(endpoint.name)),
    ),
    ...pbxEffects(before, after),
    ...serverEffects(before, after),
    ...recordingEffects(before, after),
  ];
}

function endpointEffects(
  before: EndpointSettings,
  after: EndpointSettings | undefined,
  waiting: number,
): string[] {
  const { name } = before;
  const values = { n: waiting, ep: name };
  if (after === undefined) {
    return [say(waiting === 0 ? "effect.endpoint.removed" : "effect.endpoint.dropped", values)];
  }
  if (waiting === 0) return [];
  const moved = before.url !== after.url || before.recordingUrl !== after.recordingUrl;
  const reworded = before.dialect !== after.dialect || before.method !== after.method;
  return [
    ...(moved ? [say("effect.endpoint.moved", values)] : []),
    ...(reworded ? [say("effect.endpoint.reworded", values)] : []),
  ];
}

function pbxEffects({ pbx: before }: Settings, { pbx: after }: Settings): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [say("effect.pbx")];
}

function serverEffects({ server: before }: Settings, { server: after }: Settings): string[] {
  const effects: string[] = [];
  if (before.host !== after.host || before.port !== after.port) {
    effects.push(say("effect.server", { at: `${after.host}:${after.port}` }));
  }
  if (before.monitorPassword !== after.monitorPassword) effects.push(say("effect.password"));
  return effects;
}

function recordingEffects({ recordings: before }: Settings, { recordings: after }: Settings): string[] {
  const effects: string[] = [];
  if (after.keepDays < before.keepDays) {
    effects.push(say("effect.keepDays", { n: after.keepDays }));
  }
  if (before.publicUrl !== after.publicUrl) effects.push(say("effect.publicUrl"));
  if (before.link !== "open" && after.link === "open") {
    effects.push(say("effect.openLinks"));
  }
  return effects;
}
