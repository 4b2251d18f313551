/** What each way of reading 3CX looks like on the overview: shape, what it gives, what is missing without it. Pure. */
import type { PbxView } from "../../../src-shared/contract/snapshot.ts";
import type { TextKey } from "../../i18n/text.tsx";
import type { StateName } from "../../ui/state-shape.tsx";

export type SourceView = PbxView["sources"][number];

/** `gives`: it works. `rests`: it has not been needed. `waits`: it begins. `lacks`: see its sentence. */
export type SourceStanding = "gives" | "rests" | "waits" | "lacks";

export function standingOf({ state }: Pick<SourceView, "state">): SourceStanding {
  switch (state) {
    case "connected":
      return "gives";
    case "not-asked":
      return "rests";
    case "connecting":
      return "waits";
    default:
      return "lacks";
  }
}

const shapes: Readonly<Record<SourceStanding, StateName>> = {
  gives: "ok",
  rests: "waiting",
  waits: "working",
  lacks: "attention",
};

export function shapeOfSource(source: Pick<SourceView, "state">): StateName {
  return shapes[standingOf(source)];
}

/** The window's own sentence about a source that works or rests; the engine's words say the rest. */
export function sentenceKeyOf(source: Pick<SourceView, "state" | "name">): TextKey | undefined {
  const standing = standingOf(source);
  if (standing === "gives") return `overview.gives.${source.name}`;
  return standing === "rests" && source.name === "call-log" ? "overview.rests.call-log" : undefined;
}

/** How many extensions 3CX does not show; the list of them may be shorter. */
export function countNotMonitored({ notMonitored, monitored, extensions }: PbxView): number {
  return notMonitored.length < mostListed
    ? notMonitored.length
    : Math.max(notMonitored.length, extensions - monitored);
}

const mostListed = 200;
const mostNamed = 6;

/** `117, 118` or `117, 118, 119, 120, 121, 122, …` */
export function namedBriefly(extensions: PbxView["notMonitored"]): string {
  const named = extensions.slice(0, mostNamed).map(({ dn }) => dn);
  return [...named, ...(extensions.length > mostNamed ? ["…"] : [])].join(", ");
}
