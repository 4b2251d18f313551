/** What the frame says of the engine: numbers at the views' names and the chips of the top bar. */
import type { EngineSlices } from "../store/slices.ts";
import type { StateName } from "../ui/state-shape.tsx";
import type { TextKey, TextValues } from "../i18n/text.tsx";

export interface Chip {
  readonly id: "pbx" | "endpoints" | "recordings";
  readonly shape: StateName;
  readonly text: TextKey;
  readonly values: TextValues;
  /** Where its details are. */
  readonly hash: string;
}

type Part<Key extends keyof EngineSlices> = Pick<EngineSlices, Key>;

/** Deliveries that are not over; those to mirrors alarm nobody and count nowhere. */
export function waitingDeliveries({ endpoints }: Part<"endpoints">): number {
  return endpoints.reduce((sum, endpoint) => (endpoint.mirror ? sum : sum + endpoint.waiting), 0);
}

export function isFailing({ endpoints }: Part<"endpoints">): boolean {
  return endpoints.some((endpoint) => !endpoint.mirror && endpoint.state === "failing");
}

/** The newer version that somebody may take; one that was asked for already needs nobody. */
export function newerVersion({ program }: Part<"program">): string | undefined {
  const { state, version } = program.update ?? { state: "off", version: "" };
  return state === "newer" || state === "ready" || state === "failed" ? version : undefined;
}

/** Whether the desktop program's engine is stopped or could not start: then nothing of it is known. */
export function isResting({ problems }: Part<"problems">): boolean {
  return problems.some(({ id }) => id === "program:stopped" || id === "program:failed");
}

export function chipsOf(engine: Part<"pbx" | "endpoints" | "recordings" | "problems">): readonly Chip[] {
  if (isResting(engine)) {
    return [{ id: "pbx", shape: "paused", text: "chip.rests", values: {}, hash: "#/settings/program" }];
  }
  return [pbxChip(engine), endpointsChip(engine), recordingsChip(engine)];
}

function pbxChip({ pbx }: Part<"pbx">): Chip {
  const chip = (shape: StateName, text: TextKey): Chip => ({
    id: "pbx",
    shape,
    text,
    values: {},
    hash: "#/overview",
  });
  switch (pbx.state) {
    case "connected":
      return chip("ok", "chip.pbx.connected");
    case "degraded":
      return chip("attention", "chip.pbx.partial");
    case "connecting":
      return chip("working", "chip.pbx.starting");
    case "not-connected":
      return chip("given-up", "chip.pbx.away");
    case "not-configured":
      return { ...chip("unknown", "chip.pbx.unset"), hash: "#/start" };
    default: {
      const _never: never = pbx.state;
      return _never;
    }
  }
}

/** Mirrors alarm nobody, so they change neither shape nor verdict; that they are there is said beside them. */
function endpointsChip({ endpoints }: Part<"endpoints">): Chip {
  const own = endpoints.filter((endpoint) => !endpoint.mirror);
  const mirrored = endpoints.filter((endpoint) => endpoint.mirror);
  const mirrors = {
    mirrors: mirrored.length,
    badMirrors: mirrored.filter((endpoint) => endpoint.state === "failing").length,
  };
  const failing = own.filter((endpoint) => endpoint.state === "failing").length;
  const paused = own.filter((endpoint) => endpoint.state === "paused").length;
  const base = { id: "endpoints", hash: "#/webhooks" } as const;
  if (failing > 0) {
    return {
      ...base,
      shape: "attention",
      text: "chip.endpoints.failing",
      values: { bad: failing, n: own.length, ...mirrors },
    };
  }
  if (paused > 0) {
    return {
      ...base,
      shape: "paused",
      text: "chip.endpoints.paused",
      values: { bad: paused, n: own.length, ...mirrors },
    };
  }
  return {
    ...base,
    shape: own.length === 0 ? "unknown" : "ok",
    text: "chip.endpoints.ok",
    values: { n: own.length, ...mirrors },
  };
}

function recordingsChip({ recordings, problems }: Part<"recordings" | "problems">): Chip {
  const base = { id: "recordings", values: {}, hash: "#/recordings" } as const;
  if (recordings.condition === "off") return { ...base, shape: "paused", text: "chip.recordings.off" };
  const bad =
    recordings.condition !== "idle" &&
    recordings.condition !== "working" &&
    recordings.condition !== "starting";
  const problem = problems.some(({ area }) => area === "recordings");
  return bad || problem
    ? { ...base, shape: "attention", text: "chip.recordings.attention" }
    : { ...base, shape: "ok", text: "chip.recordings.ok" };
}
