/** A newer version of the desktop program as its window shows it. Pure. */
import type { UpdateView } from "../../../src-shared/contract/update-view.ts";
import type { UpdateState } from "./updates.ts";

export function updateView(state: UpdateState): UpdateView {
  switch (state.kind) {
    case "off":
      return { state: "off", version: "", sentence: "" };
    case "none":
      return { state: "current", version: "", sentence: "" };
    case "found":
      return { state: "newer", version: state.version, sentence: "" };
    case "downloading":
      return { state: "downloading", version: state.version, percent: state.percent, sentence: "" };
    case "ready":
    case "waiting":
    case "installing":
    case "failed":
      return { state: state.kind, version: state.version, sentence: "" };
    default: {
      const _never: never = state;
      return _never;
    }
  }
}
