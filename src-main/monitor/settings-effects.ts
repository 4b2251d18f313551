/** What saving settings does to work that waits, a sentence each: said before, not found out afterwards. Pure. */
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
  const work = `${waiting} waiting ${waiting === 1 ? "delivery" : "deliveries"}`;
  if (after === undefined) {
    const dropped = waiting === 0 ? "Nothing waits for it." : `${work} will be dropped.`;
    return [`The endpoint ${name} is removed. ${dropped}`];
  }
  if (waiting === 0) return [];
  const moved = before.url !== after.url || before.recordingUrl !== after.recordingUrl;
  const reworded = before.dialect !== after.dialect || before.method !== after.method;
  return [
    ...(moved
      ? [`${work} of ${name} ${waiting === 1 ? "goes" : "go"} to the new address, contents unchanged.`]
      : []),
    ...(reworded
      ? [
          `${work} of ${name} ${waiting === 1 ? "keeps" : "keep"} the old format; new events have the new one.`,
        ]
      : []),
  ];
}

function pbxEffects({ pbx: before }: Settings, { pbx: after }: Settings): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return ["The connection to the PBX is made anew; calls in progress go on and keep their ids."];
}

function serverEffects({ server: before }: Settings, { server: after }: Settings): string[] {
  const effects: string[] = [];
  if (before.host !== after.host || before.port !== after.port) {
    effects.push(`This program's own page and the recordings move to ${after.host}:${after.port}.`);
  }
  if (before.monitorPassword !== after.monitorPassword) effects.push("Everybody has to log in again.");
  return effects;
}

function recordingEffects({ recordings: before }: Settings, { recordings: after }: Settings): string[] {
  const effects: string[] = [];
  if (after.keepDays < before.keepDays) {
    effects.push(`Recordings older than ${after.keepDays} days are deleted in the next night.`);
  }
  if (before.publicUrl !== after.publicUrl)
    effects.push("Links that were sent keep their address; new links have the new one.");
  if (before.link !== "open" && after.link === "open") {
    effects.push("Whoever knows or guesses a link can listen to the recording.");
  }
  return effects;
}
