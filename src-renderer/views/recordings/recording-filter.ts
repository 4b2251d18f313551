/** The list's filter as it stands in the address, and what the engine is asked for it. Pure. */
import {
  type RecordingFilter,
  type RecordingState,
  recordingStates,
} from "../../../src-shared/recordings/recording.ts";
import { searchKindOf } from "../../ui/search-kind.ts";
import { boundsOfDay, type PbxDay } from "./day-filter.ts";

/** `text=4852629`, `state=failed,unmatched`, `day=today`, `user=106`, `id=261122141012_690`. */
export const filterNames = ["text", "state", "day", "user", "id"] as const;
export type FilterName = (typeof filterNames)[number];
type Query = Readonly<Record<string, string>>;

/** States that belong together for whoever looks for work left to do. */
export const stateGroups = {
  open: ["growing", "matching", "waiting", "converting", "ready"],
} as const satisfies Readonly<Record<string, readonly RecordingState[]>>;

export function filterOf(query: Query, today: PbxDay): RecordingFilter {
  const states = statesIn(query["state"]);
  return {
    ...(states.length === 0 ? {} : { states }),
    ...boundsOfDay(query["day"], today),
    ...searchIn(query["text"]),
    ...textOf("user", query["user"]),
    ...textOf("chainId", query["id"]),
  };
}

export function isFiltered(query: Query): boolean {
  return filterNames.some((name) => (query[name] ?? "") !== "");
}

/** For `setQuery`: every filter off. */
export const noFilter: Readonly<Record<FilterName, undefined>> = {
  ...{ text: undefined, state: undefined, day: undefined, user: undefined, id: undefined },
};

function statesIn(value: string | undefined): RecordingState[] {
  return (value ?? "").split(",").flatMap((name): readonly RecordingState[] => {
    if (name === "open") return stateGroups.open;
    return recordingStates.filter((state) => state === name);
  });
}

function searchIn(text: string | undefined): RecordingFilter {
  switch (searchKindOf(text ?? "")) {
    case undefined:
      return {};
    case "id":
      return textOf("chainId", text);
    case "number":
      return textOf("number", text);
    case "text":
      return textOf("text", text);
  }
}

function textOf(name: "text" | "number" | "chainId" | "user", value: string | undefined): RecordingFilter {
  const text = (value ?? "").trim().slice(0, name === "text" ? 500 : 200);
  return text === "" ? {} : { [name]: text };
}
